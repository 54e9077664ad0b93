import type { Reading } from '../../payments/outcome.ts';
import type { Known, PurchaseCommand } from '../../payments/provider.ts';
import { inquire, inquireKnown, NOT_COUNTABLE, type Say, said } from './asking.ts';
import { lookAtAll } from './look.ts';
import { isPnref, readOperation, UNREADABLE } from './replies.ts';
import { referencePairs, requestOf } from './requests.ts';

/** A card that an earlier transaction has verified, by its PNREF. */
export type KeptCard = Extract<NonNullable<PurchaseCommand['card']>, { kind: 'kept' }>;

/**
 * Pays with a card that was verified before, under the key of the purchase: sent again, it is answered with the payment that
 * there is. A decline has made a transaction as well, which tells why.
 */
export async function payWithKept(say: Say, known: Known, { reference }: KeptCard): Promise<Reading> {
  const { commandId, idempotencyKey } = known.purchase;
  const pairs = isPnref(reference) ? referencePairs(known.purchase, reference) : undefined;
  if (!pairs) return NOT_COUNTABLE;
  const done = await said(say, requestOf(pairs, idempotencyKey), readOperation);
  if (done.kind === 'unknown' || (done.kind === 'rejected' && done.rejection.about !== 'state')) return done;
  const found = await (done.kind === 'taken'
    ? inquireKnown(say, known, done.pnref)
    : inquire(say, known, { commandId }));
  if (found.kind === 'absent') return UNREADABLE;
  return found.kind === 'found' ? lookAtAll(say, { ...known, reference: found.pnref }, found) : found;
}
