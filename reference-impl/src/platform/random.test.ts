import { expect, test } from 'vitest';
import { seededRandom, systemRandom } from './random.ts';

test('the same seed draws the same, another seed draws differently', () => {
  const draw = (seed: string) => [
    seededRandom(seed).id('x'),
    seededRandom(seed).token(),
    seededRandom(seed).orderNumber(),
  ];
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});

test('what the system draws has the promised shape and does not repeat', () => {
  const { id, token, orderNumber, bytes } = systemRandom();
  expect(id('order')).toMatch(/^order_[0-9A-Za-z]{20}$/);
  expect(token()).toMatch(/^[0-9A-Za-z]{40}$/);
  expect(orderNumber()).toMatch(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/);
  expect(bytes(12)).toHaveLength(12);
  expect(new Set(Array.from({ length: 200 }, token)).size).toBe(200);
});
