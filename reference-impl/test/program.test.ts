import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts the shop under plain Node in an empty folder. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.err += chunk;
  });
  return { child, output };
}

const SANDBOX = ['--environment', 'sandbox', '--mode', 'test', '--port', '0', '--json'];

const REFUSED: readonly (readonly string[])[] = [
  [],
  ['--environment', 'sandbox'],
  ['--mode', 'test'],
  ['--environment', 'prod', '--mode', 'live'],
  ['--environment', 'production', '--mode', 'test'],
];

for (const args of REFUSED) {
  test(`${args.join(' ') || 'no option'} stops the start with exit code 2 and a sentence`, async () => {
    const { child, output } = start(args);
    const [code] = await once(child, 'close');
    expect(code).toBe(2);
    expect(output.out).toBe('');
    expect(output.err).toMatch(/^assay-shop: .*(environment|mode).*\n$/);
  });
}

test('a start says on one line where it is and who can sign in, once; a signal ends it cleanly', async () => {
  const ready = async () => {
    const { child, output } = start(SANDBOX);
    await once(child.stdout ?? child, 'data');
    const line = JSON.parse(output.out) as Record<string, unknown>;
    const health = await (await fetch(`${line.url}/health`)).json();
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    return { line, health, code, err: output.err };
  };
  const first = await ready();
  expect(first).toMatchObject({
    code: 0,
    err: '',
    line: { ready: true, environment: 'sandbox', mode: 'test', administrator: { email: 'administrator@shop.example' } },
    health: { status: 'ok', environment: 'sandbox', mode: 'test' },
  });
  const second = await ready();
  expect(second).toMatchObject({ code: 0, line: { ready: true } });
  expect(second.line).not.toHaveProperty('administrator');
});

test('a port that is taken is said so, with exit code 1', async () => {
  const { child, output } = start([...SANDBOX, '--database', ':memory:']);
  await once(child.stdout ?? child, 'data');
  const { url } = JSON.parse(output.out) as { url: string };
  const { child: second, output: said } = start([...SANDBOX, '--database', ':memory:', '--port', new URL(url).port]);
  const [code] = await once(second, 'close');
  expect([code, said.err]).toEqual([1, expect.stringContaining('EADDRINUSE')]);
});
