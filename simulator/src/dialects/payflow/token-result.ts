import type { StoredPayment } from '../../store/store.ts';
import { renderAmount } from './amount.ts';
import { decodeDetails } from './codec.ts';
import type { Pair } from './pairs.ts';
import { RESULT_MESSAGES, type ResultCode } from './results.ts';
import { authCodeOf, messageOf, type Transaction, transactionsOf } from './transactions.ts';

/** The authorization or sale that was made with a token; undefined as long as nobody has tried to pay. */
export function paidWith(stored: StoredPayment): Transaction | undefined {
  return transactionsOf(stored).findLast(({ type }) => type === 'A' || type === 'S');
}

/** What is told of a token, to the shop by way of the browser and by the silent post; `made` where a transaction was made. */
export function tokenPairs(stored: StoredPayment, result: ResultCode, made?: Transaction): readonly Pair[] {
  const { token, card } = decodeDetails(stored);
  const amount = made?.amount ?? stored.payment.amount;
  const isSale = stored.payment.captureMode === 'automatic';
  return [
    ['RESULT', String(result)],
    ...(made === undefined ? [] : [['PNREF', made.pnref] as const]),
    ['RESPMSG', made?.result === result ? messageOf(made) : RESULT_MESSAGES[result]],
    ...(made !== undefined && result === 0 ? [['AUTHCODE', authCodeOf(made.pnref)] as const] : []),
    ['TRXTYPE', isSale ? 'S' : 'A'],
    ['TENDER', 'C'],
    ['AMT', renderAmount(amount)],
    ['CURRENCY', amount.currency],
    ...(made === undefined || card === undefined ? [] : cardPairs(card)),
    ...(made === undefined ? [] : [['TRANSTIME', timeText(made.at)] as const]),
    ['SECURETOKEN', stored.pageToken],
    ['SECURETOKENID', token?.id ?? ''],
    ...(token?.echo ?? []),
  ];
}

function cardPairs({ lastFour, expiryMonth, expiryYear }: NonNullable<ReturnType<typeof decodeDetails>['card']>) {
  const month = String(expiryMonth).padStart(2, '0');
  return [
    ['ACCT', lastFour],
    ['EXPDATE', `${month}${String(expiryYear % 100).padStart(2, '0')}`],
  ] as const;
}

function timeText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
