import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// A promise that is renamed or taken away turns its row red, and so does a row that cannot be read.
const ROWS = readFileSync(new URL('../docs/weaknesses.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => ({ line, cells: /^\| (\d+) \| ([^|]+) \| ([^|]+) \| `([\w/-]+)` "(.+)" \|$/.exec(line) ?? [] }));

test('the table has the twenty-five that were seen in OroCommerce, and all its rows in order', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(25);
  expect(ROWS.map(({ cells: [, number] }) => Number(number))).toEqual(ROWS.map((_, index) => index + 1));
});

for (const { line, cells } of ROWS) {
  const [, , weakness = '', , file = '', promise = ''] = cells;
  test(`${weakness || line}: ${file}.test.ts would notice`, () => {
    expect(readFileSync(new URL(`../${file}.test.ts`, import.meta.url), 'utf8')).toContain(promise);
  });
}
