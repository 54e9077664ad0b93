import { expect, test } from 'vitest';
import { cancel, capture, eur, purchase, refund, renewal } from '../../test/samples.ts';
import { transactionId } from '../shop/ids.ts';
import { money } from '../shop/money.ts';
import type { FollowUp, PaymentTransaction, Progress } from './transaction.ts';
import { planOf, type Wanted } from './wanted.ts';

const open = purchase({
  progress: { state: 'open' },
  reference: 'pay_1',
  held: { reference: 'auth_1', amount: eur(100) },
});
const ended = purchase({ progress: { state: 'finished' }, reference: 'pay_1' });
const charge = purchase({ action: 'charge', progress: { state: 'finished' }, reference: 'pay_1' });
const done: Progress = { state: 'finished' };
const unknown: Progress = { state: 'waiting', waiting: { for: 'reconciliation', why: 'timeout' } };
const pending: Progress = { state: 'waiting', waiting: { for: 'provider' } };
const failed: Progress = { state: 'failed', failure: { kind: 'rejected', code: 'no' } };
const taken = capture({ progress: done, reference: 'cap_1' });

const part = (amount: number, remaining: number) => ({ part: { amount: eur(amount), remaining: eur(remaining) } });
const all = { action: 'capture' } as const;
const some = (amount: number, left: number): Wanted => ({ ...all, ...part(amount, left) });
const back: Wanted = { action: 'cancel', note: 'why' };
const returned = (amount?: number, left?: number): Wanted => ({
  action: 'refund',
  note: 'why',
  ...(amount === undefined || left === undefined ? {} : part(amount, left)),
});
const renew: Wanted = { action: 're_authorize', replaces: 'auth_1' };
const captured = (amount: number, progress: Progress = done, wish = `capture ${amount} of 100`): FollowUp =>
  capture({ amount: eur(amount), progress, wish });
const refunded = (amount: number, progress: Progress = done, wish = `refund ${amount} of 100`): FollowUp =>
  refund({ amount: eur(amount), progress, wish, sourceId: transactionId('transaction_1') });

