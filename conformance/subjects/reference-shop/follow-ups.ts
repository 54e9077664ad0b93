import type { components as ShopComponents } from '../../src/bench/shop.wire.d.ts';
import type { components } from '../../src/bench/subject-protocol.wire.d.ts';
import { resultOf, type Transaction } from './outcome.ts';

type Schemas = components['schemas'];
type ShopSchemas = ShopComponents['schemas'];
type Part = Readonly<{ amount: ShopSchemas['PositiveMoney']; remaining: ShopSchemas['PositiveMoney'] }>;

/** A part of what is left, in the shop's words. The shop is to judge the amount, so it goes there as it is. */
export function partOf({ minor, currency }: Schemas['Money'], left: ShopSchemas['Money']): Part {
  const amount = { minor: Number(minor), currency };
  // With nothing left there is no part; the shop says so itself.
  return { amount, remaining: left.minor > 0 ? { ...left } : amount };
}

/** What has to be asked of the shop to return an amount, or everything that can be returned. */
export function refundsOf(
  transactions: readonly Transaction[],
  amount: Schemas['Money'] | undefined,
): readonly Readonly<{ transactionId: string; body: Part | Readonly<Record<string, never>> }>[] {
  const sources = transactions
    .filter(({ action, successful }) => successful && (action === 'capture' || action === 'charge'))
    .toReversed();
  const returnable = sources.filter(({ remaining }) => remaining.minor > 0);
  if (!amount) return returnable.map(({ id }) => ({ transactionId: id, body: {} }));
  let wanted = Number(amount.minor);
  const total = returnable.reduce((sum, { remaining }) => sum + remaining.minor, 0);
  if (wanted <= 0 || wanted > total) {
    // More than there is, or nothing: the shop has to refuse it.
    const [largest] = sources.toSorted((left, right) => right.remaining.minor - left.remaining.minor);
    return largest ? [{ transactionId: largest.id, body: partOf(amount, largest.remaining) }] : [];
  }
  return returnable.flatMap(({ id, remaining }) => {
    const minor = Math.min(wanted, remaining.minor);
    wanted -= minor;
    const { currency } = amount;
    return minor === 0 ? [] : [{ transactionId: id, body: partOf({ minor: String(minor), currency }, remaining) }];
  });
}

/** A refund that the provider still works on is not known to be done. */
export function refundResult(paymentId: string, outcome: ShopSchemas['Outcome']): Schemas['PaymentResult'] {
  return outcome.kind === 'pending' ? { outcome: 'unknown', why: 'pending', paymentId } : resultOf(paymentId, outcome);
}
