import { expect, test } from 'vitest';
import { broken, mustEqual } from './law.ts';

const cases: [wanted: unknown, seen: unknown, complaint: string | undefined][] = [
  // wanted               seen                    complaint
  [1n, 1, undefined],
  [{ a: 1n, b: undefined }, { a: 1 }, undefined],
  [{ a: 1, b: [2, 3] }, { b: [2, 3], a: 1 }, undefined],
  ['1', 1, 'wanted "1", saw 1'],
  [undefined, 'x', 'wanted nothing, saw "x"'],
  [{ a: { b: 1 } }, { a: { b: 2 } }, 'at a.b: wanted 1, saw 2'],
  [[], ['x'], 'at 0: wanted nothing, saw "x"'],
  [[1, 2], [2, 1], 'at 1: wanted 2, saw 1'],
];
for (const [wanted, seen, complaint] of cases) {
  test(`${String(JSON.stringify([String(wanted), seen]))}: ${complaint ?? 'equal'}`, () => {
    const compare = () => mustEqual('law', wanted, seen, () => 'evidence');
    if (complaint === undefined) expect(compare).not.toThrow();
    else expect(compare).toThrow(complaint);
  });
}

test('a broken law names itself, a handful of differences and the evidence', () => {
  const many = Array.from({ length: 20 }, (_, index) => index);
  const text = broken('nothing is there', [], many, 'GET /').message;
  expect(text).toMatch(/^law: nothing is there\n/);
  expect(text).toContain('and 13 more\nGET /');
});
