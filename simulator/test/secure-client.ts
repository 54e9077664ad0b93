import { createHash, randomUUID, sign } from 'node:crypto';
import { Agent, request as httpsRequest } from 'node:https';
import type { Answer } from './specification.ts';

/** A client certificate with its key, both in PEM. */
export type Identity = Readonly<{ key: string; certificate: string }>;

/** A client that asks one HTTPS address, with or without a certificate of its own. */
export type SecureClient = Readonly<{
  ask: (
    method: string,
    target: string,
    asked?: Readonly<{ headers?: Readonly<Record<string, string>>; body?: string }>,
  ) => Promise<Answer>;
  close: () => void;
}>;

/** Keeps its connections, as shops do; trusts this authority alone. */
export function secureClient(url: string, ca: string, identity?: Identity): SecureClient {
  const shown = identity === undefined ? {} : { key: identity.key, cert: identity.certificate };
  const agent = new Agent({ ca, keepAlive: true, maxSockets: 4, ...shown });
  return {
    close: () => agent.destroy(),
    ask: (method, target, { headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const request = httpsRequest(`${url}${target}`, { agent, method, headers: { ...headers } }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const given = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
            const isJson = /json/.test(response.headers['content-type'] ?? '');
            resolve({
              status: response.statusCode ?? 0,
              headers: new Headers(Object.fromEntries(given)),
              text,
              body: isJson && text !== '' ? JSON.parse(text) : undefined,
            });
          });
        });
        request.once('error', reject);
        request.end(body);
      }),
  };
}

/** What a request is signed with: an Ed25519 key, by the fingerprint that it is registered under. */
export type RequestSigner = Readonly<{ keyId: string; privateKey: string; at: () => number; nonce?: string }>;

/** The headers that sign a request, written as RFC 9421 and RFC 9530 have it. */
export function signedHeaders(
  { keyId, privateKey, at, nonce = randomUUID() }: RequestSigner,
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Readonly<Record<string, string>> {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const all: Readonly<Record<string, string>> = body === '' ? headers : { ...headers, 'content-digest': digest };
  const names = ['authorization', 'idempotency-key', 'content-digest', 'content-type'].filter((name) => name in all);
  const covered = ['@method', '@target-uri', ...names];
  const input = `(${covered.map((name) => `"${name}"`).join(' ')});created=${Math.floor(at() / 1000)};keyid="${keyId}";nonce="${nonce}"`;
  const lines = [`"@method": ${method}`, `"@target-uri": ${url}`, ...names.map((name) => `"${name}": ${all[name]}`)];
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  const signature = sign(null, Buffer.from(base), privateKey).toString('base64');
  return { ...all, 'signature-input': `shop=${input}`, signature: `shop=:${signature}:` };
}
