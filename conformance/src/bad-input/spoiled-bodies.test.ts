import { expect, test } from 'vitest';
import { paymentRequest } from '../bench/provider.ts';
import { specification } from '../bench/specification.ts';
import { spoiledBodies } from './spoiled-bodies.ts';

const generic = specification('generic');
const SCHEMA = '#/components/schemas/PaymentRequest';
const valid = paymentRequest({ reference: 'order', metadata: { cart: '1' }, returnUrl: 'https://shop.example/return' });
const spoiled = spoiledBodies(generic, SCHEMA, valid);

const wanted: readonly [breach: string, what: string][] = [
  ['missing_field', '/amount lacks currency'],
  ['missing_field', 'the body lacks amount'],
  ['unknown_field', '/card has "extra"'],
  ['unknown_field', 'the body has "__proto__"'],
  ['wrong_type', '/amount/minor is "1999"'],
  ['wrong_type', '/card is null'],
  ['out_of_range', '/amount/minor is -1'],
  ['out_of_range', '/amount/minor is 1.5'],
  ['out_of_range', '/amount/minor is 1000000000000'],
  ['out_of_range', '/amount/minor is "@1e400@"'],
  ['not_listed', '/amount/currency is "eur"'],
  ['not_listed', '/captureMode is "MANUAL"'],
  ['not_listed', '/returnUrl is "javascript:alert(1)"'],
  ['wrong_size', '/reference is ""'],
  ['not_an_object', 'the body is []'],
];

for (const [breach, what] of wanted) {
  test(`a payment request is spoiled so that ${what}: ${breach}`, () => {
    expect(spoiled).toContainEqual(expect.objectContaining({ breach, what }));
  });
}

test('every spoiled body breaks the schema, and the valid one does not', () => {
  expect(generic.complaints(SCHEMA, valid)).toEqual([]);
  for (const { text, what } of spoiled) {
    expect(generic.complaints(SCHEMA, JSON.parse(text)), what).not.toEqual([]);
  }
});

test('a number beyond what a double can hold is written as JSON allows it', () => {
  expect(spoiled.filter(({ text }) => text.includes('1e400')).length).toBeGreaterThan(0);
  expect(spoiled.filter(({ text }) => text.includes('@')).length).toBe(0);
});

test('of several alternatives, the one that the body is meant for is spoiled', () => {
  const control = specification('control');
  const bodies = spoiledBodies(control, '#/components/schemas/ArtefactRequest', {
    kind: 'callback_host',
    host: 'shop.example',
  });
  expect(bodies).toContainEqual(expect.objectContaining({ breach: 'missing_field', what: 'the body lacks host' }));
});
