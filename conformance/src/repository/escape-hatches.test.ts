import { expect, test } from 'vitest';
import { escapeHatches } from './escape-hatches.ts';

const SOURCE = 'simulator/src/dialects/generic/parse.ts';
const TEST = 'simulator/src/dialects/generic/parse.test.ts';

const cases: readonly [path: string, text: string, expected: string][] = [
  [SOURCE, 'const id = text as PaymentId;', 'parse-do-not-cast'],
  [SOURCE, "const LEVELS = ['must'] as const;", ''],
  [SOURCE, "const row = { kind: 'card' } satisfies Row;", ''],
  [SOURCE, "import { money as coins } from './money.ts';", ''],
  [SOURCE, '// as PaymentId', ''],
  ['simulator/src/engine/ids.ts', 'const id = text as PaymentId;', ''],
  ['simulator/src/store/codec.ts', 'const row = found as Row;', ''],
  [TEST, 'const id = text as PaymentId;', ''],
  [SOURCE, 'const row: any = found;', 'no-any'],
  [TEST, 'const row = found as any;', 'no-any'],
  [SOURCE, '// @ts-ignore\nconst row = 1;', 'no-silenced-compiler'],
  [SOURCE, '// @ts-expect-error\nconst row = 1;', 'no-silenced-compiler'],
  [SOURCE, '// @ts-expect-error the declarations lack this option\nconst row = 1;', ''],
  [SOURCE, "const text = '@ts-ignore';", ''],
  [TEST, "test.only('captures', () => {});", 'no-focused-tests'],
  [TEST, "describe.only('captures', () => {});", 'no-focused-tests'],
  [TEST, "test.skip('captures', () => {});", 'no-skip-without-reason'],
  [TEST, "test.todo('captures');", 'no-skip-without-reason'],
  [TEST, "// The driver cannot cancel a statement.\ntest.skip('cancels', () => {});", ''],
];

for (const [path, text, expected] of cases) {
  test(`${path}: ${text.replace('\n', ' ⏎ ')} → ${expected || 'allowed'}`, () => {
    expect(escapeHatches({ path, text }).map((violation) => violation.rule)).toEqual(expected ? [expected] : []);
  });
}

test('an explained file may cast as often as it says, and has to say when it casts less', () => {
  const once = { path: SOURCE, text: 'const id = text as PaymentId;' };
  const twice = { path: SOURCE, text: `${once.text}\nconst other = text as PaymentId;` };
  const explained = { [SOURCE]: { most: 1, because: 'the schema has just accepted it' } };
  expect(escapeHatches(once, explained)).toEqual([]);
  expect(escapeHatches(twice, explained).map((violation) => violation.line)).toEqual([2]);
  expect(escapeHatches({ path: SOURCE, text: '' }, explained).map((violation) => violation.found)).toEqual([
    '0 casts left of 1',
  ]);
});
