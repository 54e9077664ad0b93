import { type Check, failed, inWords, PASSED } from './check.ts';
import { isCreate } from './wire.ts';

/** A paid order's payment in the address of another order, which nobody has paid. */
export const check: Check = {
  requirement: 'RED-02',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    const cheap = await shop.beginCheckOut({ units: 2 });
    const paidUrl = new URL(await cheap.payAndLeave());
    const mark = bench.mark();
    const dear = await shop.beginCheckOut({ units: 2 });
    const [created] = (await bench.since(mark)).filter(isCreate);
    const own = new URL(created?.said.returnUrl ?? paidUrl.href);
    for (const [name, value] of paidUrl.searchParams) own.searchParams.set(name, value);
    const result = await bench.call('completeReturn', { paymentId: dear.paymentId, url: own.href });
    const { state } = await bench.observe(dear.paymentId);
    const expected = 'an order is not paid by the payment of another';
    if (result.outcome === 'ok') return failed(expected, inWords(result));
    if (state === 'authorized' || state === 'captured') return failed(expected, `it is ${state}`);
    const first = await bench.call('completeReturn', { paymentId: cheap.paymentId, url: paidUrl.href });
    return first.outcome === 'ok' ? PASSED : failed('the order that was paid is', inWords(first));
  },
};
