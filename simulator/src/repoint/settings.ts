import { isIP } from 'node:net';
import type { ProxyAddress } from './tunnel.ts';

/** What the preload does: which proxy it goes through, and which hosts it leaves alone. */
export type Repointing = Readonly<{ proxy: ProxyAddress; leavesAlone: (host: string) => boolean }>;

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads ASSAY_PROXY, or else HTTPS_PROXY, such as `http://name:password@127.0.0.1:4040`, and NO_PROXY, names with commas
 * between them. This machine is always left alone. The text says what is wrong, otherwise.
 */
export function readRepointing(variables: Variables): Repointing | string {
  const text = variables.ASSAY_PROXY || variables.HTTPS_PROXY || variables.https_proxy;
  const example = 'such as ASSAY_PROXY=http://127.0.0.1:4040';
  if (text === undefined) return `the preload needs the address of Assay's proxy, ${example}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // What was given may hold a password, and is not repeated.
  if (url?.protocol !== 'http:' || url.hostname === '') return `the address of the proxy is no http URL, ${example}`;
  const { username, password, hostname, port } = url;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const exceptions = (variables.NO_PROXY || variables.no_proxy || '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return {
    proxy: {
      host: hostname.replaceAll(/^\[|\]$/g, ''),
      port: port === '' ? 80 : Number(port),
      ...(username === '' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
    },
    leavesAlone: (host) => isThisMachine(host) || exceptions.some((exception) => covers(exception, host.toLowerCase())),
  };
}

function isThisMachine(host: string): boolean {
  const name = host.toLowerCase().replaceAll(/^\[|\]$|\.$/g, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    (isIP(name) === 4 && name.startsWith('127.'))
  );
}

function covers(exception: string, host: string): boolean {
  const name = exception.replace(/^\*?\./, '').replace(/:\d+$/, '');
  return exception === '*' || host === name || host.endsWith(`.${name}`);
}
