import type { ProviderPayment } from '../src/payments/outcome.ts';
import type { FollowUp, PaymentTransaction, Purchase } from '../src/payments/transaction.ts';
import { instant, integrationId, orderId, transactionId } from '../src/shop/ids.ts';
import { type Money, money } from '../src/shop/money.ts';

/** So many cents. */
export function eur(minor: number): Money {
  return money(BigInt(minor), 'EUR');
}

/** A hold of 100 that has just been asked for, with what a test wants to be otherwise. */
export function purchase(more: Partial<Purchase> = {}): Purchase {
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

/** A capture of the whole hold by this shop, of which nothing is known yet. */
export function capture(more: Partial<FollowUp> = {}): FollowUp {
  return {
    ...purchase(),
    id: transactionId('transaction_2'),
    accessIdentifier: 'access2',
    action: 'capture',
    sourceId: transactionId('transaction_1'),
    origin: { by: 'shop', commandId: 'command_2', idempotencyKey: 'key2' },
    ...more,
  };
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
    ...more,
  };
}

/** Transactions in one line, as a table shows them: `authorize open, capture 40 finished`. */
export function inOneLine(transactions: readonly PaymentTransaction[]): string {
  return transactions
    .map(({ action, amount, progress }) => {
      const why = progress.state === 'waiting' ? ` for ${progress.waiting.for}` : '';
      const failure = progress.state === 'failed' ? ` ${progress.failure.kind}` : '';
      return `${action} ${amount.minor} ${progress.state}${why}${failure}`;
    })
    .join(', ');
}
