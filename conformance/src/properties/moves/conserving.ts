import { mustEqual } from '../law.ts';
import { agreeOnTotals } from '../ledger-law.ts';
import { operationRequest } from '../outgoing.ts';
import { HEAPS, type PaymentModel } from '../payment-model.ts';
import type { Move } from '../property.ts';
import { AS_IT_IS, asBearer, bearerText } from '../shown.ts';
import type { Stage } from '../stage.ts';
import type { MerchantModel } from '../world.ts';
import { holdings, isGood } from './aim.ts';

/** A move on one payment, after which its money is counted in every place where it is told. */
export function conserving(
  name: string,
  play: (stage: Stage, say: (what: string) => void) => Promise<PaymentModel | undefined>,
): Move<Stage> {
  return {
    name,
    async play(stage, say) {
      const payment = await play(stage, say);
      if (payment !== undefined) {
        await count(stage, payment);
        stage.session.counters.count(`counted: ${payment.amount.currency} ${payment.status()}`);
      }
      await stage.observe();
    },
  };
}

/** A payment’s money by the provider’s API, the ledger’s history, and the totals of its merchant account. */
export async function count(stage: Stage, payment: PaymentModel): Promise<void> {
  const { session, world } = stage;
  const { merchant } = payment;
  const owner = holdings(world).find(
    (holding) => holding.kind !== 'client' && holding.credential.merchant === merchant && isGood(world, holding),
  );
  if (owner === undefined) throw new Error(`nobody may look at the payments of merchant ${merchant.number}`);
  const showing = asBearer(owner, AS_IT_IS);
  const ask = { listener: merchant.environment, showing, key: bearerText(owner), mounted: false };
  const look = { operation: 'getPayment', paymentId: payment.id } as const;
  const list = { operation: 'listPayments', query: { limit: 100 } } as const;
  await Promise.all([
    stage.deliver(
      operationRequest(session, world, { ...ask, asked: look }),
      operationRequest(session, world, { ...ask, asked: list }),
    ),
    agreeOnHistory(stage, payment),
    agreeOnAccount(stage, merchant),
  ]);
}

async function agreeOnHistory({ session }: Stage, payment: PaymentModel): Promise<void> {
  const reply = await session.control.wire.ask('get', '/ledger/{paymentId}', { path: { paymentId: payment.id } });
  const { payment: told, events } = reply.expect(200);
  const { currency, ...heaps } = told.balances;
  const seen = { ...Object.fromEntries(Object.entries(heaps).map(([heap, minor]) => [heap, BigInt(minor)])), currency };
  const wanted = { ...payment.heaps(), currency: payment.amount.currency };
  mustEqual('the ledger counts a payment’s money as it was moved', wanted, seen, reply.describe);
  const versions = events.map(({ version }) => version);
  mustEqual(
    'a history has no gaps',
    events.map((_, index) => index + 1),
    versions,
    reply.describe,
  );
}

/** The totals of an account are the sums of its payments, currency by currency. */
async function agreeOnAccount({ session, world }: Stage, merchant: MerchantModel): Promise<void> {
  const reply = await session.control.wire.ask('get', '/ledger', { query: { merchant: merchant.id, limit: 1_000 } });
  const ledger = reply.expect(200);
  agreeOnTotals(ledger, reply.describe);
  const byCurrency = Map.groupBy(world.paymentsOf(merchant), ({ amount }) => amount.currency);
  const wanted = [...byCurrency]
    .map(([currency, group]) => {
      const sums = HEAPS.map(
        (heap) => [heap, group.reduce((sum, payment) => sum + payment.heaps()[heap], 0n)] as const,
      );
      return { ...Object.fromEntries(sums), currency };
    })
    .toSorted((left, right) => (left.currency < right.currency ? -1 : 1));
  const seen = ledger.totals.map(({ currency, ...told }) => ({
    ...Object.fromEntries(Object.entries(told).map(([heap, minor]) => [heap, BigInt(minor)])),
    currency,
  }));
  mustEqual('the totals of an account are the sums of its payments, per currency', wanted, seen, reply.describe);
}
