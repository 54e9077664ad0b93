import { type Check, failed, inWords, listed, PASSED } from './check.ts';
import { isCapture } from './wire.ts';

/** The provider's answer points to another host. Neither credential nor payment is taken there. */
export const check: Check = {
  requirement: 'TLS-03',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const [here, there] = [bench.relay('sandbox'), bench.relay('testing')];
    for (const status of [301, 302, 303, 307, 308]) {
      const paymentId = await shop.authorize();
      const mark = bench.mark();
      here.answer(isCapture, ({ target }) => ({ status, headers: { location: there.url + target }, body: '' }));
      const result = await bench.capture(paymentId);
      here.clear();
      const strays = (await bench.since(mark)).filter(({ environment }) => environment !== 'sandbox');
      if (strays.length > 0) return failed(`${status}: nothing is sent to where it points`, listed(strays));
      const { counts } = await bench.entry(paymentId);
      if (result.outcome === 'ok' && counts.captures === 0) return failed(`${status} is no success`, inWords(result));
    }
    return PASSED;
  },
};
