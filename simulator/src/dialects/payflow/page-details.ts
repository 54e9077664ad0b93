import type { StoredPayment } from '../../store/store.ts';
import type { PageDetails } from '../dialect.ts';
import { decodeDetails, encodeDetails } from './codec.ts';
import type { Pair } from './pairs.ts';
import type { ResultCode } from './results.ts';
import { confirmed } from './silent-post.ts';
import { paidWith, tokenPairs } from './token-result.ts';

/** What the pages need to know of a token: the customer comes back with what is told of it. */
export const pageDetails: PageDetails = {
  read: (stored) => {
    const { token, conduct } = decodeDetails(stored);
    const { returnUrl } = token ?? {};
    return {
      method: 'card',
      ...(returnUrl === undefined ? {} : { returnUrl }),
      ...(conduct === undefined ? {} : { conduct }),
    };
  },
  backTo: (stored, returnUrl) => backTo(stored, returnUrl),
  beforeReturn: confirmed,
  withAttempt: (stored, { conduct, card }) =>
    encodeDetails({ ...decodeDetails(stored), conduct, ...(card === undefined ? {} : { card }) }),
};

/** Back to the shop: paid or held for review, undone, or neither. */
function backTo(stored: StoredPayment, returnUrl: string): string {
  const { token } = decodeDetails(stored);
  const { payment } = stored;
  if (payment.state === 'action_required' || payment.state === 'cancelled') {
    const isLate = payment.state === 'cancelled' && payment.reason === 'action_expired';
    if (isLate) return withPairs(token?.errorUrl ?? returnUrl, tokenPairs(stored, 162));
    return withPairs(token?.cancelUrl ?? returnUrl, [
      ['SECURETOKEN', stored.pageToken],
      ['SECURETOKENID', token?.id ?? ''],
    ]);
  }
  // Of a customer who fails the bank's question there is no transaction.
  const made = payment.pastActions.at(-1)?.outcome === 'failed' ? undefined : paidWith(stored);
  const isUnconfirmed = made !== undefined && decodeDetails(stored).unconfirmed === made.pnref;
  const result = isUnconfirmed ? 99 : (made?.result ?? 12);
  const isGood = result === 0 || result === 126;
  return withPairs(isGood ? returnUrl : (token?.errorUrl ?? returnUrl), tokenPairs(stored, result, made));
}

/** Where a token that is not good any more leads, where the shop has said where. */
export function refusedVisit(stored: StoredPayment, result: ResultCode): string | undefined {
  const { token } = decodeDetails(stored);
  const url = token?.errorUrl ?? token?.returnUrl;
  return url === undefined ? undefined : withPairs(url, tokenPairs(stored, result));
}

function withPairs(address: string, pairs: readonly Pair[]): string {
  const url = new URL(address);
  for (const [name, value] of pairs) url.searchParams.set(name, value);
  return url.href;
}
