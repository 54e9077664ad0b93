import { type Check, failed, inWords, PASSED, Untestable } from './check.ts';
import { isCreate } from './wire.ts';

const PROMISES = ['', '?status=success', '?status=captured&paid=true&amount=1', '?payment_status=completed&code=00'];

/** The browser comes back from a page where nobody has paid, by addresses that say otherwise. */
export const check: Check = {
  requirement: 'RED-01',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    for (const promise of PROMISES) {
      const mark = bench.mark();
      const { paymentId } = await shop.beginCheckOut();
      const [created] = (await bench.since(mark)).filter(isCreate);
      const returnUrl = created?.said.returnUrl;
      if (returnUrl === undefined) throw new Untestable('the subject gives the provider no address to come back to');
      const result = await bench.call('completeReturn', { paymentId, url: returnUrl + promise });
      const { state } = await bench.observe(paymentId);
      if (result.outcome === 'ok') return failed(`coming back by ${promise || 'it'} pays nothing`, inWords(result));
      if (state === 'authorized' || state === 'captured') {
        return failed(`coming back by ${promise || 'it'} pays nothing`, `the payment is ${state}`);
      }
    }
    return PASSED;
  },
};
