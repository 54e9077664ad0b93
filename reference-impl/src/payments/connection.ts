import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Via } from '../platform/dispatchers.ts';

/** How an integration connects, beyond the address: sealed with the credential, since it is of no use without it. */
export type ConnectionSettings = Readonly<{
  /** Shown to the provider; both in PEM. */
  clientCertificate?: Readonly<{ certificate: string; key: string }>;
  /** Every request is signed with this private key (RFC 9421); in PEM. */
  signingKey?: string;
  /** The only way out: where it does not answer, nothing is sent. */
  proxy?: Readonly<{ address: string; username?: string; password?: string }>;
  /** An authority to trust in place of the public ones, in PEM. */
  authority?: string;
}>;

/** What is wrong with settings, where, and what to do about it. No value is repeated. */
export type ConnectionProblem = Readonly<{ pointer: string; detail: string }>;

/** Judges the settings as a whole: half of a proxy, or of a certificate, connects some other way than was meant. */
export function connectionProblem(settings: ConnectionSettings): ConnectionProblem | undefined {
  const { clientCertificate, signingKey, proxy, authority } = settings;
  const problem = (pointer: string, detail: string): ConnectionProblem => ({
    pointer: `/connection/${pointer}`,
    detail,
  });
  if (clientCertificate !== undefined) {
    const certificate = certificateOf(clientCertificate.certificate);
    if (certificate === undefined) return problem('clientCertificate/certificate', 'is no certificate in PEM');
    const key = keyOf(clientCertificate.key);
    if (key === undefined) return problem('clientCertificate/key', 'is no private key in PEM');
    if (!certificate.checkPrivateKey(key))
      return problem('clientCertificate/key', 'does not belong to the certificate');
  }
  if (signingKey !== undefined && !isSigningKey(signingKey)) {
    return problem('signingKey', 'is no private key of Ed25519 in PEM');
  }
  if (authority !== undefined && certificateOf(authority)?.ca !== true) {
    return problem('authority', 'is no certificate of an authority in PEM');
  }
  return proxy === undefined ? undefined : proxyProblem(proxy, problem);
}

/** How the client sends over an integration with these settings. */
export function viaOf({ clientCertificate, proxy, authority }: ConnectionSettings): Via {
  return {
    ...(clientCertificate === undefined ? {} : { clientCertificate }),
    ...(authority === undefined ? {} : { authority }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

/** Names the settings without giving anything away; the same for none as for those of before there were any. */
export function connectionFingerprint(settings: ConnectionSettings): string {
  const { clientCertificate, signingKey, proxy, authority } = settings;
  const parts = [
    clientCertificate?.certificate,
    clientCertificate?.key,
    signingKey,
    proxy?.address,
    proxy?.username,
    proxy?.password,
    authority,
  ];
  if (parts.every((part) => part === undefined)) return '';
  const text = JSON.stringify(parts.map((part) => part ?? null));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The settings as they may be told to people: what is secret, or long, by its fingerprint. */
export function connectionInWords({ clientCertificate, signingKey, proxy, authority }: ConnectionSettings): string {
  const words = [
    ...(clientCertificate === undefined ? [] : [`client certificate ${short(clientCertificate.certificate)}`]),
    ...(signingKey === undefined ? [] : ['signed requests']),
    ...(proxy === undefined
      ? []
      : [`proxy ${proxy.address}${proxy.username === undefined ? '' : ' with credentials'}`]),
    ...(authority === undefined ? [] : [`authority ${short(authority)}`]),
  ];
  return words.length === 0 ? 'direct' : words.join(', ');
}

const MASK = '…';

/** The settings as they may be shown to whoever can change them: keys and passwords as a mask. */
export function maskedConnection({
  clientCertificate,
  signingKey,
  proxy,
  ...rest
}: ConnectionSettings): ConnectionSettings {
  return {
    ...rest,
    ...(clientCertificate === undefined
      ? {}
      : { clientCertificate: { certificate: clientCertificate.certificate, key: MASK } }),
    ...(signingKey === undefined ? {} : { signingKey: MASK }),
    ...(proxy === undefined ? {} : { proxy: proxy.password === undefined ? proxy : { ...proxy, password: MASK } }),
  };
}

/** The settings that are meant by what was typed: where a mask came back untouched, the stored one. */
export function unmaskedConnection(typed: ConnectionSettings, stored: ConnectionSettings): ConnectionSettings {
  const { clientCertificate, signingKey, proxy, ...rest } = typed;
  const meant = (text: string, kept: string | undefined) => (text === MASK ? (kept ?? text) : text);
  return {
    ...rest,
    ...(clientCertificate === undefined
      ? {}
      : {
          clientCertificate: {
            certificate: clientCertificate.certificate,
            key: meant(clientCertificate.key, stored.clientCertificate?.key),
          },
        }),
    ...(signingKey === undefined ? {} : { signingKey: meant(signingKey, stored.signingKey) }),
    ...(proxy === undefined
      ? {}
      : {
          proxy:
            proxy.password === undefined
              ? proxy
              : { ...proxy, password: meant(proxy.password, stored.proxy?.password) },
        }),
  };
}

/** Reads back what was sealed; settings from before there were any connect directly. */
export function storedConnection(value: unknown): ConnectionSettings {
  const stored = membersOf(value);
  const { certificate, key } = membersOf(stored.clientCertificate);
  const { address, username, password } = membersOf(stored.proxy);
  const { signingKey, authority } = stored;
  return {
    ...(typeof certificate === 'string' && typeof key === 'string' ? { clientCertificate: { certificate, key } } : {}),
    ...(typeof signingKey === 'string' ? { signingKey } : {}),
    ...(typeof address === 'string'
      ? {
          proxy: {
            address,
            ...(typeof username === 'string' ? { username } : {}),
            ...(typeof password === 'string' ? { password } : {}),
          },
        }
      : {}),
    ...(typeof authority === 'string' ? { authority } : {}),
  };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function proxyProblem(
  { address, username, password }: NonNullable<ConnectionSettings['proxy']>,
  problem: (pointer: string, detail: string) => ConnectionProblem,
): ConnectionProblem | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/') {
    return problem('proxy/address', 'is no address of a proxy, such as http://proxy.example:3128');
  }
  if (url.username !== '' || url.password !== '') {
    return problem('proxy/address', 'holds credentials, which have fields of their own');
  }
  if (username !== undefined && password === undefined) return problem('proxy/password', 'is missing beside the name');
  if (username === undefined && password !== undefined)
    return problem('proxy/username', 'is missing beside the password');
  return undefined;
}

function isSigningKey(pem: string): boolean {
  return keyOf(pem)?.asymmetricKeyType === 'ed25519';
}

function certificateOf(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    // Where the parser stumbled is of no use to whoever has pasted the wrong file.
    return undefined;
  }
}

function keyOf(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    // As above; and what it says may repeat what was pasted.
    return undefined;
  }
}

function short(pem: string): string {
  return createHash('sha256').update(pem).digest('hex').slice(0, 16);
}
