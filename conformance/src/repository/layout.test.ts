import { expect, test } from 'vitest';
import { misplaced, staleEntries, tooLong } from './layout.ts';

const cases: readonly [path: string, expected: string][] = [
  ['simulator/src/engine/decide.ts', ''],
  ['simulator/src/engine/decide.test.ts', ''],
  ['simulator/ARCHITECTURE.md', ''],
  ['specs/generic.openapi.yaml', ''],
  ['.ci/run', ''],
  ['.gitignore', ''],
  ['docker-compose.yml', ''],
  ['docs/design.md', 'agreed-layout'],
  ['scripts/run.sh', 'agreed-layout'],
  ['simulator/decide.test.ts', 'agreed-layout'],
  ['simulator/src/engine/testCards.ts', 'kebab-case'],
  ['simulator/src/engine/test_cards.ts', 'kebab-case'],
  ['simulator/src/Engine/decide.ts', 'kebab-case'],
  ['simulator/src/engine/utils.ts', 'named-for-what-it-is'],
  ['reference-impl/src/shop/helpers.ts', 'named-for-what-it-is'],
];

for (const [path, expected] of cases) {
  test(`${path} → ${expected || 'allowed'}`, () => {
    expect(misplaced({ path, text: '' }).map((violation) => violation.rule)).toEqual(expected ? [expected] : []);
  });
}

const lengths: readonly [lines: number, allowed: number | undefined, expected: string][] = [
  [400, undefined, ''],
  [401, undefined, '401 lines, more than 400'],
  [500, 500, ''],
  [501, 500, '501 lines, more than its 500'],
  [499, 500, '499 lines, less than its 500'],
  [400, 500, 'only 400 lines'],
];

for (const [lines, allowed, expected] of lengths) {
  test(`${lines} lines where ${allowed ?? 'nothing'} is allowed → ${expected || 'allowed'}`, () => {
    const file = { path: 'simulator/src/engine/decide.ts', text: '\n'.repeat(lines) };
    const table = allowed === undefined ? {} : { [file.path]: allowed };
    expect(tooLong(file, table).map((violation) => violation.found)).toEqual(expected ? [expected] : []);
  });
}

test('a ratchet entry for a file that is gone is an objection', () => {
  const files = [{ path: 'simulator/src/engine/decide.ts', text: '' }];
  const entries = { 'simulator/src/engine/decide.ts': 500, 'simulator/src/engine/gone.ts': 500 };
  expect(staleEntries(files, 'length-ratchet', entries).map((violation) => violation.path)).toEqual([
    'simulator/src/engine/gone.ts',
  ]);
});
