import { paymentId } from '../../engine/ids.ts';
import type { WholeReply } from '../../http/exchange.ts';
import type { Asking, Change } from '../../operations/change.ts';
import { readPayment } from '../../operations/change.ts';
import type { About } from '../../situations/match.ts';
import type { StoredPayment } from '../../store/store.ts';
import { renderAmount } from './amount.ts';
import { type Call, ownerOf } from './call.ts';
import { decodeDetails, readPointer } from './codec.ts';
import { said } from './fields.ts';
import type { Pair } from './pairs.ts';
import { rejectedAs } from './rejections.ts';
import { pairsReply, RESULT_MESSAGES, type Refused, refused, refusedReply } from './results.ts';
import { authCodeOf, messageOf, POINTER, type Transaction, transactionsOf } from './transactions.ts';
import { walletPairs } from './wallet.ts';

/** What a request asks for, judged as far as it can be before anything is changed. */
export type Prepared = Readonly<{
  ok: true;
  about: About;
  type: Transaction['type'];
  /** What the transaction is called in the payment. */
  part: string;
  run: (asking: Asking) => Promise<Change>;
  /** What is said beside the transaction. */
  beside: readonly Pair[];
  /** What is answered where no transaction is made yet. */
  shown?: WholeReply;
  /** Why it is refused, where that says more than the engine does. */
  explain?: (stored: StoredPayment) => Refused | undefined;
}>;

/** A transaction that a request refers to, and the payment it is part of. */
export type Original = Readonly<{ ok: true; stored: StoredPayment; transaction: Transaction }>;

/** The transaction that ORIGID names, among those of this merchant account in this environment. */
export async function originalOf(call: Call): Promise<Original | Refused> {
  const pnref = said(call.fields, 'ORIGID');
  if (pnref === undefined) return refused(7, 'ORIGID');
  const original = await byPnref(call, pnref);
  if (original === undefined) return refused(19);
  const tender = decodeDetails(original.stored).express === undefined ? 'C' : 'P';
  return call.profile.tender === 'of_original' && call.tender !== tender ? refused(2) : original;
}

/** The transaction of this account that is called so. */
export async function byPnref(call: Call, pnref: string): Promise<Original | undefined> {
  const owner = ownerOf(call);
  const pointer = await call.world.store.findObject(owner, POINTER, pnref);
  if (pointer === undefined) return undefined;
  const stored = await readPayment(call.world, { ...owner, paymentId: paymentId(readPointer(pointer).payment) });
  const transaction = stored && transactionsOf(stored).find((one) => one.pnref === pnref);
  if (stored === undefined || transaction === undefined) return undefined;
  call.exchange.notes.paymentId = stored.paymentId;
  return { ok: true, stored, transaction };
}

/** The answer to a change that was asked for. */
export function replyTo(prepared: Prepared, change: Exclude<Change, { kind: 'key_taken' }>): WholeReply {
  switch (change.kind) {
    case 'not_found':
      return refusedReply(refused(19));
    case 'rejected':
      return refusedReply(
        (change.stored === undefined ? undefined : prepared.explain?.(change.stored)) ??
          refused(rejectedAs(prepared.type, change.rejection)),
      );
    case 'changed': {
      if (prepared.shown !== undefined) return prepared.shown;
      const made = transactionsOf(change.stored).find(({ part }) => part === prepared.part);
      if (made === undefined) throw new Error(`payment ${change.stored.paymentId}: no transaction ${prepared.part}`);
      return pairsReply([...transactionPairs(made, change.stored), ...prepared.beside]);
    }
  }
}

function transactionPairs(transaction: Transaction, stored: StoredPayment): readonly Pair[] {
  const { type, result, pnref, amount } = transaction;
  const { payment } = stored;
  const isWallet = decodeDetails(stored).express !== undefined;
  const asksIssuer = type === 'A' || type === 'S';
  const granted = payment.state === 'approved' ? payment.hold.amount : amount;
  const isPart = asksIssuer && granted !== undefined && granted.minor < payment.amount.minor;
  return [
    ['RESULT', String(result)],
    ['PNREF', pnref],
    ['RESPMSG', isWallet && result === 12 ? UNFUNDED : messageOf(transaction)],
    ...(isWallet ? walletPairs(stored, pnref, result) : []),
    ...(asksIssuer && result === 0 ? [['AUTHCODE', authCodeOf(pnref)] as const] : []),
    ...(isPart ? partPairs(renderAmount(granted), renderAmount(payment.amount)) : []),
  ];
}

const UNFUNDED = `${RESULT_MESSAGES[12]}: 10486-This transaction couldn't be completed`;

function partPairs(granted: string, asked: string): readonly Pair[] {
  return [
    ['AMT', granted],
    ['ORIGAMT', asked],
  ];
}
