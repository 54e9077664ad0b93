import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import type { Deployment, Mode } from './payments/deployment.ts';
import { MODES } from './payments/deployment.ts';
import { type Concern, concernInWords, concernsOf, mayStart } from './payments/live-concerns.ts';
import { PROVIDER_TYPES, type ProviderType } from './payments/provider.ts';

/** How the shop is run. */
export type Config = Readonly<{
  environment: string;
  mode: Mode;
  host: string;
  port: number;
  /** Without one, the address the shop is bound to. */
  publicUrl: string | undefined;
  providers: Deployment['providers'];
  /** A file, `:memory:`, or the address of a PostgreSQL database. */
  database: string;
  /** What a file outlives: the death of the machine, or only that of the process. */
  durability: Durability;
  /** How much work it is to guess at a password. */
  passwordCost: PasswordCost;
  settingsKey: SettingsKey;
  administrator: Readonly<{ email: string; password: string | undefined }>;
  /** Addresses or ranges of the proxies that are believed about where a browser is. */
  trustedProxies: readonly string[];
  providerTimeoutMs: number;
  /** How long to wait before asking again about what is unresolved; 0 never asks by itself. */
  reconcileEveryMs: number;
  /** Print one line of JSON when ready, for programs. */
  json: boolean;
  /** What would keep a live shop from starting; there is none then. */
  concerns: readonly Concern[];
}>;

const DURABILITIES = ['full', 'normal'] as const;
/** How surely a database file keeps what was written: both survive the process, `full` the machine as well. */
export type Durability = (typeof DURABILITIES)[number];

const PASSWORD_COSTS = ['full', 'low'] as const;
type PasswordCost = (typeof PASSWORD_COSTS)[number];

/** Where the key comes from that integration settings are sealed with. */
export type SettingsKey = Readonly<{ kind: 'file'; path: string }> | Readonly<{ kind: 'given'; key: Buffer }>;

/** The configuration, or what else the command line asks for: help, or a complaint about it. */
export type ReadConfig =
  | Readonly<{ kind: 'run'; config: Config }>
  | Readonly<{ kind: 'rotate_key'; config: Config; newKey: Buffer | undefined }>
  /** From a file to the address of a PostgreSQL database. */
  | Readonly<{ kind: 'copy_database'; from: string; to: string }>
  | Readonly<{ kind: 'help' }>
  | Readonly<{ kind: 'wrong'; why: string }>;

/** What `--help` prints. */
export const HELP = `assay-shop: a reference shop that takes payments as it should be done

Usage: assay-shop --environment name --mode test|live --provider type=url [options]
       assay-shop rotate-key --environment name --mode test|live [--database file] [--key-file file]
       assay-shop copy-to-postgres --environment name --mode test|live [--database file]

rotate-key seals the settings of all integrations with another key while the shop is stopped, and puts that key into the
key file. A key that was given as SHOP_SETTINGS_KEY is replaced by SHOP_NEW_SETTINGS_KEY.

copy-to-postgres copies everything from the file into the empty PostgreSQL database of the address SHOP_NEW_DATABASE, while
the shop is stopped. All of it arrives as it was, which is looked at, or nothing does.

  --environment name     the one environment this shop belongs to; there is no default
  --mode test|live       whether money is real; has to be the environment's mode
  --environments list    the environments there are, as name:mode with commas between
                         (sandbox:test,testing:test,production:live)
  --provider type=url    the address of a provider in this environment, such as generic=http://127.0.0.1:4010;
                         repeatable (${PROVIDER_TYPES.join(', ')})
  --host address         address to bind (127.0.0.1)
  --port port            port to bind; 0 picks a free one (4110)
  --public-url url       where customers' browsers reach the shop (the bound address)
  --trusted-proxy list   addresses or ranges of proxies, with commas between, whose X-Forwarded-For says where a browser
                         is; without it nobody's, and everybody behind a proxy counts as one
  --database file        where everything is kept; :memory: forgets at the end (.assay/shop-<environment>.sqlite);
                         or a PostgreSQL database, postgres://user@host/name?sslmode=verify-full
  --durability d         full also survives the death of the machine, normal only that of the process, which is enough
                         for a shop that tests start (full)
  --password-cost c      low makes passwords cheap to check and to guess at, which only a shop that tests start may be;
                         never where money is real (full)
  --key-file file        key that integration settings are sealed with; made when it is not there
                         (.assay/shop-<environment>.key)
  --administrator email  who can sign in first (administrator@shop.example)
  --provider-timeout ms  how long to wait for a provider's answer (10000)
  --reconcile-every s    seconds between two rounds of asking about what is unresolved; 0 never asks by itself (60)
  --json                 print one line of JSON when ready
  --help                 this text

Also read from the environment: SHOP_ENVIRONMENT, SHOP_MODE, SHOP_ENVIRONMENTS, SHOP_PROVIDER (commas between several),
SHOP_HOST, SHOP_PORT, SHOP_PUBLIC_URL, SHOP_TRUSTED_PROXY, SHOP_DATABASE, SHOP_DURABILITY, SHOP_PASSWORD_COST,
SHOP_KEY_FILE, SHOP_ADMINISTRATOR, SHOP_PROVIDER_TIMEOUT, SHOP_RECONCILE_EVERY, and two that have no option because a
command line can be read by others: SHOP_SETTINGS_KEY (the key itself, 64 hexadecimal digits) and
SHOP_ADMINISTRATOR_PASSWORD.
`;

