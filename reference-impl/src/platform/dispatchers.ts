import { createHash } from 'node:crypto';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';

/** How a request gets to its host, where that is not directly and as anybody. */
export type Via = Readonly<{
  /** Shown to the host; both in PEM. */
  clientCertificate?: Readonly<{ certificate: string; key: string }>;
  /** An authority that vouches for the host in place of the public ones, in PEM. */
  authority?: string;
  /** The only way: where the proxy does not answer, nothing is sent. */
  proxy?: Readonly<{ address: string; username?: string; password?: string }>;
}>;

// More than a shop has integrations; the one that was not used for the longest time makes room.
const DISPATCHERS_MAX = 50;

/**
 * The connections of each way, apart from those of every other: a connection that was made with one certificate, or
 * through one proxy, is never used for somebody who has another.
 */
export function dispatchers(): (via: Via) => Dispatcher {
  const known = new Map<string, Dispatcher>();
  return (via) => {
    const name = nameOf(via);
    const found = known.get(name) ?? open(via);
    known.delete(name);
    known.set(name, found);
    const [oldest, another] = known.keys();
    if (known.size > DISPATCHERS_MAX && oldest !== undefined && another !== undefined) {
      // Ends by itself once what is under way is over.
      known
        .get(oldest)
        ?.close()
        .catch(() => undefined);
      known.delete(oldest);
    }
    return found;
  };
}

function open({ clientCertificate, authority, proxy }: Via): Dispatcher {
  // Said here too, so that no variable of the surroundings can say otherwise.
  const tls = {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2' as const,
    ...(authority === undefined ? {} : { ca: authority }),
    ...(clientCertificate === undefined ? {} : { cert: clientCertificate.certificate, key: clientCertificate.key }),
  };
  if (proxy === undefined) return new Agent({ connect: tls });
  const { address, username, password } = proxy;
  const token =
    username === undefined || password === undefined
      ? {}
      : { token: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  // Tunnelled also where the host speaks plain HTTP: the proxy sees the same of every request.
  return new ProxyAgent({
    uri: address,
    requestTls: tls,
    proxyTls: { rejectUnauthorized: true },
    proxyTunnel: true,
    ...token,
  });
}

/** Of a key, a digest is enough to tell it from another. */
function nameOf({ clientCertificate, authority, proxy }: Via): string {
  return createHash('sha256')
    .update(JSON.stringify([clientCertificate ?? null, authority ?? null, proxy ?? null]))
    .digest('hex');
}
