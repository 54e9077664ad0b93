import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Choice, check, describeBroken, type Move, type Outcome, type Property } from './property.ts';

/** A till that breaks its law, never to hold more than 50, when 30 and more are put in twice. */
type Till = { holds: number; cleared: boolean };

const put: fc.Arbitrary<Move<Till>> = fc.integer({ min: 0, max: 40 }).map((amount) => ({
  name: 'put',
  async play(till, say) {
    say(`put ${amount} to ${till.holds}`);
    if (!till.cleared || amount < 30) till.holds = Math.min(50, till.holds + amount);
    else till.holds += amount;
    if (till.holds > 50) throw new Error(`the till holds ${till.holds}`);
  },
}));
const clear: fc.Arbitrary<Move<Till>> = fc.constant({
  name: 'clear',
  async play(till) {
    till.holds = 0;
    till.cleared = true;
  },
});

function till(ends: (till: Till) => void = () => {}): Property<Till> & { begun: () => number } {
  let begun = 0;
  return {
    name: 'till',
    runs: 100,
    movesMax: 20,
    move: fc.oneof({ weight: 5, arbitrary: put }, { weight: 1, arbitrary: clear }),
    async begin() {
      begun += 1;
      return { holds: 0, cleared: false };
    },
    end: async (stage) => ends(stage),
    leave: async () => {},
    begun: () => begun,
  };
}

function broken(outcome: Outcome): Extract<Outcome, { kind: 'broken' }> {
  if (outcome.kind !== 'broken') throw new Error('the till held');
  return outcome;
}

test('a broken law is reported with the shortest way to it and the command that makes it again', async () => {
  const found = broken(await check(till(), { choice: { seed: 7 }, shrinkMs: 5_000 }));
  expect(found.moves).toHaveLength(3);
  expect(found.moves).toContain('clear');
  const text = describeBroken('till', found);
  expect(text).toContain(`the till holds`);
  expect(text).toMatch(/--property till --seed 7 --path [\d:]+ --replay-path \S+:\S+$/);
});

test('the command that is printed makes exactly that counterexample again, in its first run', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const found = broken(await check(till(), { choice: { seed }, shrinkMs: 5_000 }));
    const again = till();
    const choice = printedChoice(describeBroken('till', found));
    const replayed = broken(await check(again, { choice, shrinkMs: 0 }));
    expect(again.begun()).toBe(1);
    expect(replayed.moves).toEqual(found.moves);
    expect(String(replayed.error)).toBe(String(found.error));
  }
});

test('a failure that is not to be shortened is reported as it is, and can be made again as well', async () => {
  const found = broken(await check(till(), { choice: { seed: 3 }, shrinkMs: 0 }));
  expect(found.choice.path).not.toContain(':');
  const replayed = broken(await check(till(), { choice: found.choice, shrinkMs: 0 }));
  expect(replayed.moves).toEqual(found.moves);
});

test('what is found only at the end of a run counts', async () => {
  const never = (stage: Till) => {
    if (stage.cleared) throw new Error('cleared');
  };
  const found = broken(await check(till(never), { choice: { seed: 11 }, shrinkMs: 5_000 }));
  expect(found.moves[0]).toBe('clear');
  expect(found.moves.length).toBeLessThanOrEqual(2);
});

test('a law that holds is reported with its seed and the number of its runs', async () => {
  const runs: number[] = [];
  const patient = { ...till(), move: fc.constant({ name: 'wait', async play() {} }) };
  const outcome = await check(patient, { choice: { seed: 5 }, runs: 4, shrinkMs: 0, onRun: (run) => runs.push(run) });
  expect(outcome).toEqual({ kind: 'held', seed: 5, runs: 4 });
  expect(runs).toEqual([1, 2, 3, 4]);
});

function printedChoice(text: string): Choice {
  const option = (name: string) => new RegExp(`--${name} (\\S+)`).exec(text)?.[1] ?? '';
  return { seed: Number(option('seed')), path: option('path'), replayPath: option('replay-path') };
}
