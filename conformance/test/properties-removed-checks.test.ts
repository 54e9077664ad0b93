import { expect, test } from 'vitest';
import { runProgram } from '../src/bench/program.ts';
import { editedNode } from '../src/mutants/edits.ts';
import { REMOVED_CHECKS } from '../src/properties/removed-checks.ts';
import { underTest, verdictOn } from '../src/properties/suite.ts';

// Always the same, so that this takes always the same time.
const SEED = 1;
const TEST_MS = 120_000;

test('every check that can be removed still stands in the simulator as the table has it', () => {
  const stale = REMOVED_CHECKS.flatMap(({ id, edits }) => {
    try {
      editedNode(edits);
      return [];
    } catch (error) {
      return [`${id}: ${error instanceof Error ? error.message : error}`];
    }
  });
  expect(stale.join('\n')).toBe('');
  expect(new Set(REMOVED_CHECKS.map(({ id }) => id)).size).toBe(REMOVED_CHECKS.length);
});

// The whole table takes two minutes: `node conformance/src/properties/main.ts --removed-checks`.
for (const { id, property, edits, sample } of REMOVED_CHECKS) {
  if (!sample) continue;
  test(`${property} does not hold once a check is removed: ${id}`, { timeout: TEST_MS }, async () => {
    const { simulator, session } = await underTest(editedNode(edits));
    await using _running = { [Symbol.asyncDispose]: async () => void (await simulator.program.kill()) };
    const { outcome } = await verdictOn(property, session, { choice: { seed: SEED }, shrinkMs: 0 });
    expect(outcome.kind).toBe('broken');
    // A simulator that stumbles over the edit would be noticed for that, and not for the check that is gone.
    expect(simulator.program.stderr()).toBe('');
  });
}

/** Noticed only by moves; what every run ends with notices most. */
const REMOVED_WITH_MOVES = 'refund-without-its-capture';

test('the command that is printed with a counterexample makes it again', { timeout: TEST_MS }, async () => {
  const script = 'conformance/src/properties/main.ts';
  const looked = ['--property', 'conservation', '--seed', '1', '--shrink', '2', '--without', REMOVED_WITH_MOVES];
  const found = await runProgram({ args: [script, ...looked], endsWithinMs: TEST_MS });
  expect(found.code).toBe(1);
  const again = /Again: npx node (\S+) (.*)$/m.exec(found.stdout);
  expect(again?.[1]).toBe(script);
  const replayed = await runProgram({ args: [script, ...(again?.[2] ?? '').split(' ')], endsWithinMs: TEST_MS });
  expect(replayed.code).toBe(1);
  expect(movesIn(replayed.stdout)).toEqual(movesIn(found.stdout));
  expect(movesIn(found.stdout).length).toBeGreaterThan(0);
});

/** The numbered moves of a counterexample. */
function movesIn(printed: string): readonly string[] {
  return printed.split('\n').filter((line) => /^ *\d+\. /.test(line));
}
