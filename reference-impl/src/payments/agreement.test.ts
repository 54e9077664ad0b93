import { expect, test } from 'vitest';
import { eur, nothingBesides, purchase } from '../../test/samples.ts';
import { cartId, instant, integrationId, orderId } from '../shop/ids.ts';
import { money } from '../shop/money.ts';
import type { Order } from '../shop/order.ts';
import { type Agreeing, agreementOf } from './agreement.ts';
import type { Told } from './notification.ts';

const billingAddress = { name: 'A', street: 'A 1', city: 'B', postalCode: '1', country: 'DE' } as const;
const order: Order = {
  id: orderId('order_1'),
  number: 'N-1',
  accessToken: 'token',
  cartId: cartId('cart'),
  email: 'a@b.example',
  billingAddress,
  lines: [],
  ...nothingBesides(eur(100)),
  placedAt: instant(0),
};
const told: Told = {
  environment: 'sandbox',
  mode: 'test',
  paymentReference: 'pay_1',
  orderNumber: 'N-1',
  commandId: 'command_1',
  amount: eur(100),
};
const agreeing: Agreeing = {
  deployment: { environment: 'sandbox', mode: 'test' },
  integrationId: integrationId('integration_1'),
  told,
  order,
  purchase: purchase(),
};
const { order: _order, purchase: _purchase, ...ofNobody } = agreeing;
const says = (more: Partial<Told>): Agreeing => ({ ...agreeing, told: { ...told, ...more } });

const CASES: readonly (readonly [what: string, agreeing: Agreeing, verdict: string])[] = [
  ['fits in everything', agreeing, 'agreed'],
  ['says another environment', says({ environment: 'production' }), 'environment_mismatch'],
  ['says another mode', says({ mode: 'live' }), 'mode_mismatch'],
  ['says another environment about nobody', { ...ofNobody, told: { ...told, mode: 'live' } }, 'mode_mismatch'],
  ["is about nobody's order", ofNobody, 'unknown_order'],
  ["is about nobody's payment", { ...ofNobody, order }, 'unknown_payment'],
  ['says an account that is not known yet', says({ account: 'M1' }), 'agreed'],
  ['says the account', { ...says({ account: 'M1' }), purchase: purchase({ account: 'M1' }) }, 'agreed'],
  ['says another account', { ...says({ account: 'M2' }), purchase: purchase({ account: 'M1' }) }, 'account_mismatch'],
  ['came to another integration', { ...agreeing, integrationId: integrationId('other') }, 'account_mismatch'],
  [
    'is about a payment of before',
    { ...agreeing, purchase: purchase({ environment: 'production' }) },
    'environment_mismatch',
  ],
  ['is about a payment of another mode', { ...agreeing, purchase: purchase({ mode: 'live' }) }, 'mode_mismatch'],
  ['says another order', says({ orderNumber: 'N-2' }), 'order_mismatch'],
  ['says another currency', says({ amount: money(100n, 'USD') }), 'currency_mismatch'],
  ['says less', says({ amount: eur(99) }), 'amount_mismatch'],
  ['says more', says({ amount: eur(101) }), 'amount_mismatch'],
  [
    'names the payment and the mode alone',
    { ...agreeing, told: { mode: 'test', paymentReference: 'pay_1' } },
    'agreed',
  ],
  [
    'names the payment alone, in another mode',
    { ...agreeing, told: { mode: 'live', paymentReference: 'pay_1' } },
    'mode_mismatch',
  ],
];

for (const [what, given, verdict] of CASES) {
  test(`a notification that ${what}: ${verdict}`, () => {
    expect(agreementOf(given)?.why ?? 'agreed').toBe(verdict);
  });
}
