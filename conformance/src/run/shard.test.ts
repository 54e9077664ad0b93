import { expect, test } from 'vitest';
import { parseShard, partOf } from './shard.ts';

const texts: readonly (readonly [text: string, shard: ReturnType<typeof parseShard>])[] = [
  ['1/1', { part: 1, of: 1 }],
  ['4/4', { part: 4, of: 4 }],
  ['2/100', { part: 2, of: 100 }],
  ['5/4', undefined],
  ['0/4', undefined],
  ['1/101', undefined],
  ['1/0', undefined],
  ['1', undefined],
  ['1/4 ', undefined],
  ['-1/4', undefined],
];
for (const [text, shard] of texts) {
  test(`${JSON.stringify(text)} is ${shard ? 'a part' : 'no part'}`, () => expect(parseShard(text)).toEqual(shard));
}

test('the parts of a run together are the run, and none overlaps another', () => {
  const things = Array.from({ length: 10 }, (_, index) => index);
  const parts = [1, 2, 3].map((part) => partOf(things, { part, of: 3 }));
  expect(parts).toEqual([
    [0, 3, 6, 9],
    [1, 4, 7],
    [2, 5, 8],
  ]);
  expect(partOf(things, undefined)).toBe(things);
});
