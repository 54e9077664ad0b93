import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyFile } from './key-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

test('the first key that is offered is kept, for the eyes of its owner only, and nothing else is left behind', () => {
  const file = join(folder, 'simulator.sqlite.key');
  expect(keyFile(file, one)).toEqual(one);
  expect(keyFile(file, other)).toEqual(one);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['simulator.sqlite.key']);
});

test('a file that holds something else is not overwritten', () => {
  const file = join(folder, 'key');
  writeFileSync(file, 'not a key');
  expect(() => keyFile(file, one)).toThrow('does not hold a key of 32 bytes');
});
