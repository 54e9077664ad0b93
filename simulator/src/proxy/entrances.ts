import type { Presented } from '../accounts/caller.ts';
import type { Environment } from '../accounts/environment.ts';
import type { SecurePort, Server } from '../http/serve.ts';
import type { Masks } from '../operations/world.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import type { Store } from '../store/store.ts';
import { type AuthorityFiles, authorityFiles } from '../tls/authority-files.ts';
import { type Certificates, openCertificates } from '../tls/certificates.ts';
import { secureServer } from '../tls/secure-server.ts';
import { type BadListeners, openBadListeners } from './bad-listeners.ts';
import { environmentByCredential } from './by-credential.ts';
import type { ProxyCredentials } from './credentials.ts';
import { type Egress, openEgress } from './egress.ts';
import { type Happening, happeningEntry } from './happening.ts';
import { providerHost } from './provider-hosts.ts';
import { type BoundProxy, openProxy } from './proxy.ts';
import { destinationOf, isOurName, type Names, PRIVATE_SUFFIX } from './route.ts';

/** What the entrances are made of. */
export type Entering = Readonly<{
  host: string;
  database: string;
  environments: readonly Environment[];
  names: Readonly<Record<string, string>>;
  store: Store;
  masks: Masks;
  clock: Clock;
  /** The machine's own, whatever `clock` shows: certificates are looked at by programs that know no other. */
  machine: Clock;
  timeIn: (environment: string) => ReturnType<Clock['now']>;
  random: Random;
  log: Log;
  /** What a header presents to the provider whose dialect this is; undefined where no dialect says so. */
  presentedTo: (provider: string, authorization: string) => Presented | undefined;
  dialects: readonly string[];
  /** The listener of an environment, once it is bound. */
  listenerOf: (environment: string) => Server;
}>;

/** The ways into the simulator beside its plain ports: HTTPS, the forward proxy, and the names that they answer to. */
export type Entrances = Readonly<{
  certificates: Certificates;
  egress: Egress;
  badListeners: BadListeners;
  securePortOf: (environment: Environment) => SecurePort | undefined;
  /** Which tables answer at a provider's own host: those of its dialect, and the pages. */
  answersFor: (host: string) => ((table: string) => boolean) | undefined;
  openProxy: (at: Readonly<{ port: number; credentials: ProxyCredentials | undefined }>) => Promise<BoundProxy>;
}>;

const PAGES = 'pages';

/** Opens nothing yet but the books: certificates are made when somebody needs them. */
export function openEntrances(entering: Entering): Entrances {
  const { host, environments, store, masks, clock, machine, random, log, listenerOf } = entering;
  const egress = openEgress();
  const certificates = openCertificates({
    files: filesOf(entering),
    now: () => machine.now(),
    own: ownNames(entering),
  });
  const names = (): Names => ({
    environments,
    configured: entering.names,
    listeners: listenerNames(environments.map(({ name }) => [name, listenerOf(name)] as const)),
  });
  const happened = (happening: Happening) => {
    const { environment, destination, event } = happening;
    const at = environment === undefined ? clock.now() : entering.timeIn(environment);
    if (event === 'egress_refused' && destination !== undefined) {
      egress.count({ ...destination, host: masks.target(destination.host) }, at);
    }
    store.append(happeningEntry(happening, { masks, at, requestId: random.id('req') }));
  };
  return {
    certificates,
    egress,
    badListeners: openBadListeners({
      opening: { host, certificates },
      entranceOf: listenerOf,
      ended: (environment, bad, why, address) =>
        happened({ event: 'bad_tls', why, through: 'port', address, environment, bad }),
      newId: () => random.id('bad'),
    }),
    securePortOf: ({ name, securePort }) => {
      if (securePort === undefined) return undefined;
      return {
        port: securePort,
        open: (serve) =>
          secureServer({
            certificates,
            answersTo: (asked) => isOurName(asked, names()),
            serve,
            failed: (why, address) =>
              happened({ event: 'tls_failed', why, through: 'port', address, environment: name }),
          }),
      };
    },
    answersFor: (asked) => {
      const found = providerHost(destinationOf(asked, 1)?.host ?? '');
      if (found === undefined || !entering.dialects.includes(found.provider)) return undefined;
      return (table) => table === found.provider || table === found.beside || table === PAGES;
    },
    openProxy: ({ port, credentials }) =>
      openProxy({
        host,
        port,
        credentials,
        names,
        certificates,
        dialects: entering.dialects,
        environmentOf: (provider, headers) => {
          const { authorization = '' } = headers;
          const presented = entering.presentedTo(provider, authorization);
          return environmentByCredential({ directory: store, environments }, presented, authorization);
        },
        entranceOf: listenerOf,
        happened,
        failed: (error, message) => log.error(error, message),
      }),
  };
}

function filesOf({ database }: Entering): AuthorityFiles | undefined {
  return database === ':memory:' ? undefined : authorityFiles(database);
}

/** What whoever names no host means: this machine, and the address that it is bound to. */
function ownNames({ host, environments, names }: Entering): readonly [string, ...string[]] {
  const own = [
    '127.0.0.1',
    '::1',
    ...environments.map(({ name }) => `${name}${PRIVATE_SUFFIX}`),
    ...Object.keys(names),
  ];
  return ['localhost', ...new Set(['0.0.0.0', '::', 'localhost'].includes(host) ? own : [...own, host])];
}

function listenerNames(listeners: readonly (readonly [string, Server])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [environment, { url, secureUrl }] of listeners) {
    for (const address of [url, ...(secureUrl === undefined ? [] : [secureUrl])]) {
      const { hostname, port } = new URL(address);
      // A tunnel has none: it is found by its private name.
      if (port === '') continue;
      for (const name of new Set([hostname, 'localhost', '127.0.0.1'])) found.set(`${name}:${port}`, environment);
    }
  }
  return found;
}
