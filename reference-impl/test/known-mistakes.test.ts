import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const ROWS = readFileSync(new URL('known-mistakes.md', ROOT), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number = '', file = '', title = ''] = /^\| (\d+) \| .* \| `([^`]+)`: (.+) \|$/.exec(line) ?? [];
    return number === '' ? [] : [{ number, file, title }];
  });

test('every known mistake names a test that there is', () => {
  expect(ROWS.map(({ number }) => Number(number))).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  const missing = ROWS.filter(({ file, title }) => {
    const path = new URL(file, ROOT);
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(title);
  });
  expect(missing).toEqual([]);
});
