import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Running, start } from '../running-simulator.ts';
import { readPact } from './pact-file.ts';
import { paypalStates } from './paypal-states.ts';
import { type Verdict, verify } from './verify.ts';

// Pact reports its use to its makers unless told otherwise; the verifier inherits this.
vi.stubEnv('PACT_DO_NOT_TRACK', 'true');

const PACT_FILE = fileURLToPath(new URL('../../../reference-impl/pacts/reference-shop-paypal.json', import.meta.url));
const pact = readPact(readFileSync(PACT_FILE, 'utf8'));

// Pact sets up every state over HTTP, on whatever machine.
const WITHIN_MS = 120_000;

let running: Running;
let verdict: Verdict;

beforeAll(async () => {
  running = await start();
  const { states, end } = paypalStates(running);
  verdict = await verify({ provider: 'paypal', url: running.provider('sandbox').url }, states, PACT_FILE);
  await end();
}, WITHIN_MS);

afterAll(() => running[Symbol.asyncDispose]());

for (const { description } of pact.interactions) {
  test(`PayPal's dialect answers ${description} as the shop relies on it`, () => {
    expect(verdict.results.get(description), verdict.said).toBe('held');
  });
}

test('nothing of the pact is left out, and nothing unexpected is logged', () => {
  expect(verdict.results.size).toBe(pact.interactions.length);
  expect(running.logged).toEqual([]);
});
