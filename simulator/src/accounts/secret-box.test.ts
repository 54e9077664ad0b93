import { expect, test } from 'vitest';
import { secretBox } from './secret-box.ts';

const box = secretBox(Buffer.alloc(32, 7));
const OWNER = { environment: 'sandbox', id: 'art_1' };

test('what is sealed is opened by its owner in its environment, and tells nothing', () => {
  const sealed = box.seal('whsec_text', OWNER);
  expect(box.open(sealed, OWNER)).toBe('whsec_text');
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('whsec');
});

const strangers: readonly [who: string, open: (sealed: string) => string | undefined][] = [
  ['another environment', (sealed) => box.open(sealed, { ...OWNER, environment: 'production' })],
  ['another owner', (sealed) => box.open(sealed, { ...OWNER, id: 'art_2' })],
  ['another installation', (sealed) => secretBox(Buffer.alloc(32, 8)).open(sealed, OWNER)],
  ['one who has changed it', (sealed) => box.open(`${sealed.slice(0, -6)}AAAA${sealed.slice(-2)}`, OWNER)],
  ['one who has half of it', (sealed) => box.open(sealed.slice(0, 20), OWNER)],
  ['one who has none of it', () => box.open('', OWNER)],
];
for (const [who, open] of strangers) {
  test(`what is sealed stays shut for ${who}`, () => expect(open(box.seal('text', OWNER))).toBeUndefined());
}

test('no two texts share a nonce, however often they are sealed', () => {
  const sealed = Array.from({ length: 200 }, (_, index) => box.seal(`text ${index}`, OWNER));
  const nonces = sealed.map((one) => Buffer.from(one, 'base64').subarray(0, 12).toString('hex'));
  expect(new Set(nonces).size).toBe(200);
  expect(box.seal('text 1', OWNER)).toBe(sealed[1]);
});
