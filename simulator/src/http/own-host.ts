import type { Exchange } from './exchange.ts';

/**
 * Whether whoever asks has named another host than this machine. Bound to loopback, that is somebody who was led here by
 * somebody's DNS, which is how a page in a browser reaches what its own site may not. Bound to more, the names that others
 * have for this machine are not ours to know.
 */
export function namesForeignHost(exchange: Exchange, boundTo: string): boolean {
  if (!isLoopback(boundTo)) return false;
  return !isLoopback((exchange.headers.host ?? '').replace(/:\d*$/, ''));
}

function isLoopback(name: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(name);
}
