import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

// cell                              as it is written
const CELLS: readonly (readonly [string, string])[] = [
  ['plain', 'plain'],
  ['19.99', '19.99'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', `"'=1+1"`],
  ['+49 30 1', `"'+49 30 1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['  =1', `"'  =1"`],
  ['\t=1', `"'\t=1"`],
  ['\rcalc', `"'\rcalc"`],
  ['＝1', `"'＝1"`],
  ['|calc', `"'|calc"`],
];
for (const [cell, written] of CELLS) {
  test(`${JSON.stringify(cell)} becomes ${JSON.stringify(written)}`, () =>
    expect(csvLine([cell])).toBe(`${written}\r\n`));
}

test('whatever is written, as many cells are read back, and none begins like a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
      const read = readLine(csvLine(cells));
      expect(read).toHaveLength(cells.length);
      for (const [index, cell] of read.entries()) {
        expect(cell === cells[index] || cell === `'${cells[index]}`).toBe(true);
        expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }
    }),
  );
});

/** A reader of RFC 4180 that knows nothing of the writer. */
function readLine(line: string): readonly string[] {
  const cells = [''];
  let quoted = false;
  for (let at = 0; at < line.length - 2; at += 1) {
    const sign = line[at] ?? '';
    if (quoted && sign === '"' && line[at + 1] === '"') {
      cells[cells.length - 1] += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) cells.push('');
    else cells[cells.length - 1] += sign;
  }
  return cells;
}
