import type { IncomingMessage } from 'node:http';

/** The most a request body may hold, in bytes. No request of ours comes near it. */
export const BODY_BYTES_MAX = 1024 * 1024;

// A body beyond the limit is read and thrown away up to here, so that a client that writes before it reads gets the
// answer and not a broken connection.
const DISCARD_BYTES_MAX = 32 * 1024 * 1024;

/** The body of a request, or why there is none. */
export type RawBody =
  | Readonly<{ kind: 'read'; bytes: Buffer }>
  /** `readWhole` tells whether the connection is good for another request. */
  | Readonly<{ kind: 'too_large'; readWhole: boolean }>
  | Readonly<{ kind: 'aborted' }>;

/** Reads the whole body, up to BODY_BYTES_MAX. Never rejects. */
export function readRawBody(request: IncomingMessage): Promise<RawBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_BYTES_MAX) chunks.push(chunk);
      else chunks.length = 0;
      if (size > DISCARD_BYTES_MAX) {
        request.pause();
        resolve({ kind: 'too_large', readWhole: false });
      }
    });
    request.on('end', () => {
      resolve(
        size > BODY_BYTES_MAX ? { kind: 'too_large', readWhole: true } : { kind: 'read', bytes: Buffer.concat(chunks) },
      );
    });
    request.on('error', () => resolve({ kind: 'aborted' }));
    request.on('close', () => resolve({ kind: 'aborted' }));
  });
}
