import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { HttpRequest } from '../platform/http-client.ts';
import type { Instant } from '../shop/ids.ts';

/** What a signature holds beside the request: when it is made, and what makes it one of a kind. */
export type Signing = Readonly<{ privateKey: string; now: Instant; nonce: string }>;

// What else of a request makes it the one that it is; a header that is not sent is not covered.
const HEADERS = ['authorization', 'idempotency-key', 'content-digest', 'content-type'];

/**
 * The request with its signature (RFC 9421) and the digest of its body (RFC 9530). The key is named by the SHA-256 of its
 * public half, which is what it is registered under. Each time anew: a provider takes a signature only once.
 */
export function signedRequest(address: string, request: HttpRequest, { privateKey, now, nonce }: Signing): HttpRequest {
  const { body } = request;
  const digest = body === undefined ? {} : { 'content-digest': digestOf(body) };
  const headers = { ...lowered(request.headers), ...digest };
  const url = new URL(address.replace(/\/$/, '') + request.path);
  const values: Readonly<Record<string, string>> = { '@method': request.method, '@target-uri': url.href, ...headers };
  const covered = ['@method', '@target-uri', ...HEADERS.filter((name) => name in headers)];
  const key = createPrivateKey(privateKey);
  const created = Math.floor(now / 1000);
  const parameters = `(${covered.map((name) => `"${name}"`).join(' ')});created=${created};keyid="${keyIdOf(privateKey)}";nonce="${nonce}"`;
  const lines = covered.map((name) => `"${name}": ${values[name]}`);
  const base = [...lines, `"@signature-params": ${parameters}`].join('\n');
  const signature = sign(null, Buffer.from(base), key).toString('base64');
  return {
    ...request,
    headers: { ...headers, 'signature-input': `shop=${parameters}`, signature: `shop=:${signature}:` },
  };
}

/** What a key is registered under with the provider. */
export function keyIdOf(privateKey: string): string {
  const der = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex');
}

function digestOf(body: string): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

function lowered(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const));
}
