import { type Check, failed, inWords, PASSED } from './check.ts';
import { first, isCapture, keyOf, refusing } from './wire.ts';

/** The provider still works on the same key. That is neither yes nor no. */
export const check: Check = {
  requirement: 'IDM-06',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize();
    const mark = bench.mark();
    bench.relay('sandbox').answer(first(isCapture), refusing(bench, 'key_in_use'));
    const commandId = 'capture-in-progress';
    const result = await bench.capture(paymentId, { commandId });
    const sent = (await bench.since(mark)).filter(isCapture);
    if (result.outcome === 'failed' || result.outcome === 'declined') {
      return failed('a request in progress is no failure', inWords(result));
    }
    if (result.outcome === 'ok' && sent.length < 2)
      return failed('a request in progress is no success', inWords(result));
    if (bench.can('sync')) await bench.sync(paymentId);
    await bench.capture(paymentId, { commandId });
    const keys = new Set((await bench.since(mark)).filter(isCapture).map(keyOf));
    if (keys.size > 1) return failed('it goes on under the same key', `${keys.size} keys`);
    const { counts } = await bench.entry(paymentId);
    return counts.captures === 1 ? PASSED : failed('captured in the end, once', `${counts.captures} captures`);
  },
};
