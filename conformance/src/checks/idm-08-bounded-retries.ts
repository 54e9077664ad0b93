import { type Check, failed, inWords, PASSED } from './check.ts';
import { isCapture, isLookUp, refusing } from './wire.ts';

const ATTEMPTS_MAX = 5;
const WAIT_SECONDS = 30;

/** The provider is overloaded and says for how long. Whoever goes on at once makes it worse. */
export const check: Check = {
  requirement: 'IDM-08',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const waits = [String(WAIT_SECONDS), new Date(Date.parse('2099-01-01')).toUTCString()];
    for (const [refusal, after] of [
      ['rate_limited', waits[0]],
      ['unavailable', waits[0]],
      ['unavailable', waits[1]],
    ] as const) {
      const paymentId = await shop.authorize();
      const mark = bench.mark();
      const headers = { 'retry-after': after ?? '' };
      bench.relay('sandbox').answer(() => true, refusing(bench, refusal, { headers }));
      const result = await bench.capture(paymentId);
      bench.relay('sandbox').clear();
      const requests = await bench.since(mark);
      const [captures, lookUps] = [requests.filter(isCapture).length, requests.filter(isLookUp).length];
      const what = `${refusal} with Retry-After: ${after}`;
      if (captures > 1) return failed(`${what}: not sent again before that`, `${captures} captures within one call`);
      if (lookUps > ATTEMPTS_MAX) return failed(`${what}: asked ${ATTEMPTS_MAX} times at most`, `${lookUps} look-ups`);
      if (result.outcome === 'ok') return failed(`${what} is no success`, inWords(result));
    }
    return PASSED;
  },
};
