import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dice, uniqueText } from './random.ts';

test('the same seed throws the same, another seed throws differently', () => {
  const throws = (seed: number) => Array.from({ length: 20 }, dice(seed).below.bind(undefined, 1_000));
  expect(throws(7)).toEqual(throws(7));
  expect(throws(7)).not.toEqual(throws(8));
});

test('a throw is a whole number below the limit, and every face turns up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (seed) => {
      const { below } = dice(seed);
      const faces = new Set(Array.from({ length: 200 }, () => below(6)));
      expect([...faces].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    }),
  );
});

test('picking from nothing is a mistake', () => {
  expect(() => dice(1).pick([])).toThrow('nothing to pick from');
});

test('unique texts differ', () => {
  expect(new Set(Array.from({ length: 100 }, () => uniqueText('key'))).size).toBe(100);
});
