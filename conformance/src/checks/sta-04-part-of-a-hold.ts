import { type Check, failed, inWords, PASSED } from './check.ts';
import { amountIn, held, isCapture } from './wire.ts';

/** Two fifths are captured; the rest stays held. */
export const check: Check = {
  requirement: 'STA-04',
  needs: ['manual_capture', 'partial_capture'],
  async run(bench) {
    const shop = await bench.open();
    const { paymentId, total } = await held(bench, shop);
    const minor = (total * 2n) / 5n;
    const mark = bench.mark();
    const result = await bench.capture(paymentId, { minor, final: false });
    if (result.outcome !== 'ok') return failed('a part is captured', inWords(result));
    const { state, currency, captured, capturable } = await bench.observe(paymentId);
    const asked = (await bench.since(mark)).filter(isCapture).map((request) => amountIn(request, currency));
    if (asked.some((amount) => amount !== `${minor} ${currency}`)) {
      return failed(`${minor} ${currency} are asked for`, asked.join(', '));
    }
    const { balances } = await bench.entry(paymentId);
    if (balances.captured !== String(minor)) return failed(`${minor} in the ledger`, balances.captured);
    if (captured !== String(minor)) return failed(`${minor} written down`, captured);
    if (state !== 'partially_captured') return failed('the payment is partially_captured', state);
    if (capturable === undefined || capturable === balances.capturable) return PASSED;
    return failed(`${balances.capturable} left`, capturable);
  },
};
