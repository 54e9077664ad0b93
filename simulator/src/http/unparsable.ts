import type { Socket } from 'node:net';

type Refusal = Readonly<{ status: number; reason: string; type: string; title: string }>;

const NOT_HTTP: Refusal = {
  status: 400,
  reason: 'Bad Request',
  type: '/problems/invalid-request',
  title: 'This is not a well-formed HTTP request',
};

const BY_CODE: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    reason: 'Request Header Fields Too Large',
    type: '/problems/header-too-large',
    title: 'The request headers are too large',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    reason: 'Request Timeout',
    type: '/problems/request-timeout',
    title: 'The request took too long to arrive',
  },
};

/** Answers what never became a request: it is not HTTP, its headers are too large, or it did not arrive in time. */
export function refuseUnparsable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const { status, reason, type, title } = BY_CODE[error.code ?? ''] ?? NOT_HTTP;
  const problem = JSON.stringify({ type, title, status });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(problem)}\r\n\r\n${problem}`,
  );
}
