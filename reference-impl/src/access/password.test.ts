import { expect, test } from 'vitest';
import { hashPassword, passwordMatches, SCRYPT_COST } from './password.ts';

const salt = Buffer.alloc(16, 7);
const cheap = { n: 16, r: 8, p: 1 };

test('only the password itself matches its hash', async () => {
  const hash = await hashPassword('correct horse battery', salt, cheap);
  expect(await passwordMatches('correct horse battery', hash)).toBe(true);
  expect(await passwordMatches('correct horse batterz', hash)).toBe(false);
  expect(hash).not.toContain('horse');
});

test('letters that look the same are the same password, however they were typed', async () => {
  const hash = await hashPassword('café-café-café', salt, cheap);
  expect(await passwordMatches('cafe\u0301-cafe\u0301-cafe\u0301', hash)).toBe(true);
});

test('the cost used outside of tests is the one the comment names', async () => {
  const hash = await hashPassword('correct horse battery', salt, SCRYPT_COST);
  expect(hash).toMatch(/^scrypt\$16384\$8\$5\$/);
  expect(await passwordMatches('correct horse battery', hash)).toBe(true);
});
