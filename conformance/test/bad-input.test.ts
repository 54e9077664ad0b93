import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attack } from '../src/bad-input/attack.ts';
import { badRequests, kindsFor } from '../src/bad-input/generate.ts';
import { prepareShop } from '../src/bad-input/shop-prey.ts';
import { type Prey, prepareSimulator } from '../src/bad-input/simulator-prey.ts';
import { startShop } from '../src/bench/shop.ts';
import { type Simulator, startSimulator } from '../src/bench/simulator.ts';
import { environmentVariable } from '../src/platform/environment-variables.ts';
import { freshSeed } from '../src/platform/random.ts';

// Twenty-eight kinds at ninety each, ten megabytes more rarely.
const PER_KIND = 90;
const AT_LEAST = 2_000;
const EACH_AT_LEAST = 20;
const WITHIN_MS = 180_000;
const SHOWN_MAX = 40;

const seed = Number(environmentVariable('ASSAY_TEST_SEED') ?? freshSeed());

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator?.program.stop());

test('the simulator refuses wrong input of every kind precisely, and nothing changes', {
  timeout: WITHIN_MS,
}, async () => {
  const prey = await prepareSimulator(simulator);
  await expectRefusals(prey, AT_LEAST);
  const { provider } = await simulator.merchant('sandbox');
  expect((await provider.create()).status).toBe(201);
});

test('the shop refuses wrong input of every kind precisely, and nothing changes', { timeout: WITHIN_MS }, async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'assay-bad-input-'));
  const [sandbox] = simulator.environments;
  if (!sandbox) throw new Error('the simulator has no environment');
  const { name, mode, url } = sandbox;
  await using shop = await startShop({ environment: name, mode, providerUrl: url, keyFile: join(scratch, 'shop.key') });
  try {
    await expectRefusals(await prepareShop(simulator, shop), AT_LEAST);
    expect((await shop.visitor().ask('get', '/health', {})).status).toBe(200);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

async function expectRefusals({ targets, snapshot }: Prey, atLeast: number): Promise<void> {
  const before = await snapshot();
  // It takes seconds in one piece, after which connections that were kept open are no longer good.
  const requests = badRequests(targets, seed, PER_KIND);

  const objections = await attack(requests);

  const repeat = `ASSAY_TEST_SEED=${seed}`;
  console.log(`${requests.length} bad requests; to repeat them: ${repeat}`);
  expect(objections.slice(0, SHOWN_MAX).join('\n'), `${objections.length} objections, ${repeat}`).toBe('');
  expect(await snapshot()).toEqual(before);
  const sent = Map.groupBy(requests, (request) => request.kind);
  for (const kind of kindsFor(targets))
    expect(sent.get(kind)?.length, `${kind} was sent`).toBeGreaterThan(EACH_AT_LEAST);
  expect(requests.length).toBeGreaterThanOrEqual(atLeast);
}
