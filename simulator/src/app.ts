import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from './config.ts';
import { controlRoutes } from './control/routes.ts';
import { DIALECTS } from './dialects/registry.ts';
import type { Exchange } from './http/exchange.ts';
import { listen } from './http/listeners.ts';
import { type Server, serve } from './http/serve.ts';
import { keptClocks } from './operations/clocks.ts';
import { inTurn } from './operations/in-turn.ts';
import { runDue } from './operations/timers.ts';
import type { World } from './operations/world.ts';
import { paymentPageRoutes } from './pages/payment-routes.ts';
import { type Clock, every, systemClock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { seededRandom, systemRandom } from './platform/random.ts';
import { openSqlite } from './store/sqlite.ts';

/** A running simulator. */
export type Simulator = Readonly<{
  controlUrl: string;
  controlToken: string;
  environments: readonly Readonly<{ name: string; mode: 'test' | 'live'; url: string }>[];
  /** Runs every timer that is over, in all environments; with the system clock this happens by itself. */
  tick(): Promise<void>;
  /** Answers nobody any more, writes what is waiting, and lets go of everything. */
  close(): Promise<void>;
}>;

const TICK_MS = 1000;

/** Starts the simulator; rejects when a port is taken or the database cannot be opened. */
export async function startSimulator(
  config: Omit<Config, 'json'>,
  surroundings: Readonly<{ log: Log; clock?: Clock }>,
): Promise<Simulator> {
  const { log, clock = systemClock } = surroundings;
  const random = config.seed === undefined ? systemRandom() : seededRandom(config.seed, 'simulator');
  const requestIds = config.seed === undefined ? random : seededRandom(config.seed, 'requests');
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
  const servers: Server[] = [];
  const addresses = new Map<string, string>();
  const addressOf = (environment: string) => addresses.get(environment) ?? '';
  const fingerprintKeys = new Map<string, string>();
  const world: World = {
    store,
    now: clocks.now,
    clocks,
    log,
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
    pageAddress: (environment) => config.publicUrls[environment] ?? addressOf(environment),
  };

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
      .catch((error: unknown) => log.error(error, 'the timers could not be run'))
      .finally(() => {
        ticking = false;
      });
  });
  const close = async () => {
    stopTicking();
    await lastTick;
    await Promise.all(servers.map((server) => server.close()));
    await store.close();
  };

  try {
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
        environment,
        tables,
        secretShapes: DIALECTS.flatMap(({ secretShapes }) => secretShapes),
        clock,
        timeIn: clocks.at,
        random: requestIds,
        journal: store,
        log,
      });
      servers.push(server);
      addresses.set(environment.name, server.url);
    }
    const controlToken = config.controlToken ?? random.secret();
    const control = await serve<Exchange>({
      host: config.host,
      port: config.controlPort,
      tables: [controlRoutes(world, { token: controlToken, host: config.host, addressOf })],
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
      environments: config.environments.map(({ name, mode }) => ({ name, mode, url: addressOf(name) })),
      tick,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Clocks that stand are looked at once, since they may have been stopped before everything that was due was run. */
async function runTick(world: World, which: 'running' | 'all'): Promise<void> {
  for (const { name } of world.environments) {
    for (const place of world.clocks.places(name)) {
      if (which === 'all' || world.clocks.setting(place).kind === 'system') await runDue(world, place);
    }
  }
}

function pageDetailsOf(dialect: string) {
  const found = DIALECTS.find(({ name }) => name === dialect);
  if (found === undefined) throw new Error(`no dialect ${dialect}`);
  return found.pageDetails;
}
