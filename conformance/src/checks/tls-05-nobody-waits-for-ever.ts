import { type Check, failed, inWords, PASSED } from './check.ts';
import { isCapture } from './wire.ts';

// Longer than anybody should wait for a provider, and shorter than a subject has for a call.
const PATIENCE_MS = 13_000;

/** The provider takes the request and says nothing more, or far too much. Both end, and nobody knows what came of it. */
export const check: Check = {
  requirement: 'TLS-05',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const relay = bench.relay('sandbox');
    const endless = await shop.authorize();
    const body = JSON.stringify({ padding: 'x'.repeat(2 * 1024 * 1024) });
    relay.answer(isCapture, () => ({ status: 200, headers: { 'content-type': 'application/json' }, body }));
    const much = await bench.capture(endless);
    relay.clear();
    if (much.outcome === 'ok') return failed('an answer without end is no success', inWords(much));
    const stalled = await shop.authorize();
    const hold = relay.holdNext(isCapture);
    const capture = bench.capture(stalled);
    const result = await bench.soon(capture, PATIENCE_MS);
    hold.release();
    await capture;
    if (result === undefined) return failed('a provider that says nothing is given up', `not within ${PATIENCE_MS} ms`);
    if (result.outcome !== 'unknown' && result.outcome !== 'ok') {
      return failed('what was not answered in time is unknown', inWords(result));
    }
    const { counts } = await bench.entry(stalled);
    if (result.outcome === 'ok' && counts.captures === 0)
      return failed('nothing is told as done that is not', inWords(result));
    return PASSED;
  },
};
