import type { Command } from '../../engine/command.ts';
import { unsettled } from '../../engine/entries.ts';
import { actionId, type Instant, refundId, voidId } from '../../engine/ids.ts';
import type { Outcome, Plan } from '../../engine/plan.ts';
import type { Step } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails, encodeDetails } from './codec.ts';
import type { Transaction } from './transactions.ts';

/** The id of a void that is to be made of a transaction. What was taken goes back as money, and is called a void all the same. */
export function newVoid(world: Pick<World, 'random'>, { type }: Transaction): string {
  return world.random.id(type === 'A' ? 'void' : 'ref');
}

/** Whether a transaction is of a kind that can be voided, as long as nobody has settled or returned it. */
export function canBeVoided({ type, capture }: Transaction): boolean {
  return type === 'A' || ((type === 'S' || type === 'D') && capture !== undefined);
}

/** What the engine always refuses, where it is known that it is too late; it ends an action that there is not. */
export function tooLate({ random }: Pick<World, 'random'>, at: Instant): Step {
  return {
    commands: [{ type: 'complete_action', actionId: actionId(random.id('act')), outcome: { kind: 'cancelled' }, at }],
  };
}

/** Gives back a hold, or takes back a sale or a capture that was not settled yet; undefined where that is too late. */
export function voidStep(
  stored: StoredPayment,
  { type, capture }: Transaction,
  { id, plan, at }: Readonly<{ id: string; plan: Plan<Outcome>; at: Instant }>,
): Step | undefined {
  if (type === 'A') return { commands: [{ type: 'void', voidId: voidId(id), plan, at }] };
  const { payment } = stored;
  if (capture === undefined || payment.state !== 'approved') return undefined;
  const isReturned = payment.refunds.some(({ captureId, status }) => captureId === capture.id && status !== 'failed');
  const isUnsettled = unsettled(payment).some((entry) => entry.kind === 'capture' && entry.captureId === capture.id);
  if (isReturned || !isUnsettled) return undefined;
  const takesBack: Command = { type: 'refund', refundId: refundId(id), captureId: capture.id, amount: 'all', plan, at };
  const details = decodeDetails(stored);
  return {
    commands: [takesBack],
    details: encodeDetails({ ...details, takenBack: [...(details.takenBack ?? []), id] }),
  };
}
