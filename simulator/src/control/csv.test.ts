import { expect, test } from 'vitest';
import { type CsvField, csv } from './csv.ts';

const cases: readonly [what: string, field: CsvField, expected: string][] = [
  ['plain text', 'order-1', 'order-1'],
  ['nothing', '', ''],
  ['a comma', 'a,b', '"a,b"'],
  ['a quotation mark', 'the "big" one', '"the ""big"" one"'],
  ['a line break', 'a\r\nb', '"a\r\nb"'],
  ['a space at the edge', ' a', '" a"'],
  ['a formula', '=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['a formula that begins with a plus', '+1', "'+1"],
  ['a formula that begins with a minus', '-1+1', "'-1+1"],
  ['a formula that begins with an at sign', '@SUM(A1)', "'@SUM(A1)"],
  ['a formula behind a tab', '\t=1', "'\t=1"],
  ['a formula behind a line break', '\n=1', `"'\n=1"`],
  ['a formula with a wide sign', '＝1', "'＝1"],
  ['a minus of our own', { own: '-20.00' }, '-20.00'],
  ['letters of everywhere', 'Söhne 東京', 'Söhne 東京'],
];
for (const [what, field, expected] of cases) {
  test(`${what} is written as ${JSON.stringify(expected)}`, () => {
    expect(csv(['name'], [[field]])).toBe(`name\r\n${expected}\r\n`);
  });
}

test('names come first, and every line ends with a line break', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ),
  ).toBe('a,b\r\n1,2\r\n3,4\r\n');
  expect(csv(['a'], [])).toBe('a\r\n');
});
