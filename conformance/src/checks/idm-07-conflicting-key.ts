import { type Check, failed, inWords, PASSED } from './check.ts';
import { isCapture, keyOf, refusing } from './wire.ts';

/** The provider says that the key was used for something else. A new key for the same command would hide it. */
export const check: Check = {
  requirement: 'IDM-07',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize();
    const mark = bench.mark();
    const end = bench.relay('sandbox').answer(isCapture, refusing(bench, 'key_reused'));
    const result = await bench.capture(paymentId);
    end();
    if (result.outcome === 'ok') return failed('a key that was used for something else is no success', inWords(result));
    const keys = new Set((await bench.since(mark)).filter(isCapture).map(keyOf));
    if (keys.size > 1) return failed('no new key is made for the same command', `${keys.size} keys`);
    const { counts } = await bench.entry(paymentId);
    return counts.captures === 0 ? PASSED : failed('nothing is captured', `${counts.captures} captures in the ledger`);
  },
};
