import fc from 'fast-check';
import { policy } from '../../src/dialects/paypal/policy.ts';
import { balances } from '../../src/engine/balances.ts';
import type { Command } from '../../src/engine/command.ts';
import { decide } from '../../src/engine/decide.ts';
import { evolve } from '../../src/engine/evolve.ts';
import { type ActionId, actionId, authorizationId, captureId, type Instant } from '../../src/engine/ids.ts';
import { money } from '../../src/engine/money.ts';
import { type Authorization, authorizations, type Capture, type Payment } from '../../src/engine/payment.ts';
import type { PayPalWire } from './paypal-account.ts';

/** Who asks: a seller in a sandbox, one where money is real, and another one in the same sandbox. */
export const ACTORS = ['test', 'live', 'stranger'] as const;
/** One of them. */
export type Actor = (typeof ACTORS)[number];
/** Where each of them is at home. */
export const ENVIRONMENTS: Readonly<Record<Actor, string>> = {
  test: 'sandbox',
  live: 'production',
  stranger: 'sandbox',
};

/** Mostly whoever it belongs to asks, and now and then somebody who should not know of it. */
export type Asker = Actor | 'owner';
/** One thing that somebody does, or the time that passes. */
export type Step = Readonly<
  | {
      does: 'create';
      who: Actor;
      amount: number;
      manual: boolean;
      by: 'wallet' | 'card' | 'declined_card';
      key: number;
    }
  | { does: 'approve'; of: number }
  | { does: 'pay'; who: Asker; of: number }
  | { does: 'capture'; who: Asker; of: number; part: number; amount: number | undefined; final: boolean }
  | { does: 'refund'; who: Asker; of: number; part: number; amount: number | undefined }
  | { does: 'reauthorize' | 'void'; who: Asker; of: number; part: number }
  | { does: 'pass'; days: number }
>;
/** Something that is done to an order that there is. */
export type Change = Exclude<Step, { does: 'create' | 'pass' | 'approve' }>;

const who = fc.constantFrom(...ACTORS);
const asker = fc.constantFrom<Asker>('owner', 'owner', 'owner', 'owner', 'owner', 'owner', ...ACTORS);
const of = fc.nat({ max: 5 });
const part = fc.nat({ max: 2 });
const amount = fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined });
/** Whatever may come next. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('create' as const),
      who,
      amount: fc.integer({ min: 1, max: 1000 }),
      manual: fc.constantFrom(true, true, false),
      by: fc.constantFrom('wallet', 'wallet', 'card', 'card', 'declined_card'),
      key: fc.nat({ max: 9 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('approve' as const), of }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('pay' as const), who: asker, of }) },
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('capture' as const), who: asker, of, part, amount, final: fc.boolean() }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('refund' as const), who: asker, of, part, amount }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('reauthorize', 'void'), who: asker, of, part }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 14 }) }) },
);

/** An order as the engine has it, and as somebody knows it by its id. */
export type Known = { id: string; owner: Actor; payment: Payment };

/** What the engine says to commands: the payment after them, or that one is refused. */
export function decided(before: Payment | undefined, ...commands: readonly Command[]): Payment | 'refused' {
  let payment = before;
  for (const command of commands) {
    const decision = decide(policy, payment, command);
    if (!decision.ok) return 'refused';
    payment = decision.events.reduce<Payment | undefined>(evolve, payment);
  }
  return payment ?? 'refused';
}

/** It goes well, and at once. */
export const NOW = { when: 'now', outcome: { kind: 'succeeded' } } as const;
/** Euros of the engine. */
export const EUR = (minor: number) => money(BigInt(minor), 'EUR');
/** Euros on the wire. */
export const wire = (minor: number | bigint) => ({
  currency_code: 'EUR',
  value: `${BigInt(minor) / 100n}.${String(BigInt(minor) % 100n).padStart(2, '0')}`,
});

let drawn = 0;
/** An id that nothing else has. */
export function tail(prefix: string): string {
  drawn += 1;
  return `${prefix}_${drawn}`;
}

