import { parseArgs } from 'node:util';
import { DEFAULT_ENVIRONMENTS, type Environment, parseEnvironment } from './accounts/environment.ts';
import { type Instant, instant } from './engine/ids.ts';
import { CLOCK_FIRST, CLOCK_LAST } from './platform/clock.ts';
import { type ProxyCredentials, readProxyCredentials } from './proxy/credentials.ts';
import type { Durability } from './store/sqlite.ts';
import { type AllowedHosts, parseAllowedHosts } from './webhooks/hosts.ts';

/** How the simulator is run. */
export type Config = Readonly<{
  host: string;
  controlPort: number;
  environments: readonly Environment[];
  /** A file, or `:memory:`. */
  database: string;
  durability: Durability;
  /** Without one, a fresh token is made at every start. */
  controlToken: string | undefined;
  /** Makes ids and secrets repeatable, and guessable. */
  seed: string | undefined;
  /** Base addresses of the pages as customers reach them, where that differs from the listener's own. */
  publicUrls: Readonly<Record<string, string>>;
  /** Clocks that stand still from the first start on, by environment; without a time, at the time of that start. */
  clocks: Readonly<Record<string, FrozenAtStart>>;
  /** Where notifications may go beside this machine itself. */
  webhookHosts: AllowedHosts;
  /** Situations that environments are in from the start on, by name. */
  situations: Readonly<Record<string, string>>;
  /** A folder with situations beside those that ship; of two with the same name its own counts. */
  situationsFolder: string | undefined;
  /** Names of one's own that listeners and proxy answer to, each with its environment. */
  names: Readonly<Record<string, string>>;
  /** Where the forward proxy listens, if there is to be one. */
  proxyPort: number | undefined;
  /** What the proxy wants to be told; without it, nothing. */
  proxyCredentials: ProxyCredentials | undefined;
  /** Print one line of JSON when ready, for programs, in place of the table for people. */
  json: boolean;
}>;

/** A clock that stands still from the start on. */
export type FrozenAtStart = Readonly<{ at?: Instant }>;

/** The configuration, or what else the command line asks for: help, or a complaint about it. */
export type ReadConfig =
  | Readonly<{ kind: 'run'; config: Config }>
  /** Print the certificate of the installation's authority. */
  | Readonly<{ kind: 'ca'; config: Config }>
  | Readonly<{ kind: 'help' }>
  | Readonly<{ kind: 'wrong'; why: string }>;

/** What `--help` prints. */
export const HELP = `assay-simulator: a payment provider you can break on purpose

Usage: assay-simulator [options]
       assay-simulator ca [options]     prints the certificate of the development authority that is kept with the database

  --environment name:mode:port  an environment; mode is test or live; port 0 picks a free one; repeatable; with another
                                port behind it, it listens for HTTPS there; with the word tunnel in place of a port it is
                                reached by the proxy alone, as name.assay.internal
                                (sandbox:test:4010:4011, testing:test:4020:4021, production:live:4030:4031)
  --control-port port           port of the control API (4000)
  --control-token token         token of the control API; without it a fresh one is printed at every start
  --host address                address to bind (127.0.0.1; anything else is reachable from outside)
  --database file               where everything is kept; :memory: forgets at the end (.assay/simulator.sqlite)
  --durability normal|full      full also survives the death of the machine, at a third of the speed (normal)
  --public-url name=url         base address of an environment's pages as customers reach them; repeatable
  --clock name=frozen@time      an environment's clock stands still until it is turned by the control API, from this time
                                on or without @time from the first start on; a clock that was kept stays; repeatable
  --webhook-hosts list          where notifications may go beside loopback: names, *.names, addresses, ranges, with commas
                                between several; repeatable
  --proxy-port port             a forward proxy that carries what is for providers' hosts to the environments, and refuses
                                everything else; without it there is none
  --proxy-credentials name:password
                                what the proxy wants to be told; without it, nothing
  --name host=environment       a host name that HTTPS listeners and proxy answer to; repeatable
  --situation name=situation    an environment is in this situation from the start on; repeatable
  --situations folder           more situations to name, one file of YAML each
  --seed text                   repeatable ids and secrets, for tests only
  --json                        print one line of JSON when ready
  --help                        this text

Every option can also come from the environment: ASSAY_CONTROL_PORT, ASSAY_CONTROL_TOKEN, ASSAY_HOST, ASSAY_DATABASE,
ASSAY_DURABILITY, ASSAY_SITUATIONS, ASSAY_SEED, ASSAY_PROXY_PORT, ASSAY_PROXY_CREDENTIALS, and ASSAY_ENVIRONMENT,
ASSAY_PUBLIC_URL, ASSAY_CLOCK, ASSAY_SITUATION, ASSAY_NAME and ASSAY_WEBHOOK_HOSTS with commas between several.
`;

