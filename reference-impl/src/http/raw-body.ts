import type { IncomingMessage } from 'node:http';

/** The most a request body may hold, in bytes. No form or request of ours comes near it. */
export const BODY_BYTES_MAX = 1024 * 1024;

// More than the limit is read on and thrown away up to here: a client that writes before it reads then sees the answer
// instead of a broken connection.
const DISCARDED_BYTES_MAX = 32 * 1024 * 1024;

/** The body of a request, or why there is none. */
export type RawBody =
  | Readonly<{ kind: 'read'; bytes: Buffer }>
  | Readonly<{ kind: 'too_large'; isReadToItsEnd: boolean }>
  | Readonly<{ kind: 'aborted' }>;

/** Reads a body whole, up to the limit. Never rejects. */
export function readRawBody(request: IncomingMessage): Promise<RawBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_BYTES_MAX) chunks.push(chunk);
      else chunks.length = 0;
      if (size > DISCARDED_BYTES_MAX) {
        request.pause();
        resolve({ kind: 'too_large', isReadToItsEnd: false });
      }
    });
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      resolve(size > BODY_BYTES_MAX ? { kind: 'too_large', isReadToItsEnd: true } : { kind: 'read', bytes });
    });
    request.on('error', () => resolve({ kind: 'aborted' }));
    request.on('close', () => resolve({ kind: 'aborted' }));
  });
}
