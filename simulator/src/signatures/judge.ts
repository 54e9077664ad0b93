import { constants, createHash, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { parseDictionary } from 'structured-headers';
import type { Instant } from '../engine/ids.ts';
import type { PresentedSignature, SignedRequest } from './signed-request.ts';

/** What can be wrong with a signature whose key is known, in order of precedence: the first that applies is reported. */
export const SIGNATURE_FLAWS = ['incomplete', 'digest_wrong', 'algorithm_wrong', 'outside_window', 'wrong'] as const;
export type SignatureFlaw = (typeof SIGNATURE_FLAWS)[number];

/** A flaw, with what whoever signs has to know. */
export type Flawed = Readonly<{ flaw: SignatureFlaw; why: string }>;

/** How far the time that a signature says of itself may be from the time that it arrives at. */
export const WINDOW_MS = 5 * 60 * 1000;

const DIGESTS: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-512': 'sha512' };

/** Holds a signature against the key that it names. Which algorithm it is made with is for the key to say. */
export function judge(
  request: SignedRequest,
  presented: PresentedSignature,
  keyPem: string,
  now: Instant,
): Flawed | undefined {
  const missing = uncovered(request, presented.components);
  if (missing !== undefined) return flawed('incomplete', `The signature has to cover ${missing}.`);
  if (presented.nonce === undefined) return flawed('incomplete', 'The signature has to hold a nonce.');
  const digest = digestProblem(request);
  if (digest !== undefined) return flawed('digest_wrong', digest);
  const key = createPublicKey(keyPem);
  const method = methodOf(key);
  if (method === undefined) {
    return flawed('algorithm_wrong', 'The registered key is of a kind that signs nothing here: register another.');
  }
  if (presented.algorithm !== undefined && presented.algorithm !== method.name) {
    return flawed('algorithm_wrong', `The registered key signs with ${method.name}, whatever alg says.`);
  }
  const createdMs = presented.created * 1000;
  const over = presented.expires !== undefined && presented.expires * 1000 <= now;
  if (Math.abs(now - createdMs) > WINDOW_MS || over) {
    return flawed('outside_window', `It was made at ${iso(createdMs)}; here it is ${iso(now)}.`);
  }
  const right = verify(method.digest, Buffer.from(presented.base), { key, ...method.options }, presented.signature);
  return right ? undefined : flawed('wrong', 'The signature is not one of what has arrived, by the registered key.');
}

/** What has to be covered of this request: whatever, changed on the way, would make it another one. */
function uncovered({ target, headers, body }: SignedRequest, components: readonly string[]): string | undefined {
  const covers = (...names: readonly string[]) => names.every((name) => components.includes(name));
  if (!covers('@method')) return '@method';
  const place = ['@authority', '@path', ...(target.includes('?') ? ['@query'] : [])];
  if (!covers('@target-uri') && !covers(...place)) return `@target-uri, or ${place.join(', ')}`;
  const asked = ['authorization', 'idempotency-key', ...(body.length > 0 ? ['content-digest', 'content-type'] : [])];
  return asked.find((name) => (headers[name] !== undefined || name === 'content-digest') && !covers(name));
}

/** What is wrong with the Content-Digest of RFC 9530; a body without one is not covered, and has been refused before. */
function digestProblem({ headers, body }: SignedRequest): string | undefined {
  const text = headers['content-digest'];
  if (text === undefined) return undefined;
  let known = 0;
  for (const [name, value] of digestsOf(text)) {
    const algorithm = DIGESTS[name];
    if (algorithm === undefined) continue;
    const digest = createHash(algorithm).update(body).digest();
    if (value.length !== digest.length || !timingSafeEqual(value, digest)) {
      return `The body that has arrived has another ${name} digest.`;
    }
    known += 1;
  }
  return known > 0 ? undefined : 'Content-Digest holds neither sha-256 nor sha-512 (RFC 9530).';
}

function digestsOf(text: string): readonly (readonly [name: string, value: Buffer])[] {
  try {
    return [...parseDictionary(text)].flatMap(([name, [value]]) =>
      value instanceof ArrayBuffer ? [[name, Buffer.from(value)] as const] : [],
    );
  } catch {
    // A header that cannot be read holds no digest, which is what is answered.
    return [];
  }
}

type Method = Readonly<{
  name: string;
  digest: string | null;
  options: Readonly<{ dsaEncoding?: 'ieee-p1363'; padding?: number; saltLength?: number }>;
}>;

const CURVES: Readonly<Record<string, Method>> = {
  prime256v1: { name: 'ecdsa-p256-sha256', digest: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
  secp384r1: { name: 'ecdsa-p384-sha384', digest: 'sha384', options: { dsaEncoding: 'ieee-p1363' } },
};

const RSA_BITS_MIN = 2048;
// RFC 9421 section 3.3.1.
const RSA_SALT_LENGTH = 64;

/** The one algorithm of RFC 9421 section 3.3 that a key is good for. */
function methodOf(key: KeyObject): Method | undefined {
  const { namedCurve = '', modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return { name: 'ed25519', digest: null, options: {} };
    case 'ec':
      return CURVES[namedCurve];
    case 'rsa':
      if (modulusLength < RSA_BITS_MIN) return undefined;
      return {
        name: 'rsa-pss-sha512',
        digest: 'sha512',
        options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: RSA_SALT_LENGTH },
      };
    default:
      return undefined;
  }
}

function flawed(flaw: SignatureFlaw, why: string): Flawed {
  return { flaw, why };
}

function iso(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? `${ms} ms` : date.toISOString();
}
