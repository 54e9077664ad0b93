import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { startProgram } from './program.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'assay-program-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    timeout: 15_000,
  });
  return { status, stdout, stderr };
}

test('a wrong flag is told in a sentence, with code 2', () => {
  expect(run('--durability', 'maybe')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'assay-simulator: durability "maybe": expected normal or full\nTry --help.\n',
  });
});

test('help goes to standard output', () => {
  const { status, stdout, stderr } = run('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^assay-simulator: a payment provider you can break on purpose\n\nUsage: /);
});

test('a port that is taken, and a database that is none, are told in a sentence, with code 1', async () => {
  const running = await startProgram('--database', ':memory:');
  const port = new URL(running.controlUrl).port;
  const taken = run('--database', ':memory:', '--environment', 'a:test:0', '--control-port', port);
  expect(taken.status).toBe(1);
  expect(taken.stderr).toMatch(/^assay-simulator: could not start: listen EADDRINUSE: .*\n$/);
  await running.end('SIGTERM');

  const notes = join(folder, 'notes.txt');
  writeFileSync(notes, 'These are my notes, and no database. '.repeat(100));
  const noDatabase = run('--database', notes, '--environment', 'a:test:0', '--control-port', '0');
  expect(noDatabase).toMatchObject({ status: 1, stdout: '' });
  expect(noDatabase.stderr).toMatch(/^assay-simulator: could not start: file is not a database\n$/);
});

test('a database of a newer version is left alone', () => {
  const file = join(folder, 'newer.sqlite');
  const database = new DatabaseSync(file);
  database.exec('pragma user_version = 1000');
  database.close();
  const { status, stderr } = run('--database', file, '--environment', 'a:test:0', '--control-port', '0');
  expect(status).toBe(1);
  expect(stderr).toContain('was written by a newer version of the simulator');
});

test('a database file is made where it is wanted, for its owner alone', async () => {
  const file = join(folder, 'new', 'deep', 'simulator.sqlite');
  const running = await startProgram('--database', file);
  for (const name of [file, `${file}-wal`]) expect((statSync(name).mode & 0o777).toString(8)).toBe('600');
  expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null });
});