const DEFAULT_ENVIRONMENTS = 'sandbox:test,testing:test,production:live';
const ROTATE = 'rotate-key';
const COPY = 'copy-to-postgres';
const SETTINGS_KEY = /^[0-9a-f]{64}$/i;
const ENVIRONMENT_NAME = /^[a-z][a-z0-9-]{0,31}$/;
const PROVIDER_TIMEOUT_MS = { least: 50, most: 120_000 } as const;

/** Reads the command line, then the environment variables, then the defaults. What is unknown or missing is wrong. */
export function readConfig(
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  nodeArguments: readonly string[] = [],
): ReadConfig {
  if (args[0] === ROTATE) return rotationOf(readConfig(args.slice(1), variables, nodeArguments), variables);
  if (args[0] === COPY) return copyOf(readConfig(args.slice(1), variables, nodeArguments), variables);
  const flags = parsedArgs(args);
  if (typeof flags === 'string') return wrong(flags);
  if (flags.help === true) return { kind: 'help' };
  // An option that is there but empty is a mistake in somebody's script, not a wish for the default.
  const text = (flag: string | undefined, variable: string) => flag ?? (variables[variable] || undefined);

  const environments = environmentsOf(text(flags.environments, 'SHOP_ENVIRONMENTS') ?? DEFAULT_ENVIRONMENTS);
  if (typeof environments === 'string') return wrong(environments);
  const known = [...environments.keys()].join(', ');
  const environment = text(flags.environment, 'SHOP_ENVIRONMENT');
  if (environment === undefined) return wrong(`--environment is missing; the environments are ${known}`);
  const modeOfEnvironment = environments.get(environment);
  if (modeOfEnvironment === undefined) {
    return wrong(`there is no environment ${JSON.stringify(environment)}; the environments are ${known}`);
  }
  const mode = text(flags.mode, 'SHOP_MODE');
  if (mode === undefined) return wrong('--mode is missing; it is test or live');
  if (mode !== modeOfEnvironment) {
    return wrong(`the environment "${environment}" is of mode ${modeOfEnvironment}, not ${JSON.stringify(mode)}`);
  }

  const providers = providersOf(flags.provider ?? listOf(variables.SHOP_PROVIDER));
  if (typeof providers === 'string') return wrong(providers);
  if (flags.database !== undefined && hasPassword(flags.database)) {
    return wrong('--database has a password in it, which others can read: give the address as SHOP_DATABASE');
  }
  const database = text(flags.database, 'SHOP_DATABASE') ?? `.assay/shop-${environment}.sqlite`;
  const badDatabase = isPostgres(database) ? databaseComplaint(database) : undefined;
  if (badDatabase !== undefined) return wrong(badDatabase);
  const wanted = text(flags.durability, 'SHOP_DURABILITY') ?? 'full';
  const durability = DURABILITIES.find((known) => known === wanted);
  if (durability === undefined) return wrong(`--durability ${JSON.stringify(wanted)}: it is full or normal`);
  const cost = text(flags['password-cost'], 'SHOP_PASSWORD_COST') ?? 'full';
  const passwordCost = PASSWORD_COSTS.find((known) => known === cost);
  if (passwordCost === undefined) return wrong(`--password-cost ${JSON.stringify(cost)}: it is full or low`);
  if (passwordCost === 'low' && modeOfEnvironment === 'live') {
    return wrong(
      '--password-cost low makes passwords cheap to guess at: real money moves here, so the shop does not start',
    );
  }
  const concerns = concernsOf({ variables, nodeArguments, providers });
  if (!mayStart(modeOfEnvironment, concerns)) {
    return wrong(`real money moves here, so the shop does not start. ${concerns.map(concernInWords).join(' ')}`);
  }
  const port = wholeNumber(text(flags.port, 'SHOP_PORT') ?? '4110', { least: 0, most: 65_535 });
  if (port === undefined) return wrong('--port has to be a whole number from 0 to 65535');
  const publicUrl = text(flags['public-url'], 'SHOP_PUBLIC_URL');
  const publicBase = publicUrl === undefined ? undefined : baseAddress(publicUrl);
  if (publicUrl !== undefined && publicBase === undefined) return wrong(badAddress('--public-url', publicUrl));
  const trustedProxies = listOf(text(flags['trusted-proxy'], 'SHOP_TRUSTED_PROXY'));
  const noProxy = trustedProxies.find((range) => !isAddressRange(range));
  if (noProxy !== undefined) return wrong(`--trusted-proxy ${JSON.stringify(noProxy)}: write 10.0.0.7 or 10.0.0.0/8`);
  const timeout = text(flags['provider-timeout'], 'SHOP_PROVIDER_TIMEOUT') ?? '10000';
  const providerTimeoutMs = wholeNumber(timeout, PROVIDER_TIMEOUT_MS);
  if (providerTimeoutMs === undefined) return wrong('--provider-timeout has to be milliseconds from 50 to 120000');
  const every = text(flags['reconcile-every'], 'SHOP_RECONCILE_EVERY') ?? '60';
  const reconcileEverySeconds = wholeNumber(every, { least: 0, most: 86_400 });
  if (reconcileEverySeconds === undefined) return wrong('--reconcile-every has to be seconds from 0 to 86400');
  const settingsKey = settingsKeyOf(
    variables.SHOP_SETTINGS_KEY || undefined,
    text(flags['key-file'], 'SHOP_KEY_FILE') ?? `.assay/shop-${environment}.key`,
  );
  if (typeof settingsKey === 'string') return wrong(settingsKey);
  const email = text(flags.administrator, 'SHOP_ADMINISTRATOR') ?? 'administrator@shop.example';
  const password = variables.SHOP_ADMINISTRATOR_PASSWORD || undefined;
  if (password !== undefined && password.length < 12) {
    return wrong('SHOP_ADMINISTRATOR_PASSWORD needs at least 12 characters');
  }
  return {
    kind: 'run',
    config: {
      environment,
      mode: modeOfEnvironment,
      host: text(flags.host, 'SHOP_HOST') ?? '127.0.0.1',
      port,
      publicUrl: publicBase,
      providers,
      trustedProxies,
      database,
      durability,
      passwordCost,
      settingsKey,
      administrator: { email, password },
      providerTimeoutMs,
      reconcileEveryMs: reconcileEverySeconds * 1000,
      concerns,
      json: flags.json === true,
    },
  };
}

