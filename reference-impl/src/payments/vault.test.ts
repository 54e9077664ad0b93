import { expect, test } from 'vitest';
import { seededRandom } from '../platform/random.ts';
import { vault } from './vault.ts';

const random = seededRandom('vault');
const key = random.bytes(32);
const bound = { integrationId: 'integration_1', environment: 'sandbox' };

test('what was sealed opens with the same key for the same integration and environment', () => {
  const { seal, open } = vault(key, random);
  expect(open(seal('the settings', bound), bound)).toBe('the settings');
});

const OTHERWISE: readonly (readonly [what: string, open: (sealed: Uint8Array) => string | undefined])[] = [
  ['in another environment', (sealed) => vault(key, random).open(sealed, { ...bound, environment: 'production' })],
  ['as another integration', (sealed) => vault(key, random).open(sealed, { ...bound, integrationId: 'integration_2' })],
  ['with another key', (sealed) => vault(random.bytes(32), random).open(sealed, bound)],
  ['with a bit turned', (sealed) => vault(key, random).open(sealed.with(sealed.length - 1, 0), bound)],
  ['cut short', (sealed) => vault(key, random).open(sealed.subarray(0, 20), bound)],
  ['in another format', (sealed) => vault(key, random).open(sealed.with(0, 9), bound)],
  ['with nothing in it', () => vault(key, random).open(new Uint8Array(), bound)],
];

for (const [what, open] of OTHERWISE) {
  test(`it does not open ${what}`, () => {
    const sealed = vault(key, random).seal('settings that end in a letter: x', bound);
    expect(open(new Uint8Array(sealed))).toBeUndefined();
  });
}

test('the same settings are never sealed the same way twice', () => {
  const { seal } = vault(key, random);
  expect(seal('x', bound)).not.toEqual(seal('x', bound));
});
