import type { WholeReply } from '../../http/exchange.ts';
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
  const rendered = (change: Change, fresh: readonly DialectObject[]) => {
    const payment = 'stored' in change && change.stored !== undefined ? { payment: change.stored } : {};
    return call.reply(answerTo(change), { objects: fresh, ...payment });
  };
  // What is remembered is what is answered.
  let remembered: Readonly<{ change: Change; reply: WholeReply }> | undefined;
  const { recordOf } = call;
  const remember: Asking =
    recordOf === undefined
      ? {}
      : {
          remember: async (change, kept) => {
            const reply = await rendered(change, [...objects, ...kept]);
            remembered = { change, reply };
            return recordOf(reply, 'stored' in change ? change.stored?.paymentId : undefined);
          },
        };
  const change = await run({ ...remember, cause: causeOf(call) });
  if ('stored' in change && change.stored !== undefined) call.exchange.notes.paymentId = change.stored.paymentId;
  if (change.kind === 'key_taken') return 'key_taken';
  return remembered?.change === change ? remembered.reply : rendered(change, objects);
}
