import { amountOf } from '../src/payments/amounts.ts';
import type { ProviderPayment } from '../src/payments/outcome.ts';
import type { CardPurchase, FollowUp, PaymentTransaction } from '../src/payments/transaction.ts';
import { cartId, instant, integrationId, orderId, transactionId } from '../src/shop/ids.ts';
import { type Money, money } from '../src/shop/money.ts';
import type { Order } from '../src/shop/order.ts';

/** So many cents. */
export function eur(minor: number): Money {
  return money(BigInt(minor), 'EUR');
}

/** What an order that comes to this has besides its lines: nothing. */
export function nothingBesides(total: Money): Pick<Order, 'shippingMethod' | 'totals' | 'total'> {
  const nothing = money(0n, total.currency);
  const none = { discount: nothing, discountShares: [], shipping: nothing, taxes: [] };
  return { shippingMethod: 'collect', totals: { subtotal: total, ...none, total }, total };
}

/** An order over 100 in a cart of its own. */
export function placedOrderOf(number: string, cart = `cart_${number}`): Order {
  const billingAddress = { name: 'A', street: 'A 1', city: 'B', postalCode: '1', country: 'DE' } as const;
  return {
    id: orderId(`order_${number}`),
    number,
    accessToken: `token-${number}`,
    cartId: cartId(cart),
    email: 'a@b.example',
    billingAddress,
    lines: [],
    ...nothingBesides(eur(100)),
    placedAt: instant(0),
  };
}

/** A hold of 100 that has just been asked for, with what a test wants to be otherwise. */
export function purchase(more: Partial<CardPurchase> = {}): CardPurchase {
  return {
    id: transactionId('transaction_1'),
    orderId: orderId('order_1'),
    accessIdentifier: 'access1',
    environment: 'sandbox',
    mode: 'test',
    method: { id: 'generic_integration_1', label: 'Card', integrationId: integrationId('integration_1') },
    action: 'authorize',
    amount: eur(100),
    origin: { by: 'shop', commandId: 'command_1', idempotencyKey: 'key1' },
    progress: { state: 'waiting', waiting: { for: 'answer' } },
    createdAt: instant(0),
    updatedAt: instant(0),
    version: 1,
    ...more,
  };
}

type Of<Action extends FollowUp['action']> = Extract<FollowUp, { action: Action }>;

/** A capture of the whole hold by this shop, of which nothing is known yet. */
export function capture(more: Partial<Of<'capture'>> = {}): Of<'capture'> {
  return { ...followUp('command_2'), action: 'capture', rest: 'release', ...more };
}

/** The wish to give the hold back, of which nothing is known yet. */
export function cancel(more: Partial<Of<'cancel'>> = {}): FollowUp {
  return { ...followUp('command_3'), id: transactionId('transaction_3'), action: 'cancel', note: 'why', ...more };
}

/** The wish to return all of the capture, of which nothing is known yet. */
export function refund(more: Partial<Of<'refund'>> = {}): FollowUp {
  const source = { id: transactionId('transaction_4'), sourceId: transactionId('transaction_2') };
  return { ...followUp('command_4'), ...source, action: 'refund', note: 'why', ...more };
}

/** The wish for a fresh hold, of which nothing is known yet. */
export function renewal(more: Partial<Of<'re_authorize'>> = {}): FollowUp {
  const id = transactionId('transaction_5');
  return { ...followUp('command_5'), id, action: 're_authorize', replaces: 'auth_1', ...more };
}

function followUp(commandId: string) {
  const { action: _, held: __, ...common } = purchase();
  return {
    ...common,
    id: transactionId('transaction_2'),
    accessIdentifier: `access of ${commandId}`,
    sourceId: transactionId('transaction_1'),
    origin: { by: 'shop', commandId, idempotencyKey: `key of ${commandId}` },
  } as const;
}

/** The provider's payment for that purchase, authorized, with what a test wants to be otherwise. */
export function payment(more: Partial<ProviderPayment> = {}): ProviderPayment {
  return {
    reference: 'pay_1',
    environment: 'sandbox',
    mode: 'test',
    status: 'authorized',
    amount: eur(100),
    orderNumber: 'N-1',
    commandId: 'command_1',
    authorized: eur(100),
    capturable: eur(100),
    captures: [],
    refunds: [],
    disputes: [],
    authorizations: [],
    ...more,
  };
}

/** Transactions in one line, as a table shows them: `authorize open, capture 40 finished`. */
export function inOneLine(transactions: readonly PaymentTransaction[]): string {
  return transactions
    .map((transaction) => {
      const { action, progress } = transaction;
      const amount = amountOf(transaction);
      const why = progress.state === 'waiting' ? ` for ${progress.waiting.for}` : '';
      const failure = progress.state === 'failed' ? ` ${progress.failure.kind}` : '';
      return `${action} ${amount.minor} ${progress.state}${why}${failure}`;
    })
    .join(', ');
}
