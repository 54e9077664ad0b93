import type { Command, NewAction } from '../../engine/command.ts';
import { type ActionId, actionId, type Instant } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import type { ActionKind } from '../../engine/payment.ts';
import { newAttempt } from '../../operations/attempt.ts';
import type { Step } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import type { StoredPayment } from '../../store/store.ts';
import { issue, type Refused } from './errors.ts';
import { statusOf } from './order-status.ts';

/** Something for the buyer to do: to approve, or to prove to the bank who it is. */
export function newAction(world: World, kind: ActionKind): NewAction {
  return { actionId: actionId(world.random.id('act')), kind };
}

/** Has the buyer do it. */
export function requireAction(action: NewAction, at: Instant): Command {
  return { type: 'require_action', action, at };
}

/**
 * The buyer has done it, or the merchant has got from the buyer what was wanted. Nothing is asked of the issuer before the
 * merchant says so: the attempt that comes with an approval is not made.
 */
export function approval({ world }: Readonly<{ world: World }>, amount: Money, id: ActionId, at: Instant): Command {
  const attempt = newAttempt(world, { conduct: { kind: 'approves' } }, amount, at);
  return { type: 'complete_action', actionId: id, outcome: { kind: 'approved', attempt }, at };
}

/** Nobody is to do it any more. */
export function withdrawal(id: ActionId, at: Instant): Command {
  return { type: 'complete_action', actionId: id, outcome: { kind: 'cancelled' }, at };
}

/**
 * A step that the engine refuses, whatever the payment is like: for what was possible when somebody asked, and is not any
 * more when it is its turn. Why is said by whoever has asked.
 */
export function tooLate(at: Instant): Step {
  return { commands: [withdrawal(actionId('none'), at)] };
}

/** Why an order cannot be confirmed or changed any more, if it cannot. */
export function changeProblem(stored: StoredPayment): Refused | undefined {
  switch (statusOf(stored)) {
    case 'CREATED':
    case 'SAVED':
    case 'APPROVED':
    case 'PAYER_ACTION_REQUIRED':
      return undefined;
    case 'COMPLETED':
      return issue('ORDER_ALREADY_COMPLETED');
    case 'VOIDED':
      return issue('ORDER_EXPIRED');
  }
}
