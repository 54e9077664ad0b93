import type { Attempt, Command } from './command.ts';
import { equal, type Money } from './money.ts';
import { type Approved, authorizations, type Payment } from './payment.ts';
import type { Policy } from './policy.ts';
import type { Rejection } from './rejection.ts';
import { unreachable } from './unreachable.ts';

/** Why what a command would make cannot be made: the payment already has something of that kind by that id. */
export function alreadyExists(policy: Policy, payment: Payment, command: Command): Rejection | undefined {
  switch (command.type) {
    case 'request': {
      const same = equal(payment.amount, command.amount) && payment.captureMode === command.captureMode;
      return same ? { code: 'already_exists' } : differs(payment.amount);
    }
    case 'require_action':
      return knownAction(payment, command.action.actionId);
    case 'complete_action':
      if (command.outcome.kind !== 'approved' || policy.action.afterApproval === 'await_merchant') return undefined;
      return knownAttempt(payment, command.outcome.attempt);
    case 'authorize':
      return knownAttempt(payment, command.attempt);
    case 'reauthorize':
      return known(authorizations(payment), command.authorizationId, 'all');
    case 'capture':
      return known(approved(payment)?.captures, command.captureId, command.amount);
    case 'void':
      return approved(payment)?.voids.some(({ id }) => id === command.voidId) ? { code: 'already_exists' } : undefined;
    case 'refund':
      return known(approved(payment)?.refunds, command.refundId, command.amount);
    case 'open_dispute':
      return known(approved(payment)?.disputes, command.disputeId, command.amount);
    case 'settle': {
      const taken = approved(payment)?.settled.some(({ payoutId }) => payoutId === command.payoutId);
      return taken ? { code: 'already_exists' } : undefined;
    }
    case 'amend':
    case 'resolve_authorization':
    case 'cancel':
    case 'expire':
    case 'increment':
    case 'resolve_capture':
    case 'resolve_void':
    case 'resolve_refund':
    case 'fail_refund':
    case 'submit_evidence':
    case 'escalate_dispute':
    case 'accept_dispute':
    case 'resolve_dispute':
      return undefined;
    default:
      return unreachable(command);
  }
}

function approved(payment: Payment): Approved | undefined {
  return payment.state === 'approved' ? payment : undefined;
}

/** Asking for all again is asking for the same again; of authorizations the issuer may have granted less than asked. */
function known(
  things: readonly Readonly<{ id: string; amount: Money }>[] | undefined,
  id: string,
  amount: Money | 'all',
): Rejection | undefined {
  const existing = things?.find((thing) => thing.id === id);
  if (existing === undefined) return undefined;
  return amount === 'all' || equal(existing.amount, amount) ? { code: 'already_exists' } : differs(existing.amount);
}

function knownAttempt(payment: Payment, { authorizationId, answer }: Attempt): Rejection | undefined {
  const attempt = known(authorizations(payment), authorizationId, 'all');
  if (attempt !== undefined || answer.kind !== 'action_required') return attempt;
  return knownAction(payment, answer.action.actionId);
}

function knownAction(payment: Payment, id: string): Rejection | undefined {
  const open = payment.state === 'action_required' && payment.action.id === id;
  return open || payment.pastActions.some((action) => action.id === id) ? { code: 'already_exists' } : undefined;
}

function differs(amount: Money): Rejection {
  return { code: 'already_exists_with_different_amount', amount };
}
