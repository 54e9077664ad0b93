import type { Hold, Operation } from '../bench/relay.ts';
import type { Finding } from '../verdict.ts';
import {
  type Bench,
  type Check,
  failed,
  inWords,
  type Mark,
  PASSED,
  type PaymentResult,
  type Shop,
  Untestable,
} from './check.ts';
import { held, keyOf } from './wire.ts';

/** Where something is when the integration dies, and how it is asked for. */
type Journey = Readonly<{
  what: string;
  paymentId: string;
  operation: Operation;
  hold: Hold;
  again: () => Promise<PaymentResult>;
  first: Promise<PaymentResult>;
}>;

/**
 * The integration dies with three things under way: a capture that has not reached the provider, one that has and whose
 * answer is not there yet, and a refund likewise. Started again and asked for the same, it has each of them once.
 */
export const check: Check = {
  requirement: 'IDM-11',
  needs: ['manual_capture', 'restart'],
  async run(bench) {
    const shop = await bench.open();
    const mark = bench.mark();
    const journeys = [
      await begun(bench, shop, 'capture', 'request'),
      await begun(bench, shop, 'capture', 'answer'),
      ...(bench.can('refund') ? [await begun(bench, shop, 'refund', 'answer')] : []),
    ];
    await bench.restart(shop);
    for (const { hold } of journeys) hold.release();
    for (const journey of journeys) {
      const found = await judged(bench, journey);
      if (found) return found;
    }
    // Before a refund something is captured.
    const operations = journeys.flatMap(({ operation }) =>
      operation === 'refund' ? (['capture', 'refund'] as const) : [operation],
    );
    return (await anew(bench, mark, operations)) ?? PASSED;
  },
};

async function begun(
  bench: Bench,
  shop: Shop,
  operation: 'capture' | 'refund',
  heldBack: 'request' | 'answer',
): Promise<Journey> {
  const { paymentId, total } = await held(bench, shop);
  const part = bench.can('partial_capture') ? { minor: total / 5n, final: false } : {};
  if (operation === 'refund') await bench.capture(paymentId, part);
  const step = { ...(operation === 'capture' ? part : {}), commandId: `${operation}-${heldBack}-${paymentId}` };
  const again = () => bench[operation](paymentId, step);
  const hold = bench.relay('sandbox').holdNext((request) => request.operation === operation, heldBack);
  const first = again();
  const isUnderWay = await Promise.race([hold.arrived.then(() => true), first.then(() => false)]);
  if (!isUnderWay) throw new Untestable(`a ${operation} sends nothing to the provider`);
  const where = heldBack === 'request' ? 'on its way to the provider' : 'done, and its answer on its way back';
  return { what: `a ${operation} that was ${where}`, paymentId, operation, hold, again, first };
}

async function judged(
  bench: Bench,
  { what, paymentId, operation, again, first }: Journey,
): Promise<Finding | undefined> {
  const cut = await first;
  if (cut.outcome === 'failed' || cut.outcome === 'declined') {
    return failed(`${what} when the integration died is not told as a failure`, inWords(cut));
  }
  const repeated = await again();
  if (bench.can('sync')) await bench.sync(paymentId);
  const { counts, balances } = await bench.entry(paymentId);
  const done = operation === 'capture' ? counts.captures : counts.refunds;
  if (done > 1) return failed(`${what} when the integration died is done once`, `${done} in the ledger`);
  const { captured, refunded } = await bench.observe(paymentId);
  if (captured !== balances.captured || refunded !== balances.refunded) {
    const books = `${captured} captured, ${refunded} refunded (${inWords(repeated)})`;
    return failed(`${balances.captured} captured, ${balances.refunded} refunded after ${what}`, books);
  }
  return undefined;
}

/** More keys than commands mean that something was begun anew. */
async function anew(bench: Bench, mark: Mark, operations: readonly Operation[]): Promise<Finding | undefined> {
  const sent = (await bench.since(mark)).filter(({ operation }) => operation === 'capture' || operation === 'refund');
  const keys = new Set(sent.map(keyOf)).size;
  if (keys <= operations.length) return undefined;
  return failed('what is sent again has the key that it had', `${keys} keys for ${operations.length} commands`);
}
