import { deadline } from './clock.ts';
import { dispatchers, type Via } from './dispatchers.ts';

/** A request without its host: which host it goes to is decided elsewhere, once. */
export type HttpRequest = Readonly<{
  method: 'GET' | 'POST';
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}>;

/** An answer, read whole. */
export type HttpReply = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }>;

/** What came of sending: an answer, or none that can be read. After silence the request may have had its effect. */
export type Sent =
  | Readonly<{ kind: 'replied'; reply: HttpReply }>
  | Readonly<{ kind: 'silent'; why: 'timeout' | 'connection_lost' | 'too_large' }>;

/** Sends a request to the host at an address. Never rejects for anything the network does. */
export type Send = (address: string, request: HttpRequest, via?: Via) => Promise<Sent>;

/** The most of an answer that is read, in bytes; a payment with its whole history is far smaller. */
export const REPLY_BYTES_MAX = 1024 * 1024;

/** A client that gives every call so many milliseconds from connecting to the last byte, and follows no redirect. */
export function httpClient({ timeoutMs, bytesMax = REPLY_BYTES_MAX }: { timeoutMs: number; bytesMax?: number }): Send {
  const dispatcherFor = dispatchers();
  return async (address, request, via = {}) => {
    const base = new URL(address);
    const url = new URL(address.replace(/\/$/, '') + request.path);
    if (url.origin !== base.origin) throw new Error('a request path must not name another host');
    // Node's fetch takes one; what is declared of it is what browsers have.
    const by = { dispatcher: dispatcherFor(via) };
    try {
      const response = await fetch(url, {
        ...by,
        method: request.method,
        headers: request.headers,
        // A redirect would carry the credential to wherever it points.
        redirect: 'manual',
        signal: deadline(timeoutMs),
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const body = await readBody(response, bytesMax);
      if (body === undefined) return { kind: 'silent', why: 'too_large' };
      return { kind: 'replied', reply: { status: response.status, headers: headersOf(response), body } };
    } catch (error) {
      return { kind: 'silent', why: isTimeout(error) ? 'timeout' : 'connection_lost' };
    }
  };
}

function headersOf(response: Response): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return headers;
}

async function readBody(response: Response, bytesMax: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > bytesMax) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isTimeout(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'TimeoutError') return true;
  }
  return false;
}
