import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Running, start } from '../running-simulator.ts';
import { type Change, changedInteractions, inside, put, rename } from './changed-interactions.ts';
import { readPact } from './pact-file.ts';
import { stripeStates } from './stripe-states.ts';
import { type Verdict, verify } from './verify.ts';

// Pact reports its use to its makers unless told otherwise; the verifier inherits this.
vi.stubEnv('PACT_DO_NOT_TRACK', 'true');

const PACT_FILE = fileURLToPath(new URL('../../../reference-impl/pacts/reference-shop-stripe.json', import.meta.url));
const pact = readPact(readFileSync(PACT_FILE, 'utf8'));

const LOOKUP = 'a look at a payment that is held';

/** Each is something a shop might rely on or send by mistake, and the dialect does not keep or take. */
const CHANGES: readonly Change[] = [
  ['unchanged', LOOKUP, () => {}],
  ['a field of another name', LOOKUP, ({ response: { body } }) => rename(body.content, 'status', 'state')],
  [
    'a field inside another of another name',
    LOOKUP,
    ({ response: { body } }) => rename(inside(body.content, 'latest_charge'), 'amount', 'total'),
  ],
  ['another mode', LOOKUP, ({ response: { body } }) => put(body.content, 'livemode', true)],
  [
    'a request field of another name',
    'a page for a payment to authorize',
    ({ request: { body } }) => put(body, 'content', String(body.content).replace('success_url', 'return_to')),
  ],
  [
    'another refusal',
    'a capture of a hold that was captured',
    ({ response: { body } }) => put(inside(body.content, 'error'), 'code', 'charge_already_captured'),
  ],
];
const CHANGED = changedInteractions(pact.interactions, CHANGES);

// Pact sets up every state over HTTP, on whatever machine.
const WITHIN_MS = 120_000;

let running: Running;
let verdict: Verdict;
let changedVerdict: Verdict;
const folder = mkdtempSync(join(tmpdir(), 'assay-pact-'));

beforeAll(async () => {
  running = await start();
  const provider = { provider: 'stripe', url: running.provider('sandbox').url };
  verdict = await verify(provider, stripeStates(running), PACT_FILE);
  const changedFile = join(folder, 'changed.json');
  writeFileSync(changedFile, JSON.stringify({ ...pact, interactions: CHANGED }));
  changedVerdict = await verify(provider, stripeStates(running), changedFile);
}, WITHIN_MS);

afterAll(async () => {
  await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

for (const { description } of pact.interactions) {
  test(`Stripe's dialect answers ${description} as the shop relies on it`, () => {
    expect(verdict.results.get(description), verdict.said).toBe('held');
  });
}

test('nothing of the pact is left out, and nothing unexpected is logged', () => {
  expect(verdict.results.size).toBe(pact.interactions.length);
  expect(running.logged).toEqual([]);
});

for (const { description } of CHANGED) {
  const expected = description === 'unchanged' ? 'held' : 'broken';
  test(`a pact with ${description} is ${expected}`, () => {
    expect(changedVerdict.results.get(description), changedVerdict.said).toBe(expected);
  });
}