const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Reads the command line, then the environment variables, then the defaults. */
export function readConfig(
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): ReadConfig {
  const wanted = args[0] === 'ca' ? 'ca' : 'run';
  const parsed = parsedArgs(wanted === 'ca' ? args.slice(1) : args);
  if (typeof parsed === 'string') return { kind: 'wrong', why: parsed };
  if (parsed.help === true) return { kind: 'help' };
  // An empty variable is one that is not set: that is how a compose file leaves one out.
  const variable = (name: string) => variables[name] || undefined;
  const text = (flag: string | undefined, name: string) => flag ?? variable(name);
  const list = (flags: readonly string[] | undefined, name: string) =>
    flags ??
    variable(name)
      ?.split(',')
      .map((part) => part.trim());

  const environments: Environment[] = [];
  for (const described of list(parsed.environment, 'ASSAY_ENVIRONMENT') ?? []) {
    const environment = parseEnvironment(described);
    if (typeof environment === 'string') return { kind: 'wrong', why: environment };
    if (environments.some(({ name }) => name === environment.name)) {
      return { kind: 'wrong', why: `environment "${environment.name}" is given twice` };
    }
    environments.push(environment);
  }
  const all = environments.length === 0 ? DEFAULT_ENVIRONMENTS : environments;

  const publicUrls: Record<string, string> = {};
  for (const pair of list(parsed['public-url'], 'ASSAY_PUBLIC_URL') ?? []) {
    const [name = '', ...rest] = pair.split('=');
    const origin = originOf(rest.join('='));
    if (origin === undefined || !all.some((environment) => environment.name === name)) {
      const expected = 'expected the name of an environment and an address without a path';
      return { kind: 'wrong', why: `public URL "${pair}": ${expected}, such as sandbox=http://localhost:4010` };
    }
    publicUrls[name] = origin;
  }

  const clocks: Record<string, FrozenAtStart> = {};
  for (const described of list(parsed.clock, 'ASSAY_CLOCK') ?? []) {
    const [name = '', ...rest] = described.split('=');
    const clock = frozenAtStart(rest.join('='));
    if (clock === undefined || !all.some((environment) => environment.name === name)) {
      const expected = 'expected the name of an environment and where its clock stands from 2000 to 3000';
      return { kind: 'wrong', why: `clock "${described}": ${expected}, such as sandbox=frozen@2027-01-01T00:00:00Z` };
    }
    clocks[name] = clock;
  }

  const webhookHosts = parseAllowedHosts(
    (list(parsed['webhook-hosts'], 'ASSAY_WEBHOOK_HOSTS') ?? []).flatMap((entry) => entry.split(',')),
  );
  if (typeof webhookHosts === 'string') return { kind: 'wrong', why: webhookHosts };

  const situations: Record<string, string> = {};
  for (const pair of list(parsed.situation, 'ASSAY_SITUATION') ?? []) {
    const [name = '', situation = ''] = pair.split('=');
    if (situation === '' || !all.some((environment) => environment.name === name)) {
      const expected = 'expected the names of an environment and of a situation';
      return { kind: 'wrong', why: `situation "${pair}": ${expected}, such as sandbox=lost-capture-response` };
    }
    situations[name] = situation;
  }

  const names: Record<string, string> = {};
  for (const pair of list(parsed.name, 'ASSAY_NAME') ?? []) {
    const [host = '', environment = ''] = pair.toLowerCase().split('=');
    if (!HOST_NAME.test(host) || host.length > 253 || !all.some(({ name }) => name === environment)) {
      const expected = 'expected a host name and the name of an environment';
      return { kind: 'wrong', why: `name "${pair}": ${expected}, such as pay.example=sandbox` };
    }
    names[host] = environment;
  }

  const proxyPort = text(parsed['proxy-port'], 'ASSAY_PROXY_PORT');
  if (proxyPort !== undefined && (!/^\d{1,5}$/.test(proxyPort) || Number(proxyPort) > 65535)) {
    return { kind: 'wrong', why: `proxy port "${proxyPort}": expected a number from 0 to 65535` };
  }
  const credentials = text(parsed['proxy-credentials'], 'ASSAY_PROXY_CREDENTIALS');
  const proxyCredentials = credentials === undefined ? undefined : readProxyCredentials(credentials);
  // What was given is a secret, and is not repeated.
  if (credentials !== undefined && proxyCredentials === undefined) {
    return { kind: 'wrong', why: 'proxy credentials: expected name:password in visible ASCII characters' };
  }
  const tunnel = all.find(({ port }) => port === 'tunnel');
  if (tunnel !== undefined && proxyPort === undefined) {
    return {
      kind: 'wrong',
      why: `environment "${tunnel.name}": a tunnel is reached by the proxy alone; give --proxy-port`,
    };
  }
  if (proxyCredentials !== undefined && proxyPort === undefined) {
    return { kind: 'wrong', why: 'proxy credentials: there is no proxy without --proxy-port' };
  }

  const controlPort = text(parsed['control-port'], 'ASSAY_CONTROL_PORT') ?? '4000';
  if (!/^\d{1,5}$/.test(controlPort) || Number(controlPort) > 65535) {
    return { kind: 'wrong', why: `control port "${controlPort}": expected a number from 0 to 65535` };
  }
  const ports = [
    ...all.flatMap(({ port, securePort = 0 }) => (port === 'tunnel' ? [] : [port, securePort])),
    Number(controlPort),
    Number(proxyPort ?? 0),
  ].filter((port) => port !== 0);
  const twice = ports.find((port, index) => ports.indexOf(port) !== index);
  if (twice !== undefined) return { kind: 'wrong', why: `port ${twice} is given twice` };
  const database = text(parsed.database, 'ASSAY_DATABASE') ?? '.assay/simulator.sqlite';
  const host = text(parsed.host, 'ASSAY_HOST') ?? '127.0.0.1';
  if (database === '') return { kind: 'wrong', why: 'database: expected the name of a file, or :memory:' };
  if (host === '') return { kind: 'wrong', why: 'host: expected an address to bind, such as 127.0.0.1' };
  const durability = text(parsed.durability, 'ASSAY_DURABILITY') ?? 'normal';
  if (durability !== 'normal' && durability !== 'full') {
    return { kind: 'wrong', why: `durability "${durability}": expected normal or full` };
  }
  const controlToken = text(parsed['control-token'], 'ASSAY_CONTROL_TOKEN');
  if (controlToken !== undefined && !/^[\x21-\x7e]{16,200}$/.test(controlToken)) {
    return { kind: 'wrong', why: 'control token: expected 16 to 200 visible ASCII characters' };
  }
  if (wanted === 'ca' && database === ':memory:') {
    const why = 'what is kept in memory has a new authority at every start; ask it: GET /ca.pem of the control API';
    return { kind: 'wrong', why: `ca: ${why}` };
  }
  return {
    kind: wanted,
    config: {
      host,
      controlPort: Number(controlPort),
      environments: all,
      database,
      durability,
      controlToken,
      seed: text(parsed.seed, 'ASSAY_SEED'),
      webhookHosts,
      publicUrls,
      clocks,
      situations,
      situationsFolder: text(parsed.situations, 'ASSAY_SITUATIONS'),
      names,
      proxyPort: proxyPort === undefined ? undefined : Number(proxyPort),
      proxyCredentials,
      json: parsed.json === true,
    },
  };
}

/** Pages link to each other from the root, which is why an address with a path would lead nowhere. */
function originOf(url: string): string | undefined {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return undefined;
  const { origin, href } = new URL(url);
  return href === `${origin}/` ? origin : undefined;
}

function frozenAtStart(text: string): FrozenAtStart | undefined {
  if (text === 'frozen') return {};
  const time = /^frozen@(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))$/.exec(text)?.[1];
  const ms = Date.parse(time ?? '');
  return ms >= CLOCK_FIRST && ms <= CLOCK_LAST ? { at: instant(ms) } : undefined;
}

function parsedArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        environment: { type: 'string', multiple: true },
        'control-port': { type: 'string' },
        'control-token': { type: 'string' },
        host: { type: 'string' },
        database: { type: 'string' },
        durability: { type: 'string' },
        'public-url': { type: 'string', multiple: true },
        clock: { type: 'string', multiple: true },
        'webhook-hosts': { type: 'string', multiple: true },
        situation: { type: 'string', multiple: true },
        situations: { type: 'string' },
        name: { type: 'string', multiple: true },
        'proxy-port': { type: 'string' },
        'proxy-credentials': { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
