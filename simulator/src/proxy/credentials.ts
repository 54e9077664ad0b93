import { hashSecret, secretMatches } from '../accounts/secret.ts';

/** What the proxy wants to be told by whoever uses it. */
export type ProxyCredentials = Readonly<{ name: string; password: string }>;

/** Why somebody may not use the proxy, in a sentence; undefined where they may. */
export function proxyRefusal(wanted: ProxyCredentials | undefined, presented: string | undefined): string | undefined {
  if (wanted === undefined) return undefined;
  if (presented === undefined) return 'The proxy wants a name and a password (Proxy-Authorization: Basic).';
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(presented.trim())?.[1] ?? '';
  const given = Buffer.from(encoded, 'base64').toString('utf8');
  const right = secretMatches(given, hashSecret(`${wanted.name}:${wanted.password}`));
  return right ? undefined : 'The name or the password of the proxy is wrong.';
}

/** Reads `name:password`; undefined where it is none. */
export function readProxyCredentials(text: string): ProxyCredentials | undefined {
  const [, name, password] = /^([\x21-\x39\x3b-\x7e]{1,100}):([\x21-\x7e]{1,200})$/.exec(text) ?? [];
  return name === undefined || password === undefined ? undefined : { name, password };
}
