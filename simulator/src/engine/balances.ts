import type { Currency } from './currency.ts';
import type { CaptureId } from './ids.ts';
import { type Money, money } from './money.ts';
import type { Approved, Dispute, Payment } from './payment.ts';

/** The heaps a payment's money lies in. */
export const BUCKETS = [
  'authorized',
  'capturable',
  'capturing',
  'captured',
  'released',
  'expired',
  'overCaptured',
  'refundable',
  'refunding',
  'refunded',
  'disputed',
] as const;
type Bucket = (typeof BUCKETS)[number];

/**
 * Minor units per bucket, none of them ever negative.
 * captured + capturing + capturable + released + expired = authorized + overCaptured;
 * refunded + refunding + refundable + disputed = captured.
 */
export type Balances = Readonly<Record<Bucket, bigint>> & Readonly<{ currency: Currency }>;

/** Where a payment's money is, read off its captures, refunds, disputes and holds; all zero until it is approved. */
export function balances(payment: Payment): Balances {
  const { currency } = payment.amount;
  if (payment.state !== 'approved') return { ...NOTHING, currency };
  const captured = total(payment.captures, (capture) => capture.status === 'succeeded');
  const refunded = total(payment.refunds, (refund) => refund.status === 'succeeded');
  const refunding = total(payment.refunds, isReserved);
  const disputed = total(payment.disputes, hasTaken);
  return {
    ...holdBalances(payment),
    currency,
    captured,
    refunded,
    refunding,
    disputed,
    refundable: captured - refunded - refunding - disputed,
  };
}

/** What can still be captured without exceeding the authorization. */
export function capturable(payment: Approved): Money {
  return money(balances(payment).capturable, payment.amount.currency);
}

/** What can still be refunded, or contested: of the whole payment, or out of one capture. */
export function refundable(payment: Approved, captureId?: CaptureId): Money {
  const { currency } = payment.amount;
  const whole = balances(payment).refundable;
  if (captureId === undefined) return money(whole, currency);
  const own = total(payment.captures, (capture) => capture.id === captureId && capture.status === 'succeeded');
  const back = total(
    payment.refunds,
    (refund) => refund.captureId === captureId && (refund.status === 'succeeded' || isReserved(refund)),
  );
  const taken = total(payment.disputes, (dispute) => dispute.captureId === captureId && hasTaken(dispute));
  const left = own - back - taken;
  return money(left < whole ? left : whole, currency);
}

/** Whether a dispute's amount is away from the merchant, for now or for good. */
function hasTaken(dispute: Dispute): boolean {
  return dispute.stage === 'chargeback' && dispute.status !== 'won';
}

/** Whether a pending operation has its amount set aside. */
export function isReserved(operation: Approved['captures'][number] | Approved['refunds'][number]): boolean {
  return operation.status === 'pending' && operation.checked === 'when_asked';
}

const NOTHING: Readonly<Record<Bucket, bigint>> = {
  authorized: 0n,
  capturable: 0n,
  capturing: 0n,
  captured: 0n,
  released: 0n,
  expired: 0n,
  overCaptured: 0n,
  refundable: 0n,
  refunding: 0n,
  refunded: 0n,
  disputed: 0n,
};

/** Each hold's amount is either taken by captures or left; what became of the rest depends on how the hold ended. */
function holdBalances(payment: Approved): Readonly<Record<Bucket, bigint>> {
  const heaps = { ...NOTHING };
  for (const hold of [...payment.pastAuthorizations, payment.hold]) {
    if (!('expiresAt' in hold)) continue;
    const own = payment.captures.filter((capture) => capture.authorizationId === hold.id);
    const capturing = total(own, isReserved);
    const taken = total(own, (capture) => capture.status === 'succeeded') + capturing;
    const base = hold.status === 'replaced' ? hold.amount.minor - hold.moved.minor : hold.amount.minor;
    const left = base > taken ? base - taken : 0n;
    heaps.authorized += base;
    heaps.capturing += capturing;
    heaps.overCaptured += taken > base ? taken - base : 0n;
    heaps[REST_GOES_TO[hold.status]] += left;
  }
  return heaps;
}

const REST_GOES_TO = {
  open: 'capturable',
  closed: 'released',
  voided: 'released',
  replaced: 'released',
  expired: 'expired',
} as const;

function total<Item extends Readonly<{ amount: Money }>>(
  items: readonly Item[],
  counts: (item: Item) => boolean,
): bigint {
  return items.reduce((minor, item) => (counts(item) ? minor + item.amount.minor : minor), 0n);
}
