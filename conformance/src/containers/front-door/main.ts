import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { parseArgs } from 'node:util';
import { environmentVariable } from '../../platform/environment-variables.ts';

const HELP = `front-door: passes TCP connections on, from ports that people reach to programs that they cannot

Usage: front-door --forward port=host:port [options]

  --forward port=host:port  listens on the port and passes every connection on to the host's; port 0 picks a free one;
                            repeatable
  --host address            address to bind (127.0.0.1)
  --check                   do not listen, but ask whether somebody does: exit code 0 when every port is open
  --json                    print one line of JSON when ready
  --help                    this text

Also read from the environment: FRONT_DOOR_HOST, and FRONT_DOOR_FORWARD with commas between several.
`;

type Forward = Readonly<{ port: number; to: Readonly<{ host: string; port: number }> }>;
type Options = Readonly<{ host: string; forwards: readonly Forward[]; check: boolean; json: boolean }>;

// More than the browsers of one machine open; beyond it a connection is refused.
const CONNECTIONS_MAX = 500;
// Both ends of a live page may be silent for long, and either may be gone without a word.
const ALIVE = { keepAlive: true, keepAliveInitialDelay: 30_000 } as const;
const CHECK_WITHIN_MS = 2_000;

const options = readOptions();
if (options === 'help') process.stdout.write(HELP);
else if (typeof options === 'string') {
  process.stderr.write(`front-door: ${options}\nTry --help.\n`);
  process.exitCode = 2;
} else if (options.check) {
  const open = await Promise.all(options.forwards.map(isOpen));
  process.exitCode = open.every(Boolean) ? 0 : 1;
} else await run(options);

async function run({ host, forwards, json }: Options): Promise<void> {
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const stop = () => {
    for (const server of servers) server.close();
    for (const socket of sockets) socket.destroy();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    for (const forward of forwards) servers.push(await door(forward, host, sockets));
  } catch (error) {
    process.stderr.write(`front-door: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return stop();
  }
  const ports = servers.map(portOf);
  if (json) return console.log(JSON.stringify({ ready: true, ports }));
  for (const [index, { to }] of forwards.entries()) console.log(`${ports[index]} leads to ${to.host}:${to.port}`);
}

/** A server that connects whoever comes to a program, both ways, and each end of it closes by itself. */
function door({ port, to }: Forward, host: string, sockets: Set<Socket>): Promise<Server> {
  const server = createServer({ ...ALIVE, allowHalfOpen: true }, (caller) => {
    // The name is looked up each time: a program that was started anew may have another address.
    const program = connect({ ...ALIVE, ...to, allowHalfOpen: true });
    for (const socket of [caller, program]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    const unless = (error: Error | null | undefined) => {
      if (!error) return;
      caller.destroy();
      program.destroy();
    };
    pipeline(caller, program, unless);
    pipeline(program, caller, unless);
  });
  server.maxConnections = CONNECTIONS_MAX;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function portOf(server: Server): number | undefined {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' ? address?.port : undefined;
}

function isOpen({ port }: Forward): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1', timeout: CHECK_WITHIN_MS });
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    for (const event of ['error', 'timeout']) socket.once(event, () => resolve(false));
  }).finally(() => socket.destroy());
}

function readOptions(): Options | string {
  try {
    const { values } = parseArgs({
      options: {
        forward: { type: 'string', multiple: true },
        host: { type: 'string' },
        check: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    const given = values.forward ?? environmentVariable('FRONT_DOOR_FORWARD')?.split(',') ?? [];
    if (given.length === 0) return '--forward is missing';
    const forwards: Forward[] = [];
    for (const text of given) {
      const forward = forwardOf(text.trim());
      if (forward === undefined) return `${JSON.stringify(text)}: expected port=host:port, such as 4110=shop:4110`;
      forwards.push(forward);
    }
    const host = values.host ?? environmentVariable('FRONT_DOOR_HOST') ?? '127.0.0.1';
    return { host, forwards, check: values.check, json: values.json };
  } catch (error) {
    // What parseArgs throws says which option is not understood.
    return error instanceof Error ? error.message : String(error);
  }
}

function forwardOf(text: string): Forward | undefined {
  const [, from = '', host = '', to = ''] = /^(\d{1,5})=([a-z0-9.-]+):(\d{1,5})$/.exec(text) ?? [];
  const ports = [Number(from), Number(to)] as const;
  if (host === '' || ports.some((port) => port > 65_535)) return undefined;
  return { port: ports[0], to: { host, port: ports[1] } };
}
