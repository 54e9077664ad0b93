import { expect, test } from 'vitest';
import { type Meaning, meaningOf } from './results.ts';

const cases: readonly [results: readonly (string | undefined)[], expected: string][] = [
  [['0'], 'approved'],
  [['126'], 'review'],
  [['19', '20'], 'absent'],
  // Nothing that only looks like a zero is an approval.
  [[undefined, '', ' 0', '0 ', '00', '-0', '+0', '0.0', 'O', 'Approved', 'null'], 'unknown'],
  [['12', '13'], 'declined other_method'],
  [['22', '51', '113', '117', '122', '125', '128'], 'declined other_method'],
  [['23', '24', '50', '112', '114'], 'declined try_later'],
  // Never shown to a customer as a declined card.
  [['1', '5', '10', '25', '26', '27', '28', '52', '100', '121'], 'rejected access'],
  [['2', '3', '4', '6', '7', '9', '120', '160', '162'], 'rejected request'],
  [['-6', '-7', '-27', '-28', '-105', '-106'], 'rejected request'],
  [['105', '108', '110', '111', '200', '201'], 'rejected state'],
  [['133'], 'rejected conflict'],
  // May have happened, or may happen yet: the provider has to be asked.
  [['11', '99', '101', '102', '103', '104', '106', '107', '109', '115', '116', '150', '151', '1000'], 'unknown'],
  [['-1', '-12', '-31', '-32', '-40', '-108', '-113'], 'unknown'],
  // A duplicate of what may have been done, a token in use, a payment that no filter has seen, and numbers that nobody has documented.
  [['30', '161', '127', '1001', '99999', 'constructor', '__proto__'], 'unknown'],
];
for (const [results, expected] of cases) {
  test(`${expected}: ${results.join(', ')}`, () => {
    for (const result of results) expect(inWords(meaningOf(result))).toBe(expected);
  });
}

test('a rejection is called by its number', () => {
  expect(meaningOf('26')).toMatchObject({ rejection: { code: 'result_26' } });
  expect(meaningOf('-105')).toMatchObject({ rejection: { code: 'result_minus_105' } });
});

function inWords(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'declined':
      return `declined ${meaning.decline.advice}`;
    case 'rejected':
      return `rejected ${meaning.rejection.about}`;
    default:
      return meaning.kind;
  }
}
