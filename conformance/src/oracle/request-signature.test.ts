import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { type SignedRequest, signatureFlaw } from './request-signature.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const key = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const KEY = key();
const BODY = '{"amount":1}';
const DIGEST = `sha-256=:${createHash('sha256').update(BODY).digest('base64')}:`;
const URL_SENT = 'http://127.0.0.1:4010/v1/payments?a=1';

const COMPONENTS: Readonly<Record<string, string>> = {
  '@method': 'POST',
  '@target-uri': URL_SENT,
  '@authority': '127.0.0.1:4010',
  '@scheme': 'http',
  '@path': '/v1/payments',
  '@query': '?a=1',
  '@request-target': '/v1/payments?a=1',
  'content-digest': DIGEST,
  'idempotency-key': '"k"',
};

type Way = Readonly<{ covered?: readonly string[]; created?: number | 'never'; by?: string }>;

/** A request that is signed over these of its components. */
function signed({ covered = USUAL, created = NOW_MS / 1000, by = KEY }: Way = {}): SignedRequest {
  const time = created === 'never' ? '' : `;created=${created}`;
  const parameters = `(${covered.map((name) => `"${name}"`).join(' ')})${time};keyid="k1";nonce="n1"`;
  const lines = covered.map((name) => `"${name}": ${COMPONENTS[name]}`);
  const base = [...lines, `"@signature-params": ${parameters}`].join('\n');
  const signature = sign(null, Buffer.from(base), by).toString('base64');
  const headers = {
    'content-digest': DIGEST,
    'idempotency-key': '"k"',
    'signature-input': `s=${parameters}`,
    signature: `s=:${signature}:`,
  };
  return { method: 'POST', url: URL_SENT, headers, body: BODY };
}

const USUAL = ['@method', '@target-uri', 'content-digest', 'idempotency-key'];
const PARTS = ['@method', '@authority', '@path', '@query', '@scheme', '@request-target', 'content-digest'];
const without = (name: string) => USUAL.filter((one) => one !== name);
const right = signed();
const { signature: _signature, ...unsigned } = right.headers;
const withHeader = (name: string, value: string): SignedRequest => ({
  ...right,
  headers: { ...right.headers, [name]: value },
});

const cases: readonly (readonly [what: string, request: SignedRequest, flaw: string | undefined])[] = [
  ['everything that counts', right, undefined],
  ['the parts of the address', signed({ covered: PARTS }), undefined],
  ['all but the method', signed({ covered: without('@method') }), 'the signature does not cover the method'],
  ['all but the address', signed({ covered: without('@target-uri') }), 'the signature does not cover the address'],
  [
    'all of the address but the query',
    signed({ covered: PARTS.filter((name) => name !== '@query') }),
    'the signature does not cover the address',
  ],
  ['all but the body', signed({ covered: without('content-digest') }), 'the signature does not cover the body'],
  ['nothing of when', signed({ created: 'never' }), 'the signature does not say when it was made'],
  ['an hour before', signed({ created: NOW_MS / 1000 - 3600 }), 'the signature was made at another time'],
  ['an hour after', signed({ created: NOW_MS / 1000 + 3600 }), 'the signature was made at another time'],
  ['by another key', signed({ by: key() }), 'the signature is not one of this request by the key that was given'],
  [
    'another address',
    { ...right, url: URL_SENT.replace('payments', 'refunds') },
    'the signature is not one of this request by the key that was given',
  ],
  ['another body', { ...right, body: '{"amount":2}' }, 'the digest is not that of the body'],
  [
    'another idempotency key',
    withHeader('idempotency-key', '"other"'),
    'the signature is not one of this request by the key that was given',
  ],
  ['nothing at all', { ...right, headers: unsigned }, 'there is no signature'],
  ['an empty list', withHeader('signature-input', ''), 'there is no signature'],
  ['what is no list', withHeader('signature-input', 's="x"'), 'the signature cannot be read'],
  ['what is no structured field', withHeader('signature-input', '((('), 'the signature cannot be read'],
];
for (const [what, request, flaw] of cases) {
  test(`a signature over ${what}: ${flaw ?? 'good'}`, () => expect(signatureFlaw(request, KEY, NOW_MS)).toBe(flaw));
}

test('without a body there is nothing to have a digest of', () => {
  const looked = { ...signed({ covered: ['@method', '@target-uri'] }), body: '' };
  expect(signatureFlaw(looked, KEY, NOW_MS)).toBeUndefined();
});
