import { movements } from '../../engine/entries.ts';
import { feeOf } from '../../engine/fees.ts';
import { type Instant, later } from '../../engine/ids.ts';
import { money } from '../../engine/money.ts';
import type { Approved, Entry } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { seconds } from './call.ts';
import { decodeDetails } from './codec.ts';
import { units } from './currency.ts';
import type { At } from './objects.ts';
import { chargeId, disputeIdOf, refundIdOf, transactionId } from './pointers.ts';
import { policy } from './policy.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const DAY_MS = 24 * 60 * 60 * 1000;
// What an account in the United States waits for; it is a setting of the account.
const WAITS_MS = 2 * DAY_MS;
// Of this card the money is there at once.
const AT_ONCE = '0077';

/** A movement of the merchant's balance with the id that it has here. */
export type Transaction = Readonly<{ id: string; entry: Entry }>;

/** Every movement of a payment's money. */
export function transactionsOf({ payment }: Pick<StoredPayment, 'payment'>): readonly Transaction[] {
  if (payment.state !== 'approved') return [];
  return [...movements(payment), ...undoneAtOnce(payment)].map((entry) => ({ id: idOf(entry), entry }));
}

/** Of a refund that came to nothing before money moved, what was taken for it and given back: nothing together. */
function undoneAtOnce(payment: Approved): readonly Entry[] {
  return payment.refunds.flatMap((refund): readonly Entry[] => {
    if (refund.status !== 'failed') return [];
    const { id: refundId, amount, at, decidedAt } = refund;
    return [
      { kind: 'refund', refundId, amount, at },
      { kind: 'refund_returned', refundId, amount, at: decidedAt },
    ];
  });
}

/** The balance transaction of this id, which is one of the payment's movements. */
export function renderTransaction(stored: StoredPayment, id: string, at: At): Wire['BalanceTransaction'] | undefined {
  const made = transactionsOf(stored).find((transaction) => transaction.id === id);
  if (made === undefined || stored.payment.state !== 'approved') return undefined;
  const { entry } = made;
  const currency = entry.amount.currency.toLowerCase();
  const fee = feeOf(entry, policy.fees);
  const availableAt = availableFrom(stored, entry);
  return {
    id,
    object: 'balance_transaction',
    amount: units(money(signed(entry), entry.amount.currency)),
    available_on: seconds(availableAt),
    balance_type: 'payments',
    created: seconds(entry.at),
    currency,
    description: decodeDetails(stored).description ?? null,
    exchange_rate: null,
    fee: units(fee),
    fee_details:
      fee.minor === 0n
        ? []
        : [
            {
              amount: units(fee),
              application: null,
              currency,
              description: FEES[entry.kind] ?? 'fee',
              type: 'stripe_fee',
            },
          ],
    net: units(money(netOf(entry), entry.amount.currency)),
    status: availableAt <= at.now ? 'available' : 'pending',
    ...sourceOf(stored.payment, entry),
  };
}

/** What a movement does to the balance, in minor units, with what is withheld of it. */
export function netOf(entry: Entry): bigint {
  return signed(entry) - feeOf(entry, policy.fees).minor;
}

/** From when on the merchant has the money. */
export function availableFrom(stored: StoredPayment, entry: Entry): Instant {
  const atOnce = entry.kind !== 'capture' || decodeDetails(stored).methods.at(-1)?.card.last4 === AT_ONCE;
  return atOnce ? entry.at : later(entry.at, WAITS_MS);
}

function signed({ kind, amount }: Entry): bigint {
  return kind === 'refund' || kind === 'chargeback' ? -amount.minor : amount.minor;
}

const FEES: Readonly<Partial<Record<Entry['kind'], string>>> = {
  capture: 'Stripe processing fees',
  chargeback: 'Dispute fee',
};

function idOf(entry: Entry): string {
  switch (entry.kind) {
    case 'capture':
      return transactionId(entry.captureId);
    case 'refund':
      return transactionId(entry.refundId);
    case 'refund_returned':
      return `${transactionId(entry.refundId)}f`;
    case 'chargeback':
      return transactionId(entry.disputeId);
    case 'chargeback_reversed':
      return `${transactionId(entry.disputeId)}r`;
    default:
      return unreachable(entry);
  }
}

function sourceOf(
  { hold }: Approved,
  entry: Entry,
): Pick<Wire['BalanceTransaction'], 'reporting_category' | 'source' | 'type'> {
  switch (entry.kind) {
    case 'capture':
      return { type: 'charge', reporting_category: 'charge', source: chargeId(hold.id) };
    case 'refund':
      return { type: 'refund', reporting_category: 'refund', source: refundIdOf(entry.refundId) };
    case 'refund_returned':
      return { type: 'refund_failure', reporting_category: 'refund_failure', source: refundIdOf(entry.refundId) };
    case 'chargeback':
      return { type: 'adjustment', reporting_category: 'dispute', source: disputeIdOf(entry.disputeId) };
    case 'chargeback_reversed':
      return { type: 'adjustment', reporting_category: 'dispute_reversal', source: disputeIdOf(entry.disputeId) };
    default:
      return unreachable(entry);
  }
}
