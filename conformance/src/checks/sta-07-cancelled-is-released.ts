import { type Check, failed, inWords, PASSED } from './check.ts';
import { isVoid } from './wire.ts';

/** What is cancelled in the shop is given back at the provider, and cannot be captured afterwards. */
export const check: Check = {
  requirement: 'STA-07',
  needs: ['manual_capture', 'void'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize();
    const mark = bench.mark();
    const result = await bench.void(paymentId);
    if (result.outcome !== 'ok') return failed('a hold is given back', inWords(result));
    const sent = (await bench.since(mark)).filter(isVoid).length;
    if (sent === 0) return failed('the provider is told', 'nothing sent');
    const { balances } = await bench.entry(paymentId);
    if (balances.capturable !== '0') return failed('nothing is held any more', `${balances.capturable} in the ledger`);
    const late = await bench.capture(paymentId);
    if (late.outcome === 'ok') return failed('what was given back is not captured', inWords(late));
    const after = await bench.entry(paymentId);
    return after.balances.captured === '0' ? PASSED : failed('nothing is captured', after.balances.captured);
  },
};
