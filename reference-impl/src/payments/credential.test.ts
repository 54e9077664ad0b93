import { expect, test } from 'vitest';
import { fingerprintOf, isCredential, maskOf, unmasked } from './credential.ts';

test('a mask shows the prefix and the last four characters', () => {
  expect(maskOf('gcs_sandbox_abcdefghijkl')).toBe('gcs_sandbox_…ijkl');
});

test('a mask that comes back means the stored secret, anything else a new one', () => {
  const stored = 'gcs_sandbox_abcdefghijkl';
  expect(unmasked(maskOf(stored), stored)).toBe(stored);
  expect(unmasked('gcs_sandbox_other', stored)).toBe('gcs_sandbox_other');
  expect(unmasked(maskOf(stored), undefined)).toBe(maskOf(stored));
});

test('credentials are told apart by all their parts', () => {
  const one = { kind: 'oauth_client', clientId: 'a', clientSecret: 'b' } as const;
  const all = [
    one,
    { ...one, clientId: 'ab', clientSecret: '' },
    { ...one, clientSecret: 'c' },
    { kind: 'api_key', apiKey: 'a' } as const,
  ];
  expect(new Set(all.map(fingerprintOf)).size).toBe(all.length);
  expect(fingerprintOf(one)).toMatch(/^[0-9a-f]{16}$/);
});

test('only a whole credential is one', () => {
  const values = [
    { kind: 'api_key', apiKey: 'k' },
    { kind: 'api_key' },
    { kind: 'oauth_client', clientId: 'c' },
    { kind: 'x' },
    null,
  ];
  expect(values.map(isCredential)).toEqual([true, false, false, false, false]);
});
