import type { Change, Remember } from '../../operations/change.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { Answer, ChangeCall } from './call.ts';
import type { Made } from './commit.ts';

/** Runs a change of a payment, committed together with the memory of what is answered to it. */
export async function commitPayment(
  call: ChangeCall,
  run: (remember: Remember | undefined) => Promise<Change>,
  answerTo: (change: Change) => Answer,
  objects: readonly DialectObject[] = [],
): Promise<Made> {
  const replyTo = (change: Change) => {
    const fresh = 'stored' in change && change.stored !== undefined ? { objects, payment: change.stored } : {};
    return call.reply(answerTo(change), fresh);
  };
  const { recordOf } = call;
  const remember: Remember | undefined =
    recordOf === undefined
      ? undefined
      : async (change) => recordOf(await replyTo(change), 'stored' in change ? change.stored?.paymentId : undefined);
  const change = await run(remember);
  if ('stored' in change && change.stored !== undefined) call.exchange.notes.paymentId = change.stored.paymentId;
  return change.kind === 'key_taken' ? 'key_taken' : replyTo(change);
}
