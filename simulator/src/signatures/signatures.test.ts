import { createHash, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { instant } from '../engine/ids.ts';
import { judge, SIGNATURE_FLAWS } from './judge.ts';
import { presentedSignature, type SignedRequest } from './signed-request.ts';

const NOW = instant(Date.UTC(2027, 0, 1));
const CREATED = NOW / 1000;

test('the text to be signed is that of RFC 9421, appendix B.2.6', () => {
  const presented = presentedSignature({
    method: 'POST',
    secure: true,
    target: '/foo?param=Value&Pet=dog',
    headers: {
      host: 'example.com',
      date: 'Tue, 20 Apr 2021 02:07:55 GMT',
      'content-type': 'application/json',
      'content-length': '18',
      'signature-input':
        'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      signature: 'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
    },
    body: Buffer.from('{"hello": "world"}'),
  });
  if ('kind' in presented) throw new Error(presented.why);
  const key =
    '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n-----END PUBLIC KEY-----\n';
  expect(verify(null, Buffer.from(presented.base), key, presented.signature)).toBe(true);
});

const BODY = '{"amount":1}';
const DIGEST = `sha-256=:${createHash('sha256').update(BODY).digest('base64')}:`;
const COVERED = [
  '@method',
  '@target-uri',
  'authorization',
  'idempotency-key',
  'content-digest',
  'content-type',
] as const;

type Change = Readonly<{
  covered?: readonly string[];
  created?: number;
  parameters?: string;
  /** What has happened to the request once it was signed. */
  arrived?: Partial<SignedRequest>;
  headers?: Readonly<Record<string, string>>;
}>;

const edwards = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
const p521 = generateKeyPairSync('ec', { namedCurve: 'secp521r1' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

type Signing = (base: string) => Buffer;
const byEdwards: Signing = (base) => sign(null, Buffer.from(base), edwards.privateKey);

/** A request that is right, written out by hand, signed, and then changed. */
function signed(by: Signing, change: Change = {}): SignedRequest {
  const { covered = COVERED, created = CREATED, parameters = ';nonce="one"', arrived = {}, headers = {} } = change;
  const values: Readonly<Record<string, string>> = {
    '@method': 'POST',
    '@target-uri': 'https://pay.example/v1/payments?x=1',
    '@authority': 'pay.example',
    '@path': '/v1/payments',
    '@query': '?x=1',
    authorization: 'Bearer key',
    'idempotency-key': 'order-1',
    'content-digest': DIGEST,
    'content-type': 'application/json',
  };
  const input = `(${covered.map((name) => `"${name}"`).join(' ')});created=${created};keyid="k"${parameters}`;
  const lines = covered.map((name) => `"${name}": ${values[name]}`);
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  return {
    method: 'POST',
    secure: true,
    target: '/v1/payments?x=1',
    body: Buffer.from(BODY),
    ...arrived,
    headers: {
      host: 'Pay.Example:443',
      authorization: 'Bearer key',
      'idempotency-key': 'order-1',
      'content-digest': DIGEST,
      'content-type': 'application/json',
      'signature-input': `sig=${input}`,
      signature: `sig=:${by(base).toString('base64')}:`,
      ...headers,
    },
  };
}

function verdict(request: SignedRequest, key: string): string {
  const presented = presentedSignature(request);
  if ('kind' in presented) return presented.kind;
  return judge(request, presented, key, NOW)?.flaw ?? 'good';
}

const kinds: readonly [name: string, by: Signing, key: KeyObject, expected: string][] = [
  ['ed25519', byEdwards, edwards.publicKey, 'good'],
  [
    'ecdsa-p256-sha256',
    (base) => sign('sha256', Buffer.from(base), { key: p256.privateKey, dsaEncoding: 'ieee-p1363' }),
    p256.publicKey,
    'good',
  ],
  [
    'ecdsa-p384-sha384',
    (base) => sign('sha384', Buffer.from(base), { key: p384.privateKey, dsaEncoding: 'ieee-p1363' }),
    p384.publicKey,
    'good',
  ],
  [
    'rsa-pss-sha512',
    (base) => sign('sha512', Buffer.from(base), { key: rsa.privateKey, padding: 6, saltLength: 64 }),
    rsa.publicKey,
    'good',
  ],
  // As DER, as most libraries write it unless told otherwise.
  ['ecdsa-p256-sha256', (base) => sign('sha256', Buffer.from(base), p256.privateKey), p256.publicKey, 'wrong'],
  // RSA with the padding that RFC 9421 calls rsa-v1_5-sha256.
  ['rsa-pss-sha512', (base) => sign('sha256', Buffer.from(base), rsa.privateKey), rsa.publicKey, 'wrong'],
  ['ed25519', byEdwards, p256.publicKey, 'algorithm_wrong'],
  ['ecdsa-p521-sha512', byEdwards, p521.publicKey, 'algorithm_wrong'],
];
for (const [name, by, key, expected] of kinds) {
  test(`alg ${name}, judged by a key of ${key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType}: ${expected}`, () => {
    expect(verdict(signed(by, { parameters: `;nonce="one";alg="${name}"` }), pem(key))).toBe(expected);
  });
}

const without = (name: string) => COVERED.filter((covered) => covered !== name);
const apart = ['@authority', '@path', '@query', ...without('@target-uri')];

const changes: readonly [what: string, change: Change, expected: string][] = [
  // what is changed                                                                          verdict
  ['nothing', {}, 'good'],
  ['the target in its parts', { covered: apart }, 'good'],
  ['the target without its query', { covered: apart.filter((name) => name !== '@query') }, 'incomplete'],
  ['@method is not covered', { covered: without('@method') }, 'incomplete'],
  ['the target is not covered', { covered: without('@target-uri') }, 'incomplete'],
  ['authorization is not covered', { covered: without('authorization') }, 'incomplete'],
  ['idempotency-key is not covered', { covered: without('idempotency-key') }, 'incomplete'],
  ['content-digest is not covered', { covered: without('content-digest') }, 'incomplete'],
  ['content-type is not covered', { covered: without('content-type') }, 'incomplete'],
  ['there is no nonce', { parameters: '' }, 'incomplete'],
  ['one digit of the body', { arrived: { body: Buffer.from('{"amount":2}') } }, 'digest_wrong'],
  ['a digest of another kind', { headers: { 'content-digest': 'md5=:AAAA:' } }, 'digest_wrong'],
  ['a digest that is none', { headers: { 'content-digest': 'sha-256=text' } }, 'digest_wrong'],
  ['made five minutes ago', { created: CREATED - 300 }, 'good'],
  ['made longer ago', { created: CREATED - 301 }, 'outside_window'],
  ['made in five minutes', { created: CREATED + 300 }, 'good'],
  ['made later than that', { created: CREATED + 301 }, 'outside_window'],
  ['made at the end of time', { created: 9_000_000_000_000 }, 'outside_window'],
  ['over already', { parameters: `;nonce="one";expires=${CREATED}` }, 'outside_window'],
  ['over in a second', { parameters: `;nonce="one";expires=${CREATED + 1}` }, 'good'],
  ['the method', { arrived: { method: 'PUT' } }, 'wrong'],
  ['the path', { arrived: { target: '/v1/refunds?x=1' } }, 'wrong'],
  ['the query', { arrived: { target: '/v1/payments?x=2' } }, 'wrong'],
  ['the host', { headers: { host: 'pay.example.org' } }, 'wrong'],
  ['from HTTPS to HTTP', { arrived: { secure: false } }, 'wrong'],
  ['the idempotency key', { headers: { 'idempotency-key': 'order-2' } }, 'wrong'],
  ['the credential', { headers: { authorization: 'Bearer other' } }, 'wrong'],
  ['the signature', { headers: { signature: `sig=:${Buffer.alloc(64).toString('base64')}:` } }, 'wrong'],
  ['a signature of another label', { headers: { signature: 'other=:AAAA:' } }, 'malformed'],
  ['a signature that is text', { headers: { signature: 'sig="AAAA"' } }, 'malformed'],
  ['what is no dictionary', { headers: { 'signature-input': ')(' } }, 'malformed'],
  ['a component twice', { covered: [...COVERED, '@method'] }, 'malformed'],
  ['a component that the request lacks', { covered: [...COVERED, 'x-nothing'] }, 'malformed'],
  ['a component that is not known', { covered: [...COVERED, '@status'] }, 'malformed'],
  ['a nonce that is endless', { parameters: `;nonce="${'n'.repeat(201)}"` }, 'malformed'],
  ['a created that is text', { headers: { 'signature-input': 'sig=();created="now";keyid="k"' } }, 'malformed'],
  [
    'two signatures',
    { headers: { 'signature-input': 'a=();created=1;keyid="k", b=();created=1;keyid="k"' } },
    'malformed',
  ],
  [
    'a component with parameters',
    { headers: { 'signature-input': 'sig=("@method";req);created=1;keyid="k"' } },
    'malformed',
  ],
];
for (const [what, change, expected] of changes) {
  test(`changed: ${what} → ${expected}`, () => {
    expect(verdict(signed(byEdwards, change), pem(edwards.publicKey))).toBe(expected);
  });
}

test('a request without the headers has no signature, and one without a body needs no digest', () => {
  const { headers, ...request } = signed(byEdwards);
  const { signature: _, ...rest } = headers;
  expect(verdict({ ...request, headers: rest }, pem(edwards.publicKey))).toBe('missing');
  const covered = ['@method', '@target-uri', 'authorization'];
  const bare = signed(byEdwards, { covered, arrived: { body: Buffer.alloc(0) } });
  const { 'idempotency-key': _key, 'content-digest': _digest, ...plain } = bare.headers;
  expect(verdict({ ...bare, headers: plain }, pem(edwards.publicKey))).toBe('good');
});

test('every flaw has been seen', () => {
  const expected = new Set([...changes, ...kinds].map((row) => row.at(-1)));
  for (const flaw of SIGNATURE_FLAWS) expect(expected).toContain(flaw);
});
