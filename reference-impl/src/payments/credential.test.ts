import { expect, test } from 'vitest';
import { fingerprintOf, isCredential, maskOf, PASSWORD_MASK, unmasked, unmaskedPassword } from './credential.ts';

const LOGIN = { kind: 'login', partner: 'a', vendor: 'a', user: 'a', password: 'a' } as const;

const MASKS: readonly (readonly [secret: string, mask: string])[] = [
  // what is secret                         as it is shown
  ['gcs_sandbox_abcdefghijkl', 'gcs_sandbox_…ijkl'],
  ['gcs_us-east-1_abcdefghijkl', 'gcs_us-east-1_…ijkl'],
  ['sk_test_51AbcDefGhiJkl', 'sk_test_…iJkl'],
  ['EGnHDxD_qRPda_LdZz8iCr8N7', '…r8N7'],
  ['secret_1', '…'],
  ['opensesame', '…'],
];
for (const [secret, mask] of MASKS) {
  test(`the mask of ${secret} is ${mask}`, () => expect(maskOf(secret)).toBe(mask));
}

test('a mask that comes back means the stored secret, anything else a new one', () => {
  const stored = 'gcs_sandbox_abcdefghijkl';
  expect(unmasked(maskOf(stored), stored)).toBe(stored);
  expect(unmasked('gcs_sandbox_other', stored)).toBe('gcs_sandbox_other');
  expect(unmasked(maskOf(stored), undefined)).toBe(maskOf(stored));
});

test('of a password nothing is shown, and its mask means the stored one', () => {
  expect(unmaskedPassword(PASSWORD_MASK, 'opensesame')).toBe('opensesame');
  expect(unmaskedPassword('another', 'opensesame')).toBe('another');
  expect(unmaskedPassword(PASSWORD_MASK, undefined)).toBe(PASSWORD_MASK);
});

test('credentials are told apart by all their parts', () => {
  const one = { kind: 'oauth_client', clientId: 'a', clientSecret: 'b' } as const;
  const all = [
    one,
    { ...one, clientId: 'ab', clientSecret: '' },
    { ...one, clientSecret: 'c' },
    { kind: 'api_key', apiKey: 'a' } as const,
    LOGIN,
    { ...LOGIN, partner: 'b' },
    { ...LOGIN, vendor: 'b' },
    { ...LOGIN, user: 'b' },
    { ...LOGIN, password: 'b' },
  ];
  expect(new Set(all.map(fingerprintOf)).size).toBe(all.length);
  expect(fingerprintOf(one)).toMatch(/^[0-9a-f]{16}$/);
});

test('only a whole credential is one', () => {
  const values = [
    { kind: 'api_key', apiKey: 'k' },
    { kind: 'api_key' },
    { kind: 'oauth_client', clientId: 'c' },
    LOGIN,
    { ...LOGIN, user: 1 },
    { kind: 'x' },
    null,
  ];
  expect(values.map(isCredential)).toEqual([true, false, false, true, false, false, false]);
});
