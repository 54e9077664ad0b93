import { expect, test } from 'vitest';
import { capture, eur, placedOrderOf, purchase, refund } from '../../test/samples.ts';
import { type PaymentTransaction, progressed } from '../payments/transaction.ts';
import type { AuditEntry } from '../shop/audit.ts';
import { instant, userId } from '../shop/ids.ts';
import { timelineOf } from './timeline.ts';

const order = placedOrderOf('N-1');
const SALLY = { kind: 'staff', userId: userId('user_1'), name: 'Sally', role: 'sales' } as const;
const asked = (id: string): AuditEntry => ({
  at: instant(30),
  by: SALLY,
  action: 'payment_asked',
  about: { kind: 'order', id: order.id, label: order.number },
  changes: [{ field: 'transaction', after: id }],
});

const told = (transactions: readonly PaymentTransaction[], entries: readonly AuditEntry[] = []) =>
  timelineOf({ order, transactions, entries, notifications: [] }).map(({ text, by }) => (by ? `${by}: ${text}` : text));

const later = <T extends PaymentTransaction>(transaction: T, at: number): T => ({
  ...transaction,
  createdAt: instant(at),
});
const held = progressed(later(purchase(), 10), { state: 'open' }, instant(20), 'pay_1');
const mismatch = { about: 'amount', expected: 'EUR 1.00', found: 'EUR 0.01' } as const;

// what there is                                                    what is told after the order was placed
const TOLD: readonly (readonly [PaymentTransaction, string])[] = [
  [later(purchase(), 10), 'EUR 1.00 was to be held with Card.'],
  [held, 'EUR 1.00 is held.'],
  [
    progressed(purchase(), { state: 'waiting', waiting: { for: 'customer', redirectUrl: '' } }, instant(20)),
    'The customer was sent to the payment page.',
  ],
  [
    progressed(
      purchase(),
      { state: 'waiting', waiting: { for: 'reconciliation', why: 'connection_lost' } },
      instant(20),
    ),
    'No readable answer came (connection lost): it may have happened.',
  ],
  [
    progressed(purchase(), { state: 'waiting', waiting: { for: 'person', mismatch } }, instant(20)),
    'A person has to look: the amount is EUR 0.01, expected EUR 1.00.',
  ],
  [
    progressed(
      purchase(),
      { state: 'failed', failure: { kind: 'declined', decline: { code: 'insufficient_funds', advice: 'try_later' } } },
      instant(20),
    ),
    'The issuer declined (insufficient funds).',
  ],
  [progressed(purchase({ action: 'charge' }), { state: 'finished' }, instant(20)), 'EUR 1.00 was taken.'],
  [progressed(capture({ amount: eur(40) }), { state: 'finished' }, instant(20)), 'EUR 0.40 was captured.'],
  [
    progressed(
      refund({ amount: eur(5) }),
      { state: 'failed', failure: { kind: 'rejected', code: 'exceeds-refundable' } },
      instant(20),
    ),
    'The provider refused it (exceeds refundable).',
  ],
];
for (const [transaction, text] of TOLD) {
  test(text, () => expect(told([transaction]).at(-1)).toBe(text));
}

test('what happened is told in the order of time, with who wanted it, and what was done at the provider as such', () => {
  const wanted = progressed(
    { ...capture({ amount: eur(40) }), createdAt: instant(30) },
    { state: 'finished' },
    instant(40),
  );
  const { origin: _, ...elsewhere } = capture({ amount: eur(60) });
  const outside = progressed({ ...elsewhere, origin: { by: 'provider' } }, { state: 'finished' }, instant(50));
  expect(told([held, wanted, outside], [asked(wanted.id)])).toEqual([
    'The order was placed, for EUR 1.00.',
    'EUR 1.00 was to be held with Card.',
    'EUR 1.00 is held.',
    'Sally (sales): EUR 0.40 of the hold was to be captured.',
    'EUR 0.40 was captured.',
    'Done at the provider: EUR 0.60 was captured.',
  ]);
});
