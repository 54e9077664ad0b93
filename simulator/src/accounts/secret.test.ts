import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { seededRandom } from '../platform/random.ts';
import { fingerprintOf, hashSecret, maskSecret, secretMatches } from './secret.ts';

test('a secret matches its own hash and no other', () => {
  expect(secretMatches('right', hashSecret('right'))).toBe(true);
  expect(secretMatches('wrong', hashSecret('right'))).toBe(false);
});

test('a damaged hash matches nothing, and does not throw for its length', () => {
  for (const hash of ['', 'short', `${hashSecret('right')}more`, 'ü'.repeat(64)]) {
    expect(secretMatches('wrong', hash)).toBe(false);
  }
});

test('a fingerprint is the start of the hash', () => {
  expect(fingerprintOf('a secret')).toBe(createHash('sha256').update('a secret').digest('hex').slice(0, 16));
});

const long = seededRandom('mask', 'test').secret();
const masks: readonly [secret: string, shown: string][] = [
  [`gsk_sandbox_id_${long}`, `gsk_sandbox_id_…${long.slice(-4)}`],
  [long, `…${long.slice(-4)}`],
  ['', '…'],
  ['hunter2', '…'],
  ['my_very_own_password', '…'],
  ['twenty-three-characters', '…'],
  ['twenty-four-characters-x', '…rs-x'],
];
for (const [secret, shown] of masks) {
  test(`"${secret}" is shown as "${shown}"`, () => expect(maskSecret(secret)).toBe(shown));
}
