import { type Bench, type Check, failed, PASSED } from './check.ts';
import { held, isCapture, isRefund, isWrite, keyOf } from './wire.ts';

/** The same amount twice, on purpose: two captures of one hold, two refunds of one payment. */
export const check: Check = {
  requirement: 'IDM-03',
  needs: ['manual_capture'],
  async run(bench) {
    const mark = bench.mark();
    const shop = await bench.open();
    const { paymentId, total } = await held(bench, shop);
    const minor = total / 5n;
    const twice = bench.can('partial_capture') && bench.can('multiple_capture');
    if (twice) for (const _ of [1, 2]) await bench.capture(paymentId, { minor, final: false });
    else await bench.capture(paymentId);
    await bench.capture(await shop.authorize({ units: 5 }));
    const refunds = bench.can('refund') && bench.can('partial_refund');
    if (refunds) for (const _ of [1, 2]) await bench.refund(paymentId, { minor: minor / 2n });
    const { counts } = await bench.entry(paymentId);
    if (twice && counts.captures !== 2)
      return failed('two captures of the same amount', `${counts.captures} in the ledger`);
    if (refunds && counts.refunds !== 2)
      return failed('two refunds of the same amount', `${counts.refunds} in the ledger`);
    return (await shared(bench, mark)) ?? PASSED;
  },
};

async function shared(bench: Bench, mark: ReturnType<Bench['mark']>) {
  const writes = (await bench.since(mark)).filter(isWrite);
  const seen = new Map<string, string>();
  for (const request of writes) {
    const [key, what] = [keyOf(request), `${request.name} ${request.body}`];
    const before = seen.get(key);
    if (before !== undefined && before !== what)
      return failed('different commands have different keys', `${key} twice`);
    seen.set(key, what);
  }
  const kinds = [isCapture, isRefund].map((is) => writes.filter(is).length);
  const keys = new Set(writes.map(keyOf)).size;
  return keys < writes.length && Math.max(...kinds) > 1
    ? failed('as many keys as commands', `${keys} keys for ${writes.length} commands`)
    : undefined;
}