/** An attempt to authorize, and what the issuer says. */
export function attempt(answer: 'approves' | 'declines', at: Instant): Extract<Command, { type: 'authorize' }> {
  const made = {
    authorizationId: authorizationId(tail('auth')),
    answer:
      answer === 'approves'
        ? ({ kind: 'approved' } as const)
        : ({ kind: 'declined', decline: { code: 'do_not_honor', advice: 'other_method' } } as const),
    automaticCapture: { captureId: captureId(tail('cap')), plan: NOW },
  };
  return { type: 'authorize', attempt: made, at };
}

/** The buyer is asked to approve. */
export function askBuyer(at: Instant): Command {
  return { type: 'require_action', action: { actionId: actionId(tail('act')), kind: 'redirect' }, at };
}

/** The buyer has approved; no issuer is asked. */
export function approval(id: ActionId, at: Instant): Command {
  const outcome = { kind: 'approved', attempt: attempt('approves', at).attempt } as const;
  return { type: 'complete_action', actionId: id, outcome, at };
}

/** The buyer has approved, and the merchant has not asked for the money. */
export const isApproved = (payment: Payment) =>
  payment.state === 'requested' && payment.pastActions.at(-1)?.outcome === 'approved';

function orderStatus(payment: Payment): PayPalWire['Order']['status'] {
  switch (payment.state) {
    case 'requested':
      return isApproved(payment) ? 'APPROVED' : 'PAYER_ACTION_REQUIRED';
    case 'action_required':
      return 'PAYER_ACTION_REQUIRED';
    case 'cancelled':
      return 'VOIDED';
    case 'declined':
    case 'processing':
      return 'COMPLETED';
    case 'approved':
      return ['voided', 'expired'].includes(payment.hold.status) && payment.captures.length === 0
        ? 'VOIDED'
        : 'COMPLETED';
  }
}

function authorizationStatus(payment: Payment, { id, status }: Authorization): string {
  if (status === 'declined') return 'DENIED';
  if (status === 'closed') return 'CAPTURED';
  if (status !== 'open') return 'VOIDED';
  const captures = payment.state === 'approved' ? payment.captures : [];
  return captures.some((capture) => capture.authorizationId === id) ? 'PARTIALLY_CAPTURED' : 'CREATED';
}

/** The captures of a payment, oldest first. */
export const capturesOf = (payment: Payment): readonly Capture[] =>
  payment.state === 'approved' ? payment.captures : [];
const refundedOf = (payment: Payment, capture: Capture): bigint =>
  (payment.state === 'approved' ? payment.refunds : [])
    .filter((refund) => refund.captureId === capture.id)
    .reduce((sum, refund) => sum + refund.amount.minor, 0n);

function captureStatus(payment: Payment, capture: Capture): string {
  const back = refundedOf(payment, capture);
  if (back === 0n) return 'COMPLETED';
  return back < capture.amount.minor ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}

/** What the whole of an order looks like, by the engine alone. */
export function expected(payment: Payment) {
  const manual = payment.captureMode === 'manual';
  const denied = manual ? [] : authorizations(payment).filter(({ status }) => status === 'declined');
  return {
    status: orderStatus(payment),
    authorizations: manual
      ? authorizations(payment).map((one) => [authorizationStatus(payment, one), wire(one.amount.minor).value])
      : [],
    captures: [
      ...denied.map(({ amount: asked }) => ['DECLINED', wire(asked.minor).value]),
      ...capturesOf(payment).map((one) => [captureStatus(payment, one), wire(one.amount.minor).value]),
    ],
    refunded: wire(balances(payment).refunded).value,
  };
}

/** The same, by what is answered. */
export function shown({ status, purchase_units: units }: PayPalWire['Order']) {
  const { authorizations: held = [], captures = [], refunds = [] } = units?.[0]?.payments ?? {};
  const cents = refunds.map(({ amount: back }) => BigInt(back?.value.replace('.', '') ?? '0'));
  return {
    status,
    authorizations: held.map((one) => [one.status, one.amount?.value]),
    captures: captures.map((one) => [one.status, one.amount?.value]),
    refunded: wire(cents.reduce((sum, back) => sum + back, 0n)).value,
  };
}
