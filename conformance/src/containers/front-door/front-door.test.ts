import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { type Program, runProgram, startProgram } from '../../bench/program.ts';

const FRONT_DOOR = 'conformance/src/containers/front-door/main.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function doorTo(...targets: readonly number[]): Promise<Program> {
  const forwards = targets.map((port) => `--forward=0=127.0.0.1:${port}`);
  const program = await startProgram({ args: [FRONT_DOOR, '--json', ...forwards] });
  closing.push(() => program.stop());
  return program;
}

function portsOf({ ready }: Program): readonly number[] {
  return ready.ports as number[];
}

async function listening(server: Server | ReturnType<typeof createTcpServer>, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

/** A program that answers whatever it is told, once it has been told all of it. */
function echo() {
  return createTcpServer({ allowHalfOpen: true }, async (socket) => {
    socket.end((await text(socket)).toUpperCase());
  });
}

async function said(port: number, words: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.end(words);
  return text(socket);
}

test('each port leads to its own program, with the host that was asked for left as it is', async () => {
  const shop = (name: string) => createServer((request, response) => response.end(`${name} ${request.headers.host}`));
  const door = await doorTo(await listening(shop('staging')), await listening(shop('live')));
  const [staging, live] = portsOf(door);
  const answers = [staging, live].map(async (port) => (await fetch(`http://127.0.0.1:${port}/`)).text());
  expect(await Promise.all(answers)).toEqual([`staging 127.0.0.1:${staging}`, `live 127.0.0.1:${live}`]);
});

test('all that is said arrives, also when it is much, and is answered after the caller has finished', async () => {
  const door = await doorTo(await listening(echo()));
  const much = 'payment '.repeat(500_000);
  expect(await said(portsOf(door)[0] ?? 0, much)).toBe(much.toUpperCase());
});

test('a program that is away answers nothing, and is there again when it is back', async () => {
  const gone = echo();
  const port = await listening(gone);
  const door = await doorTo(port);
  await new Promise((resolve) => gone.close(resolve));
  // The connection ends, or is reset where words were still on their way.
  expect(await said(portsOf(door)[0] ?? 0, 'anybody').catch(() => '')).toBe('');
  await listening(echo(), port);
  expect(await said(portsOf(door)[0] ?? 0, 'anybody')).toBe('ANYBODY');
});

test('it stops when it is told to, whoever is still connected', async () => {
  const silent = createTcpServer((socket) => closing.push(() => socket.destroy()));
  const door = await doorTo(await listening(silent));
  const caller = connect(portsOf(door)[0] ?? 0, '127.0.0.1');
  await new Promise((resolve) => silent.once('connection', resolve));
  const closed = new Promise((resolve) => caller.once('close', resolve));
  expect(await door.stop()).toEqual({ code: 0, signal: null });
  await closed;
});

const mistakes: readonly [args: string[], says: string][] = [
  [[], '--forward is missing'],
  [['--forward=4110'], '"4110": expected port=host:port'],
  [['--forward=70000=shop:4110'], 'expected port=host:port'],
  [['--forward=1=shop:2', '--open'], "Unknown option '--open'"],
];
for (const [args, says] of mistakes) {
  test(`"${args.join(' ')}" is refused: ${says}`, async () => {
    const { code, stderr } = await runProgram({ args: [FRONT_DOOR, ...args], endsWithinMs: 10_000 });
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
}

test('a port that somebody else has is said, and nothing keeps running', async () => {
  const taken = await listening(echo());
  const args = [FRONT_DOOR, '--forward=0=127.0.0.1:1', `--forward=${taken}=127.0.0.1:1`];
  const { code, stderr } = await runProgram({ args, endsWithinMs: 10_000 });
  expect(code).toBe(1);
  expect(stderr).toContain('EADDRINUSE');
});
