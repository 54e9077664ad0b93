import type { Environment, Mode } from '../accounts/environment.ts';
import { type HostMode, providerHost } from './provider-hosts.ts';

/** Where somebody wants to go: a host name or address in lower case, and a port. */
export type Destination = Readonly<{ host: string; port: number }>;

/** Where a destination leads. What is not in the list is refused. */
export type Route =
  /** To one environment, whoever asks. `provider` is whose name it is, where it is a provider's. */
  | Readonly<{ kind: 'environment'; environment: string; provider?: string }>
  /** To the environment that the credential belongs to. */
  | Readonly<{ kind: 'by_credential'; provider: string }>
  /** Nowhere: it is none of the names that are imitated here. */
  | Readonly<{ kind: 'outside' }>;

/** What is known about names. */
export type Names = Readonly<{
  environments: readonly Environment[];
  /** Names of one's own, each with its environment; they come before all others. */
  configured: Readonly<Record<string, string>>;
  /** Addresses that the listeners themselves are reached at, as `host:port`. */
  listeners: ReadonlyMap<string, string>;
}>;

/** The private names of the environments, which nobody else resolves: `sandbox.assay.internal`. */
export const PRIVATE_SUFFIX = '.assay.internal';

/** Where an environment is found by that name, through the proxy and in no other way. */
export function privateUrl(environment: string): string {
  return `http://${environment}${PRIVATE_SUFFIX}`;
}

/** Where a destination leads to. */
export function routeTo({ host, port }: Destination, names: Names): Route {
  const provider = providerHost(host);
  const whose = provider === undefined ? {} : { provider: provider.provider };
  const configured = names.configured[host];
  if (configured !== undefined) return { kind: 'environment', environment: configured, ...whose };
  if (provider !== undefined) return routeOfProvider(provider.provider, provider.mode, names);
  const listener = names.listeners.get(`${host}:${port}`);
  if (listener !== undefined) return { kind: 'environment', environment: listener };
  const named = names.environments.find(({ name }) => host === `${name}${PRIVATE_SUFFIX}`);
  return named === undefined ? { kind: 'outside' } : { kind: 'environment', environment: named.name };
}

/** Whether a certificate is to be shown for this name: whoever asks for it means this simulator. */
export function isOurName(host: string, names: Names): boolean {
  return routeTo({ host, port: 443 }, names).kind !== 'outside';
}

/** The first environment of a mode; the first of all where there is none of that mode. */
export function environmentOfMode(environments: readonly Environment[], mode: Mode): string {
  const [first] = environments;
  if (first === undefined) throw new Error('a simulator has at least one environment');
  return (environments.find((environment) => environment.mode === mode) ?? first).name;
}

/** Reads `host:port`, as CONNECT has it; undefined where it is none. */
export function destinationOf(authority: string, portElse?: number): Destination | undefined {
  const [, six, four, digits] = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]@/]+))(?::(\d{1,5}))?$/i.exec(authority) ?? [];
  const host = (six ?? four ?? '').toLowerCase().replace(/\.$/, '');
  const port = digits === undefined ? portElse : Number(digits);
  if (host === '' || host.length > 253 || port === undefined || port < 1 || port > 65535) return undefined;
  return { host, port };
}

function routeOfProvider(provider: string, mode: HostMode, { environments }: Names): Route {
  if (mode === 'in_key') return { kind: 'by_credential', provider };
  return { kind: 'environment', environment: environmentOfMode(environments, mode), provider };
}
