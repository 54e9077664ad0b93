import type { Command } from '../engine/command.ts';
import type { Event } from '../engine/event.ts';
import {
  authorizationId,
  type CaptureId,
  captureId,
  type DisputeId,
  disputeId,
  type Instant,
  later,
  type PaymentId,
  type RefundId,
  refundId,
  voidId,
} from '../engine/ids.ts';
import type { Money } from '../engine/money.ts';
import type { DeclineCode, FinalAnswer } from '../engine/payment.ts';
import type { Later, Ruling, WorldFailure } from '../engine/plan.ts';
import type { Rejection } from '../engine/rejection.ts';
import { unreachable } from '../engine/unreachable.ts';
import { outcomePlan, refundPlan } from '../situations/issuer.ts';
import { adviceFor, type CardConduct } from '../situations/test-cards.ts';
import type { StoredPayment } from '../store/store.ts';
import { caughtUp, changePayment, type Step } from './change.ts';
import { disputeAfterCapture } from './dispute.ts';
import { dialectData, type World } from './world.ts';

/** Why a cardholder contests a payment. */
export const DISPUTE_REASONS = [
  'fraudulent',
  'unrecognized',
  'product_not_received',
  'product_unacceptable',
  'credit_not_processed',
  'duplicate',
  'subscription_cancelled',
  'general',
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/**
 * What somebody does with a payment in the provider's own console, past the shop, or what comes in there from issuers and
 * banks.
 */
export type ConsoleAction =
  | Readonly<{ do: 'capture'; amount: Money | 'all'; rest: 'release' | 'keep' }>
  | Readonly<{ do: 'void' }>
  | Readonly<{ do: 'cancel' }>
  | Readonly<{ do: 'refund'; amount: Money | 'all'; captureId?: CaptureId }>
  /** A refund that was made comes back. */
  | Readonly<{ do: 'return_refund'; refundId: RefundId; reason: WorldFailure }>
  /** Whoever the payment waits for, a reviewer or a bank, has decided. */
  | Readonly<{ do: 'decide'; answer: 'approve' | DeclineCode }>
  | Readonly<{
      do: 'open_dispute';
      stage: 'inquiry' | 'chargeback';
      amount: Money | 'all';
      captureId?: CaptureId;
      reason: DisputeReason;
    }>
  /** Without a ruling, somebody has to rule. */
  | Readonly<{ do: 'submit_evidence'; disputeId: DisputeId; ruling?: Readonly<{ is: Ruling; afterMs: number }> }>
  | Readonly<{ do: 'escalate' | 'accept' | 'win' | 'lose'; disputeId: DisputeId }>;

/** What became of it. */
export type ConsoleResult =
  | Readonly<{ kind: 'changed'; stored: StoredPayment; events: readonly Event[] }>
  | Readonly<{ kind: 'rejected'; rejection: Rejection }>
  | Readonly<{ kind: 'not_found' }>;

/** The payment by this id, in whichever environment it is: the provider's own people see all of them. */
export async function findPaymentAnywhere(world: World, id: PaymentId): Promise<StoredPayment | undefined> {
  for (const { name } of world.environments) {
    const stored = await world.store.findPayment(name, id);
    if (stored !== undefined) return caughtUp(world, stored);
  }
  return undefined;
}

/** Does it, under the same rules as if the shop had asked; notifications are owed for it as for anything. */
export async function actOnConsole(
  world: World,
  payment: StoredPayment,
  action: ConsoleAction,
): Promise<ConsoleResult> {
  const change = await changePayment(world, payment, (stored, at) => stepOf(world, stored, action, at));
  switch (change.kind) {
    case 'changed':
      return change;
    case 'rejected':
      return { kind: 'rejected', rejection: change.rejection };
    case 'not_found':
      return { kind: 'not_found' };
    case 'key_taken':
      throw new Error('the console uses no idempotency keys');
    default:
      return unreachable(change);
  }
}

function stepOf(world: World, stored: StoredPayment, action: ConsoleAction, at: Instant): Step {
  const conduct: CardConduct = dialectData(world, stored.dialect).conductOf(stored) ?? { kind: 'approves' };
  const step: Step = { commands: [commandOf(world, stored, action, conduct, at)] };
  if (action.do !== 'capture') return step;
  return { ...step, next: (payment) => disputeAfterCapture(world, conduct, payment, at) };
}

function commandOf(
  world: World,
  stored: StoredPayment,
  action: ConsoleAction,
  conduct: CardConduct,
  at: Instant,
): Command {
  const { random } = world;
  switch (action.do) {
    case 'capture': {
      const { amount, rest } = action;
      const id = captureId(random.id('cap'));
      return { type: 'capture', captureId: id, amount, rest, plan: outcomePlan(undefined, at), at };
    }
    case 'void':
      return { type: 'void', voidId: voidId(random.id('void')), plan: outcomePlan(undefined, at), at };
    case 'cancel':
      return { type: 'cancel', reason: 'by_merchant', at };
    case 'refund': {
      const { do: _, ...asked } = action;
      return { type: 'refund', refundId: refundId(random.id('ref')), ...asked, plan: refundPlan(conduct, at), at };
    }
    case 'return_refund':
      return { type: 'fail_refund', refundId: action.refundId, reason: action.reason, at };
    case 'decide':
      return decided(stored, action.answer, at);
    case 'open_dispute': {
      const { do: _, ...asked } = action;
      return { type: 'open_dispute', disputeId: disputeId(random.id('dis')), ...asked, at };
    }
    case 'submit_evidence': {
      const { disputeId: id, ruling } = action;
      const plan: Later<Ruling> =
        ruling === undefined
          ? { when: 'unplanned' }
          : { when: 'later', decideAt: later(at, ruling.afterMs), outcome: ruling.is };
      return { type: 'submit_evidence', disputeId: id, plan, at };
    }
    case 'escalate':
      return { type: 'escalate_dispute', disputeId: action.disputeId, at };
    case 'accept':
      return { type: 'accept_dispute', disputeId: action.disputeId, at };
    case 'win':
    case 'lose':
      return {
        type: 'resolve_dispute',
        disputeId: action.disputeId,
        outcome: action.do === 'win' ? 'won' : 'lost',
        at,
      };
    default:
      return unreachable(action);
  }
}

function decided({ payment }: StoredPayment, by: 'approve' | DeclineCode, at: Instant): Command {
  const answer: FinalAnswer =
    by === 'approve' ? { kind: 'approved' } : { kind: 'declined', decline: { code: by, advice: adviceFor(by) } };
  const id = payment.state === 'processing' ? payment.authorization.id : authorizationId('none');
  return { type: 'resolve_authorization', authorizationId: id, answer, at };
}
