import { type Check, failed, inWords, PASSED, Untestable } from './check.ts';
import { isCapture } from './wire.ts';

const MONTH_MS = 31 * 86_400_000;

/** The hold has lapsed. Whoever captures is told so, and nothing goes on by itself. */
export const check: Check = {
  requirement: 'STA-08',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize();
    await bench.later(shop.account('sandbox'), MONTH_MS);
    const { balances } = await bench.entry(paymentId);
    if (balances.expired === '0') throw new Untestable('a hold of a month ago has not lapsed');
    const mark = bench.mark();
    const result = await bench.capture(paymentId);
    if (result.outcome !== 'failed') return failed('a capture of a lapsed hold fails', inWords(result));
    const sent = (await bench.since(mark)).filter(isCapture).length;
    if (sent > 1) return failed('it is tried once', `${sent} captures sent`);
    const { captured, state } = await bench.observe(paymentId);
    if (captured !== '0' || state === 'captured') return failed('nothing is captured', `${captured}, ${state}`);
    const isTold = bench.dialect.inquiries.lapsed === 'told';
    if (state !== 'authorized' || !isTold || !bench.can('sync')) return PASSED;
    await bench.sync(paymentId);
    const after = await bench.observe(paymentId);
    return after.state === 'authorized' ? failed('the hold is told to have lapsed', 'it is authorized') : PASSED;
  },
};
