import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { secretBox } from './accounts/secret-box.ts';
import type { Config } from './config.ts';
import { controlRefusals } from './control/problems.ts';
import { controlRoutes } from './control/routes.ts';
import { DIALECTS } from './dialects/registry.ts';
import { openGate, type Passage } from './gate/gate.ts';
import type { Exchange } from './http/exchange.ts';
import { listen } from './http/listeners.ts';
import { masksOf } from './http/mask.ts';
import { type Server, serve } from './http/serve.ts';
import { keptClocks } from './operations/clocks.ts';
import { keptConnectionPolicies } from './operations/connection-policies.ts';
import { keptDialectOptions } from './operations/dialect-options.ts';
import { keptDisorders } from './operations/disorder.ts';
import { inTurn } from './operations/in-turn.ts';
import { openOutages } from './operations/outages.ts';
import { keptRateLimits } from './operations/rate-limits.ts';
import { sendDelivery } from './operations/send-delivery.ts';
import { keptSchedules } from './operations/settlement-schedule.ts';
import { situationLibrary } from './operations/situation-files.ts';
import { keptSituations, setAtStart } from './operations/situations.ts';
import { runDue } from './operations/timers.ts';
import { openWaits } from './operations/waits.ts';
import type { World } from './operations/world.ts';
import { dashboardRoutes } from './pages/dashboard/routes.ts';
import { paymentPageRoutes } from './pages/payment-routes.ts';
import { type Clock, every, systemClock } from './platform/clock.ts';
import { keyFile } from './platform/key-file.ts';
import type { Log } from './platform/log.ts';
import { seededRandom, systemRandom } from './platform/random.ts';
import { openEntrances } from './proxy/entrances.ts';
import type { BoundProxy } from './proxy/proxy.ts';
import { privateUrl } from './proxy/route.ts';
import { openSqlite } from './store/sqlite.ts';
import { authorityFiles } from './tls/authority-files.ts';
import { openCertificates } from './tls/certificates.ts';
import { type AllowedHosts, LOOPBACK_ONLY, parseAllowedHosts } from './webhooks/hosts.ts';
import { keyringOf } from './webhooks/keyring.ts';
import { openOutbox } from './webhooks/outbox.ts';
import { poster as openPoster } from './webhooks/post.ts';

/** A running simulator. */
export type Simulator = Readonly<{
  controlUrl: string;
  controlToken: string;
  environments: readonly Readonly<{ name: string; mode: 'test' | 'live'; url: string; secureUrl?: string }>[];
  proxyUrl?: string;
  /** The certificate of the development authority in PEM; made now, if nobody has needed it before. */
  authority(): Promise<string>;
  /**
   * Runs every timer that is over and sends every notification that is due, in all environments; with the system clock
   * this happens by itself.
   */
  tick(): Promise<void>;
  /** Answers nobody any more, writes what is waiting, and lets go of everything. */
  close(): Promise<void>;
}>;

const TICK_MS = 1000;
const KEY_BYTES = 32;
// What a receiver has to answer within.
const RECEIVER_ANSWERS_WITHIN_MS = 10_000;
// How long what is being sent may still take once the simulator closes; what is cut off is sent again at the next start.
const SENDING_GRACE_MS = 1_000;

