import type { StoredPayment } from '../../store/store.ts';
import type { PageDetails } from '../dialect.ts';
import { decodeDetails, encodeDetails } from './codec.ts';
import { profileOf } from './options.ts';
import type { Pair } from './pairs.ts';
import type { ResultCode } from './results.ts';
import { confirmed } from './silent-post.ts';
import { conductOnPage } from './test-table.ts';
import { paidWith, tokenPairs } from './token-result.ts';
import { payerOf } from './wallet.ts';

/** What the pages need to know of a token: the customer comes back with what is told of it. */
export const pageDetails: PageDetails = {
  read: (stored) => {
    const { token, conduct, express } = decodeDetails(stored);
    if (express !== undefined) return { method: 'wallet', returnUrl: express.returnUrl };
    const { returnUrl } = token ?? {};
    return {
      method: 'card',
      ...(returnUrl === undefined ? {} : { returnUrl }),
      ...(conduct === undefined ? {} : { conduct }),
    };
  },
  backTo: (stored, returnUrl) => backTo(stored, returnUrl),
  beforeReturn: confirmed,
  conductOf: (world, stored, entered) =>
    conductOnPage(profileOf(world, stored.merchantId), stored.payment.amount, entered),
  withAttempt: (stored, { conduct, card, willing = true }) => {
    const details = decodeDetails(stored);
    if (details.express !== undefined)
      return encodeDetails(willing ? { ...details, conduct } : { ...details, ...UNWILLING });
    return encodeDetails({ ...details, conduct, ...(card === undefined ? {} : { card }) });
  },
};

/** What a wallet says whose owner cannot pay with it after all. */
const UNWILLING = { conduct: { kind: 'declines', code: 'insufficient_funds' }, declined: 12 } as const;

/** Back to the shop with the token, and with who has approved, where somebody has; it proves nothing. */
function backFromExpress(stored: StoredPayment, returnUrl: string, cancelUrl: string): string {
  const { payment } = stored;
  const outcome = payment.pastActions.at(-1)?.outcome;
  const goesBack = payment.state === 'action_required' || outcome === 'cancelled' || outcome === 'expired';
  const token = ['token', stored.pageToken] as const;
  return withPairs(goesBack ? cancelUrl : returnUrl, goesBack ? [token] : [token, ['PayerID', payerOf(stored)]]);
}

/** Back to the shop: paid or held for review, undone, or neither. */
function backTo(stored: StoredPayment, returnUrl: string): string {
  const { token, express } = decodeDetails(stored);
  if (express !== undefined) return backFromExpress(stored, returnUrl, express.cancelUrl);
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