/** What is asked for is read as for a start, so that the defaults are the same. */
function rotationOf(read: ReadConfig, variables: Readonly<Record<string, string | undefined>>): ReadConfig {
  if (read.kind !== 'run') return read;
  const { config } = read;
  const given = variables.SHOP_NEW_SETTINGS_KEY || undefined;
  if (config.settingsKey.kind === 'file') {
    if (given !== undefined)
      return wrong('SHOP_NEW_SETTINGS_KEY replaces a SHOP_SETTINGS_KEY; a key file gets a drawn one');
    return { kind: 'rotate_key', config, newKey: undefined };
  }
  if (given === undefined || !SETTINGS_KEY.test(given)) {
    return wrong('SHOP_NEW_SETTINGS_KEY has to be 64 hexadecimal digits');
  }
  return { kind: 'rotate_key', config, newKey: Buffer.from(given, 'hex') };
}

function copyOf(read: ReadConfig, variables: Readonly<Record<string, string | undefined>>): ReadConfig {
  if (read.kind !== 'run') return read;
  const { database } = read.config;
  if (isPostgres(database) || database === ':memory:') return wrong('what is copied is a file: give it as --database');
  const to = variables.SHOP_NEW_DATABASE ?? '';
  if (!isPostgres(to)) return wrong('SHOP_NEW_DATABASE has to be the address of a PostgreSQL database');
  const bad = databaseComplaint(to);
  return bad === undefined ? { kind: 'copy_database', from: database, to } : wrong(bad);
}

