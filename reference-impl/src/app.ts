import { hkdfSync } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { dirname } from 'node:path';
import { outbox } from './access/outbox.ts';
import { SCRYPT_COST, SCRYPT_COST_LOW, type ScryptCost } from './access/password.ts';
import { createFirstAdministrator } from './access/users.ts';
import type { ApiWorld } from './api/operation.ts';
import { apiSurface } from './api/surface.ts';
import { backOfficeSurface } from './back-office/surface.ts';
import { type Config, isPostgres } from './config.ts';
import { expressApp } from './http/express-app.ts';
import type { Deployment } from './payments/deployment.ts';
import { refusalInWords } from './payments/environment-guard.ts';
import { workOff } from './payments/inbox.ts';
import { type Rotation, rotateKey } from './payments/key-rotation.ts';
import { concernInWords } from './payments/live-concerns.ts';
import { pageOriginsOf } from './payments/provider.ts';
import { sweep } from './payments/reconcile.ts';
import { adoptDatabase, guardStanding, standing } from './payments/standing.ts';
import { KEY_BYTES, vault } from './payments/vault.ts';
import { background } from './platform/background.ts';
import { again, type Clock, systemClock } from './platform/clock.ts';
import { httpClient } from './platform/http-client.ts';
import { inTurn } from './platform/in-turn.ts';
import { jsonLog, type Log } from './platform/log.ts';
import { type Random, systemRandom } from './platform/random.ts';
import { PROVIDERS } from './providers/registry.ts';
import { type CarriedTable, carryOver } from './store/carry-over.ts';
import { inPostgres, openPostgres } from './store/postgres.ts';
import { nextSettingsKey, settingsKeyFile } from './store/settings-key.ts';
import { openSqlite, readSqlite } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import { storefrontSurface } from './storefront/surface.ts';

/** What a test may turn by hand. */
export type Parts = Readonly<{ clock?: Clock; random?: Random; log?: Log; scryptCost?: ScryptCost }>;

/** A running shop. */
export type App = Readonly<{
  url: string;
  world: ApiWorld;
  /** Who can sign in, when this start has made the first administrator. */
  administrator?: Readonly<{ email: string; password: string }>;
  /** Settled when what was left unresolved by the run before has been asked about. */
  swept: Promise<void>;
  /** Does once what is done again and again: acts on notifications that are due, and asks about what is unresolved. */
  tick(): Promise<void>;
  close(): Promise<void>;
}>;

// A request that has not arrived whole by then is given up, so that a stalled client cannot hold a connection.
const REQUEST_TIMEOUT_MS = 30_000;
const CONNECTIONS_MAX = 1_000;

