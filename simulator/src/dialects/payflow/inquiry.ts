import { paymentId } from '../../engine/ids.ts';
import type { WholeReply } from '../../http/exchange.ts';
import { caughtUp, readPayment } from '../../operations/change.ts';
import { renderAmount } from './amount.ts';
import { type Call, ownerOf } from './call.ts';
import { readNamed, readPointer } from './codec.ts';
import { said } from './fields.ts';
import { CUSTREF } from './follow-up.ts';
import { byPnref, type Original, originalOf } from './prepared.ts';
import { pairsReply, RESULT_MESSAGES, type Refused, refused, refusedReply } from './results.ts';
import { TOKEN } from './secure-token.ts';
import { paidWith } from './token-result.ts';
import { transactionState } from './transaction-state.ts';
import { authCodeOf, messageOf } from './transactions.ts';

/**
 * Tells of an earlier transaction, by ORIGID or by its secure token, or of the newest one that was made with a CUSTREF: a
 * purchase, or what was done to one.
 */
export async function inquire(call: Call): Promise<WholeReply> {
  const found = await foundBy(call);
  if (!found.ok) return refusedReply(found);
  const { transaction, stored } = found;
  const { pnref, type, result, amount } = transaction;
  const money = amount ?? stored.payment.amount;
  const reference = said(call.fields, 'CUSTREF') ?? stored.reference;
  const isVerbose = said(call.fields, 'VERBOSITY')?.toUpperCase() === 'HIGH';
  const state = isVerbose ? transactionState(transaction, stored) : undefined;
  return pairsReply([
    ['RESULT', '0'],
    ['PNREF', pnref],
    ['RESPMSG', RESULT_MESSAGES[0]],
    ['ORIGPNREF', pnref],
    ['ORIGRESULT', String(result)],
    ['ORIGRESPMSG', messageOf(transaction)],
    ['TRXTYPE', type],
    ['AMT', renderAmount(money)],
    ['CURRENCY', money.currency],
    ...(state === undefined ? [] : [['TRANSSTATE', String(state)] as const]),
    ...(result === 0 && (type === 'A' || type === 'S') ? [['AUTHCODE', authCodeOf(pnref)] as const] : []),
    ...(reference === '' ? [] : [['CUSTREF', reference] as const]),
  ]);
}

function foundBy(call: Call): Promise<Original | Refused> {
  if (said(call.fields, 'ORIGID') !== undefined) return originalOf(call);
  return said(call.fields, 'SECURETOKENID') === undefined ? byCustomerReference(call) : byToken(call);
}

async function byToken(call: Call): Promise<Original | Refused> {
  const { world, exchange, fields } = call;
  const owner = ownerOf(call);
  const pointer = await world.store.findObject(owner, TOKEN, said(fields, 'SECURETOKENID') ?? '');
  if (pointer === undefined) return refused(19);
  const stored = await readPayment(world, { ...owner, paymentId: paymentId(readPointer(pointer).payment) });
  const transaction = stored === undefined ? undefined : paidWith(stored);
  if (stored === undefined || transaction === undefined) return refused(19);
  exchange.notes.paymentId = stored.paymentId;
  return { ok: true, stored, transaction };
}

async function byCustomerReference(call: Call): Promise<Original | Refused> {
  const reference = said(call.fields, 'CUSTREF');
  if (reference === undefined) return refused(7, 'ORIGID, SECURETOKENID or CUSTREF');
  const owner = ownerOf(call);
  const [newest] = await call.world.store.listPayments({ ...owner, reference, limit: 1 });
  const named = await call.world.store.findObject(owner, CUSTREF, reference);
  if (named !== undefined && (newest === undefined || newest.createdAt <= named.createdAt)) {
    return (await byPnref(call, readNamed(named).pnref)) ?? refused(20);
  }
  if (newest === undefined) return refused(20);
  const stored = await caughtUp(call.world, newest);
  const transaction = paidWith(stored);
  if (transaction === undefined) return refused(20);
  call.exchange.notes.paymentId = stored.paymentId;
  return { ok: true, stored, transaction };
}
