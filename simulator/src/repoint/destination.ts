import type { ConnectionOptions } from 'node:tls';

/** One call of `tls.connect`, whichever of its forms was used. */
export type Asked = Readonly<{ options: ConnectionOptions; callback: (() => void) | undefined }>;

/** Reads `(options, callback?)` and `(port, host?, options?, callback?)`; undefined where it is neither. */
export function readCall(args: readonly unknown[]): Asked | undefined {
  const last = args.at(-1);
  const callback = isCallback(last) ? last : undefined;
  const [first, second, third] = callback === undefined ? args : args.slice(0, -1);
  if (isOptions(first)) return { options: first, callback };
  const port = Number(first);
  if (!Number.isInteger(port) || typeof first === 'object') return undefined;
  const host = typeof second === 'string' ? { host: second } : {};
  const more = [second, third].find(isOptions) ?? {};
  return { options: { ...more, port, ...host }, callback };
}

/** The host that is to be connected to over the network; undefined where it is a socket that exists, or a file. */
export function hostOf({ socket, path, host }: ConnectionOptions): string | undefined {
  return socket || path ? undefined : (host ?? 'localhost');
}

function isCallback(value: unknown): value is () => void {
  return typeof value === 'function';
}

function isOptions(value: unknown): value is ConnectionOptions {
  return typeof value === 'object' && value !== null;
}
