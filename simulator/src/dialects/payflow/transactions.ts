import type { Instant } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import { type Authorization, authorizations, type Capture, type DeclineCode } from '../../engine/payment.ts';
import type { Changed } from '../../operations/world.ts';
import { coded } from '../../platform/coded.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails } from './codec.ts';
import { RESULT_MESSAGES, type ResultCode } from './results.ts';

/** One transaction of a payment: `part` is what it is called in there, `result` what was or would now be said of it. */
export type Transaction = Readonly<{
  type: 'A' | 'S' | 'D' | 'V' | 'C';
  pnref: string;
  part: string;
  at: Instant;
  result: ResultCode;
  amount?: Money;
  /** What a credit would return: the capture that this is, or that came with this sale. */
  capture?: Capture;
}>;

/** Every transaction of a payment. */
export function transactionsOf(stored: StoredPayment): readonly Transaction[] {
  const { payment } = stored;
  const approved = payment.state === 'approved' ? payment : undefined;
  const isSale = payment.captureMode === 'automatic';
  const takenBack = new Set(decodeDetails(stored).takenBack);
  const made = (type: Transaction['type'], part: string, at: Instant, result: ResultCode): Transaction => {
    return { type, pnref: pnrefOf(type, part), part, at, result };
  };
  return [
    ...authorizations(payment).map((authorization): Transaction => {
      const { id, at, amount } = authorization;
      const capture = isSale ? approved?.captures.find(({ authorizationId }) => authorizationId === id) : undefined;
      const result = resultOf(authorization, stored);
      const base = { ...made(isSale ? 'S' : 'A', id, at, result), amount };
      return capture === undefined ? base : { ...base, capture };
    }),
    ...(isSale ? [] : (approved?.captures ?? [])).map((capture): Transaction => {
      const result = capture.status === 'failed' ? 111 : 0;
      return { ...made('D', capture.id, capture.at, result), amount: capture.amount, capture };
    }),
    ...(approved?.voids ?? []).map(({ id, at, status }) => made('V', id, at, status === 'failed' ? 108 : 0)),
    ...(approved?.refunds ?? []).map(({ id, at, status, amount }): Transaction => {
      if (takenBack.has(id)) return made('V', id, at, status === 'failed' ? 108 : 0);
      return { ...made('C', id, at, status === 'failed' ? 105 : 0), amount };
    }),
  ];
}

/** What finds a payment by the PNREFs of its transactions; made in the commit that makes the transaction. */
export function pointersOf({ before, stored }: Changed): readonly DialectObject[] {
  const known = new Set(before === undefined ? [] : transactionsOf(before).map(({ pnref }) => pnref));
  const { environment, merchantId, dialect, paymentId } = stored;
  return transactionsOf(stored)
    .filter(({ pnref }) => !known.has(pnref))
    .map(({ pnref, at }) => ({
      environment,
      merchantId,
      dialect,
      kind: POINTER,
      id: pnref,
      createdAt: at,
      tags: [],
      value: { payment: paymentId },
      version: 1,
    }));
}

/** The kind under which pointers are kept. */
export const POINTER = 'transaction';

/** Whether an account was verified, with an amount of nothing: there is nothing to capture, to void or to return. */
export function isVerification({ type, amount }: Transaction): boolean {
  return type === 'A' && amount?.minor === 0n;
}

/** What is said of what became of a transaction. */
export function messageOf(transaction: Transaction): string {
  return isVerification(transaction) && transaction.result === 0 ? 'Verified' : RESULT_MESSAGES[transaction.result];
}

/** Six digits that the issuer approves with. */
export function authCodeOf(pnref: string): string {
  return coded(`approval\n${pnref}`, '0123456789', 6);
}

const PNREF_LENGTH = 12;

/** The PNREF of the transaction that is called so in its payment. */
export function pnrefOf(type: string, part: string): string {
  return `A${coded(`${type}\n${part}`, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', PNREF_LENGTH - 1)}`;
}

const DECLINES: Readonly<Record<DeclineCode, ResultCode>> = {
  do_not_honor: 12,
  insufficient_funds: 50,
  lost_card: 12,
  stolen_card: 12,
  expired_card: 24,
  incorrect_cvc: 114,
  invalid_number: 23,
  processing_error: 12,
  authentication_failed: 12,
  suspected_fraud: 125,
  amount_limit_exceeded: 51,
  test_card_in_live_environment: 12,
  real_card_in_test_environment: 23,
};

function resultOf(authorization: Authorization, stored: StoredPayment): ResultCode {
  switch (authorization.status) {
    case 'declined':
      return decodeDetails(stored).declined ?? DECLINES[authorization.decline.code];
    case 'processing':
      return 126;
    case 'open':
    case 'closed':
    case 'voided':
    case 'expired':
    case 'replaced':
      return 0;
  }
}
