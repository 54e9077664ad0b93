import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../shop/money.ts';
import { paidAndDue, paymentStatus, type StatusRow } from './payment-status.ts';

const STATES = { 'A-': 'waiting', AS: 'open', '-S': 'finished', '--': 'failed' } as const;

/** Reads `authorize 100 AS; capture 40 -S` and `authorize 100 AS clone` as the reference writes them. */
function rows(text: string): readonly StatusRow[] {
  if (text === '(none)') return [];
  return text.split('; ').map((row): StatusRow => {
    const [action, amount, flags, clone] = row.split(' ') as [
      StatusRow['action'],
      string,
      keyof typeof STATES,
      string?,
    ];
    const standsFor = clone === 'clone' ? 'stored_card' : 'money';
    return { action, amount: euros(amount), state: STATES[flags], standsFor };
  });
}

function euros(decimal: string) {
  const [whole = '0', cents = ''] = decimal.split('.');
  return money(BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0')), 'EUR');
}

const CASES: readonly (readonly [what: string, total: string, rows: string, status: string])[] = [
  ['no rows', '100', '(none)', 'pending'],
  ['token requested, answer not yet in', '100', 'authorize 100 A-', 'pending'],
  ['auth ok', '100', 'authorize 100 AS', 'authorized'],
  ['auth ok, lower than total', '100', 'authorize 60 AS', 'authorized_partially'],
  ['auth ok, higher than total', '100', 'authorize 120 AS', 'authorized'],
  ['auth declined', '100', 'authorize 100 --', 'declined'],
  ['one declined, one authorised (retry)', '100', 'authorize 100 --; authorize 100 AS', 'authorized'],
  ['auth captured in full (source closed)', '100', 'authorize 100 -S; capture 100 -S', 'full'],
  ['auth captured in full (source left open)', '100', 'authorize 100 AS; capture 100 -S', 'full'],
  ['partial capture, source closed', '100', 'authorize 100 -S; capture 40 -S', 'partially'],
  ['partial capture, source left open', '100', 'authorize 100 AS; capture 40 -S', 'partially'],
  ['capture failed, source still open', '100', 'authorize 100 AS; capture 100 --', 'authorized'],
  ['capture failed, source closed', '100', 'authorize 100 -S; capture 100 --', 'pending'],
  ['immediate charge', '100', 'charge 100 -S', 'full'],
  ['charge above total', '100', 'charge 130 -S', 'full'],
  ['charge below total', '100', 'charge 99.99 -S', 'partially'],
  ['charge awaiting the customer', '100', 'charge 100 A-', 'pending'],
  ['auth cancelled', '100', 'authorize 100 -S; cancel 100 -S', 'canceled'],
  ['two auths, one cancelled', '100', 'authorize 60 AS; authorize 40 -S; cancel 40 -S', 'authorized_partially'],
  ['re-authorised', '100', 'authorize 100 -S; cancel 100 -S; authorize 100 AS', 'authorized'],
  ['auth 150, cancel 50 left open', '100', 'authorize 150 AS; cancel 50 -S', 'canceled_partially'],
  ['full refund', '100', 'charge 100 -S; refund 100 -S', 'refunded'],
  ['partial refund', '100', 'charge 100 -S; refund 25 -S', 'refunded_partially'],
  ['refunds adding up', '100', 'charge 100 -S; refund 25 -S; refund 75 -S', 'refunded'],
  ['captured 120 of total 100, refund 20', '100', 'capture 120 -S; refund 20 -S', 'refunded_partially'],
  ['invoice sent', '100', 'authorize 100 AS; invoice 100 AS', 'invoiced'],
  ['payment term, before capture', '100', 'pending 100 AS', 'pending'],
  ['payment term, captured in place', '100', 'capture 100 AS', 'full'],
  ['zero-amount auth clone only', '100', 'authorize 100 AS clone', 'pending'],
  ['zero-amount auth clone captured', '100', 'authorize 100 -S clone; capture 100 -S', 'full'],
  ['zero total, no rows', '0', '(none)', 'pending'],
  ['captured 60, auth 40 open', '100', 'capture 60 -S; authorize 40 AS', 'authorized_partially'],
];

describe('the ten rules, by the vectors of the reference', () => {
  for (const [what, total, text, status] of CASES) {
    test(`${what}: ${text} of ${total} is ${status}`, () => {
      expect(paymentStatus(euros(total), rows(text))).toBe(status);
    });
  }
  test('there are all 32 of them', () => expect(CASES).toHaveLength(32));
});

// Where this shop says `validate`, OroCommerce has a clone; a card that was used is no row any more.
const CHECKED: readonly (readonly [what: string, rows: string, status: string])[] = [
  ['to be checked', 'validate 0 A-', 'pending'],
  ['good, and not used yet', 'validate 0 AS', 'pending'],
  ['not good', 'validate 0 --', 'declined'],
  ['good, and declined when it was used', 'validate 0 AS; charge 100 --', 'pending'],
];
for (const [what, text, status] of CHECKED) {
  test(`a card that is ${what}: ${status}`, () => expect(paymentStatus(euros('100'), rows(text))).toBe(status));
}

const ACTIONS: readonly StatusRow['action'][] = [
  'authorize',
  'charge',
  'capture',
  'cancel',
  'refund',
  'invoice',
  'pending',
];
const row = fc.record({
  action: fc.constantFrom(...ACTIONS),
  state: fc.constantFrom(...Object.values(STATES)),
  amount: fc.integer({ min: 1, max: 300 }).map((minor) => money(BigInt(minor), 'EUR')),
  standsFor: fc.constantFrom('money' as const, 'stored_card' as const),
});
const total = fc.integer({ min: 1, max: 300 }).map((minor) => money(BigInt(minor), 'EUR'));

test('the order of rows does not matter', () => {
  fc.assert(
    fc.property(total, fc.array(row, { maxLength: 8 }), fc.func(fc.integer()), (amount, some, rank) => {
      const shuffled = some.toSorted((left, right) => rank(left) - rank(right));
      expect(paymentStatus(amount, shuffled)).toBe(paymentStatus(amount, some));
    }),
  );
});

test('a failed row changes nothing, unless there was none', () => {
  fc.assert(
    fc.property(total, fc.array(row, { minLength: 1, maxLength: 8 }), row, (amount, some, failed) => {
      const more = [...some, { ...failed, state: 'failed' as const }];
      expect(paymentStatus(amount, more)).toBe(paymentStatus(amount, some));
    }),
  );
});

test('a successful refund always shows', () => {
  fc.assert(
    fc.property(total, fc.array(row, { maxLength: 8 }), row, (amount, some, refunded) => {
      const refund = { ...refunded, action: 'refund', state: 'finished', standsFor: 'money' } as const;
      expect(['refunded', 'refunded_partially']).toContain(paymentStatus(amount, [...some, refund]));
    }),
  );
});

test('another capture never takes an order away from paid in full', () => {
  let wasFull = 0;
  fc.assert(
    fc.property(total, fc.array(row, { maxLength: 8 }), row, (amount, some, captured) => {
      const paid = { action: 'charge', state: 'finished', amount } as const;
      if (paymentStatus(amount, [...some, paid]) !== 'full') return;
      wasFull += 1;
      const capture = { ...captured, action: 'capture', state: 'finished' } as const;
      expect(paymentStatus(amount, [...some, paid, capture])).toBe('full');
    }),
    { numRuns: 300 },
  );
  expect(wasFull).toBeGreaterThan(50);
});

test('paid and due never fall below nothing, and make up the total unless more was paid', () => {
  fc.assert(
    fc.property(total, fc.array(row, { maxLength: 8 }), (amount, some) => {
      const { paid, due } = paidAndDue(amount, some);
      expect(paid.minor >= 0n && due.minor >= 0n).toBe(true);
      if (paid.minor <= amount.minor) expect(paid.minor + due.minor).toBe(amount.minor);
    }),
  );
});
