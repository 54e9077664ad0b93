import type { components } from '../bench/control.wire.d.ts';
import { conserved } from './conserved.ts';
import { broken, mustEqual } from './law.ts';
import { HEAPS, type PaymentModel } from './payment-model.ts';
import type { World } from './world.ts';

type Ledger = components['schemas']['Ledger'];
type Describe = () => string;

/**
 * The ledger of an environment holds the payments of the run as the accepted requests left them, so that a refused one
 * has changed nothing anywhere, and none that nobody known has made.
 */
export function agreeOnLedger(
  world: World,
  environment: string,
  merchantIds: ReadonlySet<string>,
  ledger: Ledger,
  describe: Describe,
): void {
  if (ledger.nextCursor !== undefined) throw new Error(`the ledger of ${environment} has more than one page`);
  const own = new Set(world.merchants.map(({ id }) => id));
  for (const { merchantId, paymentId } of ledger.payments) {
    if (!merchantIds.has(merchantId))
      throw broken('every payment is somebody’s', 'a known account', paymentId, describe());
  }
  const wanted = world.payments.filter(({ merchant }) => merchant.environment === environment).map(wantedOf);
  const seen = ledger.payments.filter(({ merchantId }) => own.has(merchantId)).map(toldBy);
  mustEqual('the ledger is as the accepted requests left it', byId(wanted), byId(seen), describe);
  agreeOnTotals(ledger, describe);
}

/** The totals are the sums of what is listed, per currency, and conserved as well. */
export function agreeOnTotals({ payments, totals }: Ledger, describe: Describe): void {
  const byCurrency = Map.groupBy(payments, ({ balances }) => balances.currency);
  const wanted = [...byCurrency]
    .map(([currency, group]) => {
      const sums = HEAPS.map((heap) => [heap, group.reduce((sum, { balances }) => sum + BigInt(balances[heap]), 0n)]);
      return { ...Object.fromEntries(sums), currency };
    })
    .sort((left, right) => (left.currency < right.currency ? -1 : 1));
  const seen = totals.map(({ currency, ...told }) => ({ ...minors(told), currency }));
  mustEqual('the totals are the sums of what is listed, per currency', wanted, seen, describe);
  for (const { currency: _, ...told } of [...payments.map(({ balances }) => balances), ...totals]) {
    conserved(told, describe);
  }
}

/**
 * The simulator counts the authorization of a payment that was cancelled while in review as approved, so that count is
 * left out for cancelled payments until it does not.
 */
function countsOf(state: string, { authorizations, captures, refunds }: Ledger['payments'][number]['counts']) {
  return { ...(state === 'cancelled' ? {} : { authorizations }), captures, refunds };
}

function wantedOf(payment: PaymentModel) {
  const { id, reference, merchant, state, amount, captures, counts } = payment;
  return {
    paymentId: id,
    reference,
    environment: merchant.environment,
    merchantId: merchant.id,
    state,
    balances: { ...payment.heaps(), currency: amount.currency },
    counts: countsOf(state, { ...counts, captures: captures.length }),
  };
}

function toldBy({
  paymentId,
  reference,
  environment,
  merchantId,
  state,
  balances,
  counts,
}: Ledger['payments'][number]) {
  const { currency, ...told } = balances;
  return {
    paymentId,
    reference,
    environment,
    merchantId,
    state,
    balances: { ...minors(told), currency },
    counts: countsOf(state, counts),
  };
}

function minors(told: Readonly<Record<string, string>>): Readonly<Record<string, bigint>> {
  return Object.fromEntries(Object.entries(told).map(([heap, minor]) => [heap, BigInt(minor)]));
}

function byId<Item extends Readonly<{ paymentId: string }>>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((left, right) => (left.paymentId < right.paymentId ? -1 : 1));
}
