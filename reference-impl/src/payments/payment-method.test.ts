import { expect, test } from 'vitest';
import { integrationId } from '../shop/ids.ts';
import { type DeclaredMethods, methodKindOf, methodsOf } from './payment-method.ts';

const ROW = { type: 'paypal', id: integrationId('integration_3'), label: 'PayPal' };
const DECLARED: DeclaredMethods = [
  { kind: 'wallet', name: 'wallet' },
  { kind: 'card', name: 'card' },
];

const LABELS: readonly (readonly [
  what: string,
  labels: NonNullable<Parameters<typeof methodsOf>[0]['methodLabels']>,
  ...called: string[],
])[] = [
  ['nothing', {}, 'PayPal, PayPal', 'PayPal (card), PayPal (card)'],
  ['a label', { card: { label: 'Card' } }, 'PayPal, PayPal', 'Card, Card'],
  ['a short label', { card: { shortLabel: 'C' } }, 'PayPal, PayPal', 'PayPal (card), C'],
  ['both of the first', { wallet: { label: 'Wallet', shortLabel: 'W' } }, 'Wallet, W', 'PayPal (card), PayPal (card)'],
];
for (const [what, methodLabels, ...called] of LABELS) {
  test(`methods that are given ${what} are called ${called.join(' and ')}`, () => {
    const methods = methodsOf({ ...ROW, methodLabels }, DECLARED);
    expect(methods.map(({ label, shortLabel }) => `${label}, ${shortLabel}`)).toEqual(called);
  });
}

const IDS: readonly (readonly [id: string, kind: string])[] = [
  ['paypal_integration_3', 'wallet'],
  ['paypal_card_integration_3', 'card'],
  // Of an adapter that once declared more, or under a name that nobody knows: what it always had.
  ['paypal_express_checkout_integration_3', 'wallet'],
];
for (const [id, kind] of IDS) {
  test(`what was begun with ${id} was begun with the ${kind}`, () => {
    expect(methodKindOf(id, ROW, DECLARED)).toBe(kind);
  });
}

test('methods of several integrations and kinds never share an id', () => {
  const of = (id: string, type: string) => methodsOf({ ...ROW, type, id: integrationId(id) }, DECLARED);
  const all = [of('integration_3', 'paypal'), of('integration_4', 'paypal'), of('integration_3', 'generic')].flat();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});