function wrong(why: string): ReadConfig {
  return { kind: 'wrong', why };
}

function parsedArgs(args: readonly string[]) {
  const one = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        environment: one,
        mode: one,
        environments: one,
        provider: { type: 'string', multiple: true },
        host: one,
        port: one,
        'public-url': one,
        'trusted-proxy': one,
        database: one,
        durability: one,
        'password-cost': one,
        'key-file': one,
        administrator: one,
        'provider-timeout': one,
        'reconcile-every': one,
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    // What parseArgs throws says which option is not understood.
    return error instanceof Error ? error.message : String(error);
  }
}

function environmentsOf(list: string): ReadonlyMap<string, Mode> | string {
  const environments = new Map<string, Mode>();
  for (const part of listOf(list)) {
    const [name = '', word, ...rest] = part.split(':');
    const mode = MODES.find((known) => known === word);
    if (!ENVIRONMENT_NAME.test(name) || mode === undefined || rest.length > 0) {
      return `${JSON.stringify(part)} is not an environment; write name:mode, such as sandbox:test`;
    }
    if (environments.has(name)) return `the environment "${name}" is given twice`;
    environments.set(name, mode);
  }
  return environments;
}

function providersOf(pairs: readonly string[]): Config['providers'] | string {
  const providers = new Map<ProviderType, string>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const type = PROVIDER_TYPES.find((known) => known === pair.slice(0, at));
    const types = PROVIDER_TYPES.join(', ');
    if (type === undefined) return `--provider ${JSON.stringify(pair)}: write type=url; the types are ${types}`;
    const address = baseAddress(pair.slice(at + 1));
    if (address === undefined) return badAddress('--provider', pair);
    if (providers.has(type)) return `--provider ${type} is given twice; a deployment has one address for each`;
    providers.set(type, address);
  }
  return providers;
}

/** Whether a database is given by the address of a PostgreSQL server, and not as a file. */
export function isPostgres(database: string): boolean {
  return /^postgres(ql)?:/.test(database);
}

function hasPassword(database: string): boolean {
  return isPostgres(database) && URL.canParse(database) && new URL(database).password !== '';
}

/** What customers and orders travel over has to be as safe as what payments travel over. */
function databaseComplaint(database: string): string | undefined {
  if (!URL.canParse(database)) return 'the address of the database is not one; write postgres://user@host/name';
  const { hostname, searchParams } = new URL(database);
  const isProtected = hostname === '' || staysNear(hostname) || searchParams.get('sslmode') === 'verify-full';
  return isProtected ? undefined : `the database at ${hostname} is not near: its address needs ?sslmode=verify-full`;
}

/** An address without a slash at the end, or nothing when credentials would travel over it unprotected. */
function baseAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined;
  const isProtected = url.protocol === 'https:' || (url.protocol === 'http:' && staysNear(url.hostname));
  return isProtected ? url.href.replace(/\/+$/, '') : undefined;
}

/** This machine, or a name without a dot: such a name is one of a private network, like those between containers. */
function staysNear(host: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(host) || host === '[::1]' || /^[a-z0-9-]*[a-z][a-z0-9-]*$/.test(host);
}

function badAddress(option: string, text: string): string {
  return `${option} ${JSON.stringify(text)}: expected an https address; http only on this machine or a private network`;
}

function settingsKeyOf(given: string | undefined, path: string): SettingsKey | string {
  if (given === undefined) return { kind: 'file', path };
  if (!SETTINGS_KEY.test(given)) return 'SHOP_SETTINGS_KEY has to be 64 hexadecimal digits';
  return { kind: 'given', key: Buffer.from(given, 'hex') };
}

/** An address, or all that begin with so many of its bits; never all there are. */
function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (most === 0 || rest.length > 0) return false;
  return bits === undefined || wholeNumber(bits, { least: 1, most }) !== undefined;
}

function wholeNumber(text: string, { least, most }: { least: number; most: number }): number | undefined {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

function listOf(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
