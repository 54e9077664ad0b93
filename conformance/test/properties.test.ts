import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentVariable } from '../src/platform/environment-variables.ts';
import { freshSeed } from '../src/platform/random.ts';
import { describeBroken } from '../src/properties/property.ts';
import { PROPERTY_NAMES, SEED_VARIABLE, seedIn, underTest, verdictOn } from '../src/properties/suite.ts';

// A seed of its own every time, so that every day tries something else; the variable brings a day back.
const seed = seedIn(environmentVariable(SEED_VARIABLE)) ?? freshSeed();
const SHRINK_MS = 40_000;
const TEST_MS = 300_000;

let started: Awaited<ReturnType<typeof underTest>>;
beforeAll(async () => {
  console.log(`properties: ${SEED_VARIABLE}=${seed}`);
  started = await underTest();
});
afterAll(async () => {
  const { program } = started.simulator;
  await program.stop();
  // What the simulator could not do is in its log, whether or not anybody was waiting for it.
  expect(program.stderr()).toBe('');
});

// Both at once on one simulator: each run has merchant accounts of its own, and must not notice the others.
test.concurrent.each(PROPERTY_NAMES)(
  '%s holds whatever is done in whatever order, and everything was tried often enough',
  { timeout: TEST_MS },
  async (name) => {
    const { outcome, short } = await verdictOn(name, started.session, { choice: { seed }, shrinkMs: SHRINK_MS });
    expect(outcome.kind === 'broken' ? describeBroken(name, outcome) : '').toBe('');
    expect(short).toEqual([]);
  },
);
