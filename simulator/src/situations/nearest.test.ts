import { expect, test } from 'vitest';
import { nearestName } from './nearest.ts';

const KNOWN = ['operation', 'amount', 'nth', 'reset_before', 'reset_after_commit'];

const cases: readonly [written: string, meant: string | undefined][] = [
  ['opperation', 'operation'],
  ['Operation', 'operation'],
  ['opertaion', 'operation'],
  ['ammount', 'amount'],
  ['nht', 'nth'],
  ['reset_befor', 'reset_before'],
  ['reset', undefined],
  ['x', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
];

for (const [written, meant] of cases) {
  test(`${written.slice(0, 20)} → ${meant}`, () => expect(nearestName(written, KNOWN)).toBe(meant));
}
