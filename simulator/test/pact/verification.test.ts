import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Running, start } from '../running-simulator.ts';
import { changedInteractions } from './changed-interactions.ts';
import { type Interaction, readPact } from './pact-file.ts';
import { type Facts, providerStates, type States } from './states.ts';
import { type Verdict, verify } from './verify.ts';

// Pact reports its use to its makers unless told otherwise; the verifier inherits this.
vi.stubEnv('PACT_DO_NOT_TRACK', 'true');

const PACT_FILE = fileURLToPath(
  new URL('../../../reference-impl/pacts/reference-shop-generic-provider.json', import.meta.url),
);
const pact = readPact(readFileSync(PACT_FILE, 'utf8'));
const CHANGED = changedInteractions(pact.interactions);

const folder = mkdtempSync(join(tmpdir(), 'assay-pact-'));
const facts: Facts[] = [];
// Pact sets up every state over HTTP, on whatever machine.
const WITHIN_MS = 120_000;

let running: Running;
let verdict: Verdict;
let changedVerdict: Verdict;

beforeAll(async () => {
  running = await start();
  const provider = { provider: 'generic-provider', url: running.provider('sandbox').url };
  verdict = await verify(provider, noting(providerStates(running)), PACT_FILE);
  const changedFile = join(folder, 'changed.json');
  writeFileSync(changedFile, JSON.stringify({ ...pact, interactions: CHANGED }));
  changedVerdict = await verify(provider, providerStates(running), changedFile);
}, WITHIN_MS);

afterAll(async () => {
  await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

for (const { description } of pact.interactions) {
  test(`answers ${description} as the shop relies on it`, () => {
    expect(verdict.results.get(description), verdict.said).toBe('held');
  });
}

test('nothing of the pact is left out, and nothing unexpected is logged', () => {
  expect(verdict.results.size).toBe(pact.interactions.length);
  expect(running.logged).toEqual([]);
});

test('every credential that is issued has the form that the shop reads its environment from', () => {
  const forms = pact.interactions.map(authorizationForm);
  const issued = facts.flatMap(({ authorization }) => (authorization === undefined ? [] : [authorization]));
  expect(issued.length).toBeGreaterThanOrEqual(pact.interactions.length);
  for (const one of issued) expect(forms.some((form) => form.test(one))).toBe(true);
});

for (const { description } of CHANGED) {
  const expected = description === 'unchanged' ? 'held' : 'broken';
  test(`a pact with ${description} is ${expected}`, () => {
    expect(changedVerdict.results.get(description), changedVerdict.said).toBe(expected);
  });
}

function noting(states: States): States {
  return Object.fromEntries(
    Object.entries(states).map(([name, setUp]) => [
      name,
      async (parameters) => {
        const told = await setUp(parameters);
        facts.push(told);
        return told;
      },
    ]),
  );
}

function authorizationForm({ request }: Interaction): RegExp {
  return new RegExp(request.matchingRules.header?.authorization?.matchers[0]?.regex ?? 'no form');
}
