import { expect, test } from 'vitest';
import { preferred } from './accept.ts';

const cases: readonly [accept: string | undefined, expected: string | undefined][] = [
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['application/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['TEXT/CSV', 'text/csv'],
  ['text/*', 'text/csv'],
  ['text/csv, application/json', 'application/json'],
  ['text/csv, application/json;q=0.9', 'text/csv'],
  ['text/csv;q=0.5, application/json;q=0.4', 'text/csv'],
  ['text/csv; charset=utf-8; q=0.5, */*;q=0.1', 'text/csv'],
  ['application/json;q=0, */*', 'text/csv'],
  ['text/html', undefined],
  ['application/json;q=0', undefined],
  ['application/json;q=2', undefined],
  ['text/html, */*;q=0', undefined],
  ['nonsense', 'application/json'],
];
for (const [accept, expected] of cases) {
  test(`Accept: ${accept ?? '(none)'} takes ${expected ?? 'nothing'}`, () => {
    expect(preferred(accept, ['application/json', 'text/csv'])).toBe(expected);
  });
}