/** Starts the simulator; rejects when a port is taken or the database cannot be opened. */
export async function startSimulator(
  config: Omit<Config, 'json'>,
  surroundings: Readonly<{ log: Log; clock?: Clock; receiverAnswersWithinMs?: number }>,
): Promise<Simulator> {
  const { log, clock = systemClock, receiverAnswersWithinMs = RECEIVER_ANSWERS_WITHIN_MS } = surroundings;
  const random = config.seed === undefined ? systemRandom() : seededRandom(config.seed, 'simulator');
  const library = situationLibrary(config.situationsFolder);
  const requestIds = config.seed === undefined ? random : seededRandom(config.seed, 'requests');
  const settingIds = config.seed === undefined ? random : seededRandom(config.seed, 'settings');
  if (config.database !== ':memory:') mkdirSync(dirname(config.database), { recursive: true });
  const store = openSqlite({
    file: config.database,
    durability: config.durability,
    lost: (error) => log.error(error, 'a journal entry could not be written'),
  });
  const clocks = await keptClocks(store, clock, config.clocks).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  // Never seeded: what is sealed with it stays sealed, whatever may be guessed.
  const freshKey = systemRandom().bytes(KEY_BYTES);
  const installationKey = config.database === ':memory:' ? freshKey : keyFile(`${config.database}.key`, freshKey);
  const secretShapes = DIALECTS.flatMap((dialect) => dialect.secretShapes);
  const poster = openPoster({ hosts: config.webhookHosts, deadlineMs: receiverAnswersWithinMs });
  const tunnelAt = (origin: string) =>
    config.environments.find(({ name, port }) => port === 'tunnel' && privateUrl(name) === origin);
  const ownPages = openPoster({
    hosts: hostOf(config),
    deadlineMs: receiverAnswersWithinMs,
    within: (origin) => {
      const tunnel = tunnelAt(origin);
      return tunnel === undefined ? undefined : () => listenerOf(tunnel.name).connect();
    },
  });
  const outbox = openOutbox<Passage>({
    store,
    now: clocks.now,
    machineNow: clocks.machine,
    send: (delivery, slot) => sendDelivery(world, delivery, slot),
    enter: (of) => gate.enter(of, 'deliveries'),
    failed: (error) => log.error(error, 'a notification could not be sent'),
    // A clock that somebody else turns brings nothing by itself.
    sends: surroundings.clock === undefined ? 'at_once' : 'when_drained',
  });
  const waits = openWaits(clocks);
  const gate = openGate();
  const situations = await keptSituations(store, {
    library,
    seed: config.seed ?? random.secret(),
    fresh: () => settingIds.id('set'),
    trouble: (error, what) => log.error(error, what),
  });
  const servers: Pick<Server, 'close'>[] = [];
  const listeners = new Map<string, Server>();
  const addresses = new Map<string, string>();
  const addressOf = (environment: string) => addresses.get(environment) ?? '';
  const listenerOf = (environment: string) => listenerIn(listeners, environment);
  const fingerprintKeys = new Map<string, string>();
  const world: World = {
    store,
    situations,
    gate,
    waits,
    outages: openOutages({
      waits,
      now: (environment) => clocks.now({ environment }),
      connectionsOf: (environment) => listenerOf(environment).connections,
      failed: (error) => log.error(error, 'a port could not be opened again after an outage'),
    }),
    now: clocks.now,
    clocks,
    settlements: await keptSchedules(store),
    rateLimits: await keptRateLimits(store),
    log,
    elapsedMs: () => clock.elapsedMs(),
    keyring: keyringOf(secretBox(installationKey)),
    masks: masksOf(secretShapes),
    poster,
    outbox,
    disorders: await keptDisorders(store),
    connectionPolicies: await keptConnectionPolicies(store),
    dialectOptions: await keptDialectOptions(store),
    random,
    environments: config.environments,
    dialects: Object.fromEntries(DIALECTS.map(({ name, data }) => [name, data] as const)),
    inTurn: inTurn(),
    running: new Set(),
    fingerprintKey: async (environment) => {
      const known = fingerprintKeys.get(environment);
      if (known !== undefined) return known;
      const key = await store.installationSecret(`card-fingerprints/${environment}`, random.secret());
      fingerprintKeys.set(environment, key);
      return key;
    },
    listenerAddress: addressOf,
    browse: (at, posting) => (at === 'provider' ? ownPages : poster).post(posting),
    pageAddress: (environment) => config.publicUrls[environment] ?? addressOf(environment),
  };

  const entrances = openEntrances({
    ...config,
    store,
    masks: world.masks,
    clock,
    machine: systemClock,
    timeIn: (environment) => clocks.now({ environment }),
    random: requestIds,
    log,
    presentedTo: (provider, authorization) =>
      DIALECTS.find(({ name }) => name === provider)?.presented?.(authorization),
    dialects: DIALECTS.map(({ name }) => name),
    listenerOf,
  });
  let started = false;
  const tick = () =>
    world.inTurn('tick', async () => {
      await runTick(world, started ? 'running' : 'all');
      started = true;
    });
  let lastTick = Promise.resolve();
  let ticking = false;
  const stopTicking = every(TICK_MS, () => {
    // A tick that takes longer than the pause between two does all that the next one would.
    if (ticking) return;
    ticking = true;
    lastTick = tick()
      .then(() => (surroundings.clock === undefined ? outbox.begin() : undefined))
      .catch((error: unknown) => log.error(error, 'the timers could not be run'))
      .finally(() => {
        ticking = false;
      });
  });
  const close = async () => {
    stopTicking();
    await lastTick;
    waits.end();
    gate.open();
    await outbox.close(SENDING_GRACE_MS);
    poster.close();
    ownPages.close();
    await outbox.close(SENDING_GRACE_MS);
    await Promise.all([entrances.badListeners.closeAll(), ...servers.map((server) => server.close())]);
    await store.close();
  };

  try {
    for (const [environment, name] of Object.entries(config.situations))
      await setAtStart(situations, environment, name);
    const [first, ...others] = DIALECTS;
    const firstTable = first.routes(world);
    const tables = [
      firstTable,
      ...others.map((dialect) => dialect.routes(world)),
      paymentPageRoutes(world, pageDetailsOf, firstTable.refusals),
    ] as const;
    for (const environment of config.environments) {
      const server = await listen({
        host: config.host,
        port: environment.port === 'tunnel' ? { url: privateUrl(environment.name) } : environment.port,
        environment,
        tables,
        answersFor: entrances.answersFor,
        secure: entrances.securePortOf(environment),
        secretShapes,
        clock,
        timeIn: clocks.at,
        random: requestIds,
        journal: store,
        log,
      });
      servers.push(server);
      listeners.set(environment.name, server);
      addresses.set(environment.name, server.url);
    }
    const { proxyPort, proxyCredentials } = config;
    const proxy: BoundProxy | undefined =
      proxyPort === undefined
        ? undefined
        : await entrances.openProxy({ port: proxyPort, credentials: proxyCredentials });
    if (proxy !== undefined) servers.push(proxy);
    // A program that is to trust the authority needs it before it can connect.
    const secured = proxy !== undefined || config.environments.some(({ securePort }) => securePort !== undefined);
    if (secured && config.database !== ':memory:') await entrances.certificates.authority();
    const controlToken = config.controlToken ?? random.secret();
    const control = await serve<Exchange>({
      host: config.host,
      port: config.controlPort,
      tables: [
        controlRoutes(world, { ...entrances, token: controlToken, host: config.host, listenerOf }),
        dashboardRoutes(world, {
          token: controlToken,
          host: config.host,
          fresh: systemRandom().secret,
          refusals: controlRefusals,
        }),
      ],
      extend: (exchange) => exchange,
      finish: () => {},
      clock,
      random: requestIds,
      log,
    });
    servers.push(control);
    return {
      controlUrl: control.url,
      controlToken,
      environments: config.environments.map(({ name, mode }) => {
        const { url, secureUrl } = listenerOf(name);
        return { name, mode, url, ...(secureUrl === undefined ? {} : { secureUrl }) };
      }),
      ...(proxy === undefined ? {} : { proxyUrl: proxy.url }),
      authority: entrances.certificates.authority,
      tick: async () => {
        await tick();
        await outbox.drain();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The certificate of the authority that is kept with a database, in PEM; made now where there is none yet. */
export async function installationAuthority(database: string): Promise<string> {
  mkdirSync(dirname(database), { recursive: true });
  const files = authorityFiles(database);
  return openCertificates({ files, now: () => systemClock.now(), own: ['localhost'] }).authority();
}

/** Clocks that stand are looked at once, since they may have been stopped before everything that was due was run. */
async function runTick(world: World, which: 'running' | 'all'): Promise<void> {
  for (const { name } of world.environments) {
    for (const place of world.clocks.places(name)) {
      if (which === 'all' || world.clocks.setting(place).kind === 'system') await runDue(world, place);
    }
  }
}

/** The host that this program is bound to; everything else that is loopback may be reached anyway. */
function hostOf({ host }: Pick<Config, 'host'>): AllowedHosts {
  const hosts = parseAllowedHosts([host]);
  return typeof hosts === 'string' ? LOOPBACK_ONLY : hosts;
}

function pageDetailsOf(dialect: string) {
  const found = DIALECTS.find(({ name }) => name === dialect);
  if (found === undefined) throw new Error(`no dialect ${dialect}`);
  return found.pageDetails;
}

function listenerIn(listeners: ReadonlyMap<string, Server>, environment: string): Server {
  const found = listeners.get(environment);
  if (found === undefined) throw new Error(`no listener for ${environment}`);
  return found;
}
