import type { Asking, Change } from '../../operations/change.ts';
import type { DialectObject } from '../../store/objects.ts';
import { type Answer, type ChangeCall, causeOf } from './call.ts';
import type { Made } from './commit.ts';

/** Runs a change of a payment, committed together with the memory of what is answered to it. */
export async function commitPayment(
  call: ChangeCall,
  run: (asking: Asking) => Promise<Change>,
  answerTo: (change: Change) => Answer,
  objects: readonly DialectObject[] = [],
): Promise<Made> {
  const replyTo = (change: Change) => {
    const fresh = 'stored' in change && change.stored !== undefined ? { objects, payment: change.stored } : {};
    return call.reply(answerTo(change), fresh);
  };
  const { recordOf } = call;
  const remember: Asking =
    recordOf === undefined
      ? {}
      : {
          remember: async (change) =>
            recordOf(await replyTo(change), 'stored' in change ? change.stored?.paymentId : undefined),
        };
  const change = await run({ ...remember, cause: causeOf(call) });
  if ('stored' in change && change.stored !== undefined) call.exchange.notes.paymentId = change.stored.paymentId;
  return change.kind === 'key_taken' ? 'key_taken' : replyTo(change);
}