/** Puts the shop together, binds it, and asks once about what was left unresolved when it last stopped. */
export async function startApp(config: Config, parts: Parts = {}): Promise<App> {
  const { clock = systemClock, random = systemRandom(), log = jsonLog() } = parts;
  const { scryptCost = config.passwordCost === 'low' ? SCRYPT_COST_LOW : SCRYPT_COST } = parts;
  const key =
    config.settingsKey.kind === 'given'
      ? config.settingsKey.key
      : settingsKeyFile(config.settingsKey.path, () => random.bytes(KEY_BYTES));
  const store = await opened(config, log);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS });
  server.maxConnections = CONNECTIONS_MAX;
  try {
    const url = await bound(server, config);
    const deployment: Deployment = {
      environment: config.environment,
      mode: config.mode,
      publicUrl: config.publicUrl ?? url,
      address: config.publicUrl === undefined && config.port === 0 ? 'drawn' : 'fixed',
      providers: config.providers,
    };
    const world: ApiWorld = {
      ...store,
      deployment,
      concerns: config.concerns,
      clock,
      random,
      log,
      scryptCost,
      inTurn: inTurn(),
      send: httpClient({ timeoutMs: config.providerTimeoutMs }),
      vault: vault(key, random),
      providers: PROVIDERS,
      tokens: new Map(),
      keptReplies: new Map(),
      background: background(log),
      // Nobody sends mail yet. Where money is not real it can be read in the back office.
      mailing: { outbox: config.mode === 'test' ? outbox() : undefined, publicUrl: deployment.publicUrl },
      csrfKey: Buffer.from(hkdfSync('sha256', key, '', 'csrf', KEY_BYTES)),
    };
    const formTargets = pageOriginsOf(deployment, PROVIDERS);
    const surfaces = [apiSurface(world), backOfficeSurface(world), storefrontSurface(world)] as const;
    server.on(
      'request',
      expressApp({
        surfaces,
        formTargets,
        publicUrl: deployment.publicUrl,
        trustedProxies: config.trustedProxies,
        log,
      }),
    );

    await adoptDatabase(world);
    const moved = guardStanding(await standing(world));
    if (moved) log.warn(refusalInWords(moved));
    for (const concern of config.concerns) log.warn(concernInWords(concern));
    const password = config.administrator.password ?? random.token();
    const administrator = await createFirstAdministrator(world, { email: config.administrator.email, password });
    let isOpen = true;
    const tick = async () => {
      await workOff(world, () => isOpen);
      const { looked, left } = await sweep(world, () => isOpen);
      if (looked > 0) log.info(`asked about ${looked} unresolved payment transactions; ${left} still are`);
    };
    const failed = (error: unknown) => log.error(error, 'asking about what was left unresolved failed');
    // Not waited for: a provider that does not answer must not keep the shop from opening.
    const swept = tick().catch(failed);
    const ask = async () => world.background.begin('asking about what is unresolved', tick);
    const stop = config.reconcileEveryMs > 0 ? again(config.reconcileEveryMs, ask) : () => {};
    const close = async () => {
      isOpen = false;
      stop();
      await closed(server);
      await swept;
      await world.background.settled();
      await store.close();
    };
    const shop = { url, world, swept, tick, close };
    return administrator ? { ...shop, administrator: { email: administrator.email, password } } : shop;
  } catch (error) {
    await closed(server);
    await store.close();
    throw error;
  }
}

/** Seals all settings with another key; the shop has to be stopped. Throws, with nothing changed, when it cannot. */
export async function rotateSettingsKey(config: Config, newKey: Buffer | undefined): Promise<Rotation> {
  if (!isPostgres(config.database) && !existsSync(config.database))
    throw new Error(`there is no database ${config.database}`);
  const random = systemRandom();
  const { settingsKey } = config;
  const keys =
    settingsKey.kind === 'file'
      ? nextSettingsKey(settingsKey.path, () => random.bytes(KEY_BYTES))
      : { from: settingsKey.key, to: newKey ?? settingsKey.key, finish: () => {} };
  const store = await opened(config, jsonLog());
  try {
    const vaults = { from: vault(keys.from, random), to: vault(keys.to, random) };
    const rotation = await rotateKey(store.integrations, vaults, systemClock.now());
    if (rotation === 'conflict') throw new Error('an integration was saved meanwhile: stop the shop first');
    keys.finish();
    return rotation;
  } finally {
    await store.close();
  }
}

/** Copies a database file into an empty PostgreSQL database. Throws, with nothing changed there, when it cannot. */
export async function copyToPostgres(from: string, to: string): Promise<readonly CarriedTable[]> {
  if (!existsSync(from)) throw new Error(`there is no database ${from}`);
  return readSqlite(from, (source) => inPostgres(to, jsonLog(), (target) => carryOver(source, target)));
}

async function opened({ database, durability }: Config, log: Log): Promise<Store> {
  if (isPostgres(database)) return openPostgres(database, log);
  if (database !== ':memory:') mkdirSync(dirname(database), { recursive: true });
  return openSqlite(database, durability);
}

function bound(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
      // Bound to every address, it is reached by the one of this machine.
      const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
      resolve(`http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${address.port}`);
    });
  });
}

/** Lets answers under way be finished, for as long as a request may take; idle connections go at once. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
