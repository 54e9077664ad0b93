import { type Bench, type Check, failed, inWords, PASSED, type Shop, Untestable } from './check.ts';
import { isRefund } from './wire.ts';

/** Sixty of a hundred twice, all of what was captured in part, and what has been returned at the provider already. */
export const check: Check = {
  requirement: 'AMT-07',
  needs: ['refund', 'partial_refund'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.charge({ units: 5 });
    const minor = (BigInt((await bench.observe(paymentId)).amount) * 3n) / 5n;
    const begun = await bench.refund(paymentId, { minor });
    if (begun.outcome !== 'ok') throw new Untestable(`a part is not refunded: ${inWords(begun)}`);
    const mark = bench.mark();
    const excess = await bench.refund(paymentId, { minor });
    if (excess.outcome === 'ok') return failed('more than is left is not refunded', inWords(excess));
    const sent = (await bench.since(mark)).filter(isRefund).length;
    if (sent > 0) return failed('more than is left is refused before it is sent', `${sent} refunds sent`);
    return (await inPart(bench, shop)) ?? (await elsewhere(bench, shop)) ?? PASSED;
  },
};

/** Half is captured, all is to be returned: half of it is all there is, and that can be had. */
async function inPart(bench: Bench, shop: Shop) {
  if (!bench.can('partial_capture')) return undefined;
  const paymentId = await shop.authorize({ units: 4 });
  const total = BigInt((await bench.observe(paymentId)).amount);
  await bench.capture(paymentId, { minor: total / 2n, final: true });
  const result = await bench.refund(paymentId, { minor: total });
  if (result.outcome === 'ok') return failed('what was never captured is not refunded', inWords(result));
  const { refunded } = (await bench.entry(paymentId)).balances;
  if (refunded !== '0') return failed('nothing is refunded', `${refunded} in the ledger`);
  const back = await bench.refund(paymentId, { minor: total / 2n });
  return back.outcome === 'ok' ? undefined : failed('what was captured of a hold can be refunded', inWords(back));
}

/** Somebody has returned everything in the provider's own console, and the shop has heard of it. */
async function elsewhere(bench: Bench, shop: Shop) {
  if (!bench.can('sync') || !bench.dialect.inquiries.console.includes('refund')) return undefined;
  const paymentId = await shop.charge({ units: 2 });
  const { providerReference } = await bench.observe(paymentId);
  if (providerReference === undefined) throw new Untestable('the subject has no reference of a payment');
  await bench.onConsole('refund', providerReference);
  await bench.sync(paymentId);
  const result = await bench.refund(paymentId, { minor: 1n });
  return result.outcome === 'ok' ? failed('what has been returned is not refunded again', inWords(result)) : undefined;
}
