import { createHash, createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type Instant, instant } from '../engine/ids.ts';

/**
 * The artefact itself, without who registered it where. `fingerprint` is the SHA-256 of its DER encoding,
 * `keyFingerprint` that of the public key: a certificate that is renewed for the same key keeps it.
 */
export type ArtefactContent =
  | Readonly<{
      kind: 'public_key';
      pem: string;
      fingerprint: string;
      keyFingerprint: string;
      algorithm: string;
      /** Nothing is believed that it has signed from then on; it stays registered, so that it can be told apart. */
      revokedAt?: Instant;
    }>
  | Readonly<{
      kind: 'client_certificate';
      pem: string;
      fingerprint: string;
      keyFingerprint: string;
      algorithm: string;
      subject: string;
      expiresAt: Instant;
      /** From then on whoever shows it is refused. */
      revokedAt?: Instant;
    }>
  | Readonly<{
      kind: 'webhook_endpoint';
      url: string;
      /** Whose notifications go there. */
      dialect: string;
      /** Only notifications of these types, or of types that begin so (`refund.*`); all where it is missing. */
      types?: readonly string[];
      /** Newest first. */
      secrets: readonly EndpointSecret[];
      /** Since the receiver said that it is gone, or somebody that nothing is to go there. */
      disabledAt?: Instant;
      /** What its dialect keeps with it, in its own words. */
      details?: unknown;
    }>
  | Readonly<{ kind: 'callback_host'; host: string }>;

/** A public key, bare or in a certificate. */
type KeyContent = Extract<ArtefactContent, { keyFingerprint: string }>;

/** What notifications to an endpoint are signed with: sealed, and as much of it as may be shown. */
export type EndpointSecret = Readonly<{
  sealed: string;
  masked: string;
  /** Verifies signatures, and makes none. */
  publicKey: string;
  createdAt: Instant;
  /** When it stops signing, once there is a newer one. */
  expiresAt?: Instant;
}>;

/** A registered artefact; it belongs to one merchant account and so to one environment. */
export type Artefact = ArtefactContent &
  Readonly<{ id: string; merchantId: string; environment: string; createdAt: Instant }>;

/** Where a merchant account wants to hear what happens. */
export type WebhookEndpoint = Extract<Artefact, { kind: 'webhook_endpoint' }>;

/** An artefact that cannot be read, in a sentence for people. */
export type Unreadable = Readonly<{ kind: 'unreadable'; why: string }>;

/** Reads a public key from PEM; a private key is refused, since nobody should hand one over. */
export function publicKeyFromPem(pem: string): KeyContent | Unreadable {
  if (/PRIVATE KEY/.test(pem)) {
    return {
      kind: 'unreadable',
      why: 'this is a private key; keep it, and register the public key that belongs to it',
    };
  }
  return readKey(() => createPublicKey({ key: pem, format: 'pem' }));
}

// RFC 7518 section 6: what only the owner of a key has.
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Reads a public key from a JSON Web Key (RFC 7517); one with a private part is refused. */
export function publicKeyFromJwk(jwk: JsonWebKey): KeyContent | Unreadable {
  if (PRIVATE_MEMBERS.some((member) => member in jwk)) {
    return { kind: 'unreadable', why: 'this JWK holds a private or shared key; register the public key only' };
  }
  return readKey(() => createPublicKey({ key: jwk, format: 'jwk' }));
}

/** Reads an X.509 certificate from PEM. Its validity is judged when it is used, not when it is registered. */
export function certificateFromPem(pem: string): KeyContent | Unreadable {
  if (/PRIVATE KEY/.test(pem)) {
    return { kind: 'unreadable', why: 'this file holds a private key; keep it, and register the certificate only' };
  }
  try {
    const certificate = new X509Certificate(pem);
    return {
      kind: 'client_certificate',
      pem: certificate.toString(),
      fingerprint: sha256(certificate.raw),
      keyFingerprint: keyFingerprint(certificate.publicKey),
      algorithm: algorithmOf(certificate.publicKey),
      subject: certificate.subject.replaceAll('\n', ', '),
      expiresAt: instant(certificate.validToDate.getTime()),
    };
  } catch {
    // The parser's own message is about ASN.1 and helps nobody who pasted the wrong file.
    return { kind: 'unreadable', why: 'expected one X.509 certificate in PEM (-----BEGIN CERTIFICATE-----)' };
  }
}

function readKey(read: () => KeyObject): KeyContent | Unreadable {
  try {
    const key = read();
    return {
      kind: 'public_key',
      pem: key.export({ type: 'spki', format: 'pem' }).toString(),
      fingerprint: keyFingerprint(key),
      keyFingerprint: keyFingerprint(key),
      algorithm: algorithmOf(key),
    };
  } catch {
    // As above: what the parser stumbled over is of no use to the person who has to mend it.
    return { kind: 'unreadable', why: 'expected a public key: PEM (-----BEGIN PUBLIC KEY-----) or a JWK' };
  }
}

function algorithmOf(key: KeyObject): string {
  const details = key.asymmetricKeyDetails;
  const size = details?.modulusLength ?? details?.namedCurve;
  return size === undefined ? (key.asymmetricKeyType ?? 'unknown') : `${key.asymmetricKeyType}-${size}`;
}

function keyFingerprint(key: KeyObject): string {
  return sha256(normal(key).export({ type: 'spki', format: 'der' }));
}

/** The same key in the one encoding that JWK knows: a point on a curve, for one, can be written in several ways. */
function normal(key: KeyObject): KeyObject {
  try {
    return createPublicKey({ key: key.export({ format: 'jwk' }), format: 'jwk' });
  } catch {
    // A kind of key that has no JWK has a single encoding as well.
    return key;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
