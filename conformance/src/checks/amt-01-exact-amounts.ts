import { type Check, failed, PASSED, Untestable } from './check.ts';
import { amountIn, isCreate } from './wire.ts';

// With a price of 19.99 many of these are no binary fractions.
const UNITS = [1, 2, 3, 7, 13, 29, 41, 57, 68, 99];

/** What is ordered is what is asked for, to the last cent. */
export const check: Check = {
  requirement: 'AMT-01',
  needs: [],
  async run(bench) {
    const shop = await bench.open();
    for (const units of UNITS) {
      const mark = bench.mark();
      const { paymentId } = await shop.ordered({ units });
      const [request] = (await bench.since(mark)).filter(isCreate);
      if (!request || paymentId === undefined) throw new Untestable('an order sends nothing to the provider');
      const { amount, currency } = await bench.observe(paymentId);
      const expected = shop.price({ units });
      const asked = amountIn(request);
      if (asked !== expected) return failed(`the provider is asked for ${expected}`, asked);
      if (`${amount} ${currency}` !== expected) return failed(`${expected} are written down`, `${amount} ${currency}`);
    }
    return PASSED;
  },
};
