import { expect, test } from 'vitest';
import { undocumented } from './doc-comments.ts';

const cases: readonly [text: string, expected: string][] = [
  ['export function add() {}', 'add'],
  ['/** Adds what has one currency. */\nexport function add() {}', ''],
  ['/** */\nexport function add() {}', 'add'],
  ['// Adds.\nexport function add() {}', 'add'],
  ['function add() {}', ''],
  ['export type Money = bigint;', 'Money'],
  ['export interface Store {}', 'Store'],
  ['export class Store {}', 'Store'],
  ['export const ZERO = 0n;', 'ZERO'],
  ['export default {};', ''],
  ["export { add } from './money.ts';", ''],
  ["/** How strict. */\nexport const LEVELS = ['must'] as const;\nexport type Level = (typeof LEVELS)[number];", ''],
  ["export const LEVELS = ['must'] as const;\nexport type Level = (typeof LEVELS)[number];", 'LEVELS Level'],
  ['/** One. */\nexport function add(a: 1): 1;\nexport function add(a: unknown) { return a; }', ''],
];

for (const [text, expected] of cases) {
  test(`${text.replaceAll('\n', ' ⏎ ')} → ${expected || 'allowed'}`, () => {
    const violations = undocumented({ path: 'simulator/src/engine/sample.ts', text });
    expect(violations.map((violation) => violation.found.split(' ')[0]).join(' ')).toBe(expected);
  });
}

test('a file may leave as many undocumented as it is let, and no entry outlives its need', () => {
  const file = { path: 'simulator/src/engine/sample.ts', text: 'export type A = 1;\nexport type B = 2;' };
  expect(undocumented(file, { [file.path]: 2 })).toEqual([]);
  expect(undocumented(file, { [file.path]: 1 }).map((violation) => violation.line)).toEqual([2]);
  expect(undocumented(file, { [file.path]: 3 }).map((violation) => violation.found)).toEqual(['2 left of 3']);
});