const CASES: readonly (readonly [
  what: string,
  wanted: Wanted,
  transactions: readonly PaymentTransaction[],
  plan: string,
])[] = [
  // what                                  wanted           transactions                              plan
  ['all of a hold', all, [open], 'capture 100, release the rest'],
  ['a part of a hold', some(40, 100), [open], 'capture 40, keep the rest'],
  ['a part, and no more', { ...some(40, 100), rest: 'release' } as Wanted, [open], 'capture 40, release the rest'],
  ['all, by its amount', some(100, 100), [open], 'capture 100, release the rest'],
  ['what a part has left', all, [open, captured(40)], 'capture 60, release the rest'],
  ['another part', some(40, 60), [open, captured(40)], 'capture 40, keep the rest'],
  ['the same part again', some(40, 100), [open, captured(40)], 'existing'],
  ['the same part again, while it is worked on', some(40, 100), [open, captured(40, pending)], 'existing'],
  ['the same part again, while nobody knows', some(40, 100), [open, captured(40, unknown)], 'existing'],
  ['the same part again, after it failed', some(40, 100), [open, captured(40, failed)], 'capture 40, keep the rest'],
  ['another part of what was', some(30, 100), [open, captured(40)], 'changed_meanwhile 60'],
  ['another part while nobody knows', some(30, 60), [open, captured(40, unknown)], 'in_flight'],
  ['another part while one is worked on', some(30, 60), [open, captured(40, pending)], 'capture 30, keep the rest'],
  ['more than there is', some(101, 100), [open], 'exceeds_remaining 100'],
  ['more than is left', some(61, 60), [open, captured(40)], 'exceeds_remaining 60'],
  [
    'another currency',
    { ...all, part: { amount: money(40n, 'USD'), remaining: eur(100) } },
    [open],
    'currency_mismatch',
  ],
  ['all, again', all, [ended, captured(100)], 'existing'],
  ['all, again, while nobody knows', all, [open, captured(100, unknown)], 'existing'],
  ['all of one that others captured', all, [ended, { ...captured(100), origin: { by: 'provider' } }], 'wrong_state'],
  ['all of what waits for the customer', all, [purchase()], 'wrong_state'],
  ['all of a charge', all, [charge], 'wrong_state'],
  ['a capture of a capture', all, [taken], 'wrong_state'],
  [
    'less, as the issuer approved a part',
    all,
    [{ ...open, held: { reference: 'a', amount: eur(60) } }],
    'capture 60, release the rest',
  ],
  [
    'more than the part the issuer approved',
    some(61, 60),
    [{ ...open, held: { reference: 'a', amount: eur(60) } }],
    'exceeds_remaining 60',
  ],

  ['a hold back', back, [open], 'cancel 100'],
  ['what is left back', back, [open, captured(40)], 'cancel 60'],
  ['it back again', back, [open, cancel({ progress: unknown, wish: 'cancel' })], 'existing'],
  ['it back again, when it is', back, [ended, cancel({ progress: done, wish: 'cancel' })], 'existing'],
  ['it back again, after it failed', back, [open, cancel({ progress: failed, wish: 'cancel' })], 'cancel 100'],
  ['it back while a capture is unknown', back, [open, captured(40, unknown)], 'in_flight'],
  ['a capture while giving back is unknown', all, [open, cancel({ progress: unknown, wish: 'cancel' })], 'in_flight'],
  ['a captured hold back', back, [ended, captured(100)], 'wrong_state'],
  ['a charge back', back, [charge], 'wrong_state'],

  ['a charge returned', returned(), [charge], 'refund 100'],
  ['part of a charge returned', returned(40, 100), [charge], 'refund 40'],
  ['another part returned', returned(40, 60), [charge, refunded(40)], 'refund 40'],
  ['the same part again', returned(40, 100), [charge, refunded(40)], 'existing'],
  ['the rest returned', returned(), [charge, refunded(40)], 'refund 60'],
  ['the rest, while a part is worked on', returned(60, 60), [charge, refunded(40, pending)], 'refund 60'],
  ['too much, while a part is worked on', returned(61, 60), [charge, refunded(40, pending)], 'exceeds_remaining 60'],
  ['the rest, while a part is unknown', returned(60, 60), [charge, refunded(40, unknown)], 'in_flight'],
  ['all again, after it failed', returned(100, 100), [charge, refunded(100, failed)], 'refund 100'],
  ['a hold returned', returned(), [open], 'wrong_state'],
  ['a charge that waits returned', returned(), [purchase({ action: 'charge' })], 'wrong_state'],

  ['a fresh hold', renew, [open], 're_authorize 100'],
  ['a fresh hold for the rest', renew, [open, captured(40)], 're_authorize 60'],
  ['a fresh hold again', renew, [open, renewal({ progress: unknown, wish: 're_authorize auth_1' })], 'existing'],
  [
    'a fresh hold again, when there is one',
    renew,
    [
      { ...open, held: { reference: 'auth_2', amount: eur(100) } },
      renewal({ progress: done, wish: 're_authorize auth_1' }),
    ],
    'existing',
  ],
  ['a fresh hold for one that is not there', { ...renew, replaces: 'auth_0' }, [open], 'changed_meanwhile 100'],
  ['a fresh hold for what was captured', renew, [ended, captured(100)], 'wrong_state'],
];

function planned(wanted: Wanted, transactions: readonly PaymentTransaction[]): string {
  const [source] = transactions;
  if (!source) throw new Error('there is nothing to do anything to');
  const plan = planOf(source.id, wanted, transactions);
  if (plan.kind === 'new') {
    const { content, amount } = plan;
    const rest = content.action === 'capture' ? `, ${content.rest} the rest` : '';
    return `${content.action} ${amount.minor}${rest}`;
  }
  return 'remaining' in plan ? `${plan.kind} ${plan.remaining.minor}` : plan.kind;
}

for (const [what, wanted, transactions, plan] of CASES) {
  test(`${wanted.action}, ${what}: ${plan}`, () => expect(planned(wanted, transactions)).toBe(plan));
}

test('there is nothing to do to what is not there', () => {
  expect(planOf(transactionId('nothing'), all, [open])).toEqual({ kind: 'wrong_state' });
});
