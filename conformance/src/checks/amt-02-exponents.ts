import { type Check, failed, PASSED, Untestable } from './check.ts';
import { amountIn, isCapture, isCreate } from './wire.ts';

/** Currencies with no minor unit, with hundredths and with thousandths. */
export const check: Check = {
  requirement: 'AMT-02',
  needs: ['manual_capture'],
  async run(bench) {
    const currencies = bench.currencies();
    const shop = await bench.open({ active: bench.dialect.anyAmount, currencies });
    for (const currency of currencies) {
      const mark = bench.mark();
      const expected = shop.price({ units: 3, currency });
      const { paymentId } = await shop.checkOut('manual', { units: 3, currency });
      const asked = (await bench.since(mark)).filter(isCreate).map((request) => amountIn(request));
      if (asked.length === 0) throw new Untestable(`an order in ${currency} sends nothing to the provider`);
      const wrong = asked.find((amount) => amount !== expected);
      if (wrong !== undefined) return failed(`the provider is asked for ${expected}`, wrong);
      if (paymentId === undefined) throw new Untestable(`a purchase in ${currency} does not work`);
      await bench.capture(paymentId);
      const { balances } = await bench.entry(paymentId);
      const captured = `${balances.captured} ${balances.currency}`;
      if (captured !== expected) return failed(`${expected} are captured`, captured);
      const claims = (await bench.since(mark)).filter(isCapture).map((claim) => amountIn(claim, currency));
      const odd = claims.find((amount) => amount !== expected && amount !== 'no amount');
      if (odd !== undefined) return failed(`a capture of ${expected}`, odd);
    }
    return PASSED;
  },
};
