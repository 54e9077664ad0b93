import { type Check, failed, inWords, PASSED } from './check.ts';
import { isCapture } from './wire.ts';

/** The credential has been revoked. That is told, and the request is not sent again and again with it. */
export const check: Check = {
  requirement: 'ERR-03',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize();
    await bench.revoke(shop.account('sandbox'));
    const mark = bench.mark();
    const result = await bench.capture(paymentId);
    const sent = (await bench.since(mark)).filter(isCapture).length;
    if (sent > 1) return failed('a refused credential is tried once', `${sent} captures sent`);
    if (result.outcome !== 'failed') return failed('a refused credential is told as a failure', inWords(result));
    const { state, captured } = await bench.observe(paymentId);
    if (captured !== '0') return failed('nothing is captured', `${captured} captured`);
    return state === 'authorized' || state === 'unknown' ? PASSED : failed('the hold is still there', `it is ${state}`);
  },
};
