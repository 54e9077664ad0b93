import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Running, start } from '../running-simulator.ts';
import { type Change, changedInteractions } from './changed-interactions.ts';
import { readPact } from './pact-file.ts';
import type { States } from './states.ts';
import { type Verdict, verify } from './verify.ts';

// Pact sets up every state over HTTP, on whatever machine.
const WITHIN_MS = 120_000;

/** The states of a pact on a simulator, and what is to be ended when it has been verified. */
export type SetUp = (running: Running) => Readonly<{ states: States; end: () => Promise<void> }>;

/** Holds a dialect to the pact of the shop's adapter, and shows that a pact that says otherwise is not held. */
export function verificationTests(provider: string, setUp: SetUp, changes: readonly Change[]): void {
  // Pact reports its use to its makers unless told otherwise; the verifier inherits this.
  vi.stubEnv('PACT_DO_NOT_TRACK', 'true');
  const file = new URL(`../../../reference-impl/pacts/reference-shop-${provider}.json`, import.meta.url);
  const pact = readPact(readFileSync(file, 'utf8'));
  const changed = changedInteractions(pact.interactions, changes);
  const folder = mkdtempSync(join(tmpdir(), 'assay-pact-'));
  let running: Running;
  let verdict: Verdict;
  let changedVerdict: Verdict;

  beforeAll(async () => {
    running = await start();
    const { states, end } = setUp(running);
    const at = { provider, url: running.provider('sandbox').url };
    verdict = await verify(at, states, fileURLToPath(file));
    const changedFile = join(folder, 'changed.json');
    writeFileSync(changedFile, JSON.stringify({ ...pact, interactions: changed }));
    changedVerdict = await verify(at, states, changedFile);
    await end();
  }, WITHIN_MS);

  afterAll(async () => {
    await running[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  for (const { description } of pact.interactions) {
    test(`${provider} answers ${description} as the shop relies on it`, () => {
      expect(verdict.results.get(description), verdict.said).toBe('held');
    });
  }

  test('nothing of the pact is left out, and nothing unexpected is logged', () => {
    expect(verdict.results.size).toBe(pact.interactions.length);
    expect(running.logged).toEqual([]);
  });

  for (const { description } of changed) {
    const expected = description === 'unchanged' ? 'held' : 'broken';
    test(`a pact with ${description} is ${expected}`, () => {
      expect(changedVerdict.results.get(description), changedVerdict.said).toBe(expected);
    });
  }
}
