import type { Asking, Change } from '../../operations/change.ts';
import type { StoredPayment } from '../../store/store.ts';
import { type ChangeCall, causeOf } from './call.ts';
import { notFound, type Refused } from './errors.ts';
import type { Made } from './operation.ts';
import { rejected, type Tried } from './rejections.ts';
import { rememberedReply, replyShowing, type Shows } from './resources.ts';

/** A change that was made. */
export type Done = Extract<Change, { kind: 'changed' }>;

/**
 * Runs a change of a payment, committed together with the memory of what it was about. What is refused leaves no memory, so
 * that the same request can be made again once it is possible.
 */
export async function commitPayment(
  call: ChangeCall,
  tried: Tried,
  run: (asking: Asking) => Promise<Change>,
  answerTo: (done: Done) => Shows | Refused,
  /** Why it is not possible with the payment as it stands, where that says more than the engine does. */
  explain: (stored: StoredPayment) => Refused | undefined = () => undefined,
): Promise<Made> {
  const outcomeOf = (change: Exclude<Change, { kind: 'key_taken' }>): Shows | Refused => {
    switch (change.kind) {
      case 'changed':
        return answerTo(change);
      case 'rejected':
        return (
          (change.stored === undefined ? undefined : explain(change.stored)) ??
          rejected(change.rejection, tried, call.id)
        );
      case 'not_found':
        return notFound(call.id);
    }
  };
  const { recordOf } = call;
  const remember: Asking =
    recordOf === undefined
      ? {}
      : {
          remember: (change) => {
            const outcome = change.kind === 'key_taken' ? undefined : outcomeOf(change);
            if (outcome === undefined || 'ok' in outcome) return undefined;
            return recordOf(rememberedReply(outcome), outcome.stored.paymentId);
          },
        };
  const change = await run({ ...remember, cause: causeOf(call) });
  if ('stored' in change && change.stored !== undefined) call.exchange.notes.paymentId = change.stored.paymentId;
  if (change.kind === 'key_taken') return 'key_taken';
  const outcome = outcomeOf(change);
  return 'ok' in outcome ? outcome : replyShowing(call, outcome, 'preferred');
}
