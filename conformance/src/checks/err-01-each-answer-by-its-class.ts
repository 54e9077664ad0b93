import { type Check, failed, inWords, PASSED } from './check.ts';
import { isCapture, problem } from './wire.ts';

/** What the provider answers to a capture, and what may be told of it. */
const ANSWERS: readonly (readonly [status: number, type: string, outcomes: readonly string[]])[] = [
  [400, 'invalid-request', ['failed']],
  [401, 'credential-unknown', ['failed']],
  [403, 'scope-missing', ['failed']],
  [404, 'payment-not-found', ['failed']],
  [409, 'wrong-state', ['failed']],
  [422, 'exceeds-capturable', ['failed']],
  [418, 'never-heard-of', ['failed', 'unknown']],
  [429, 'rate-limited', ['failed', 'unknown']],
  [500, 'internal-error', ['unknown']],
  [503, 'provider-unavailable', ['failed', 'unknown']],
  [599, 'never-heard-of', ['unknown']],
];

/** One answer after the other, known ones and unheard-of ones. Each is told as what it is, by a code. */
export const check: Check = {
  requirement: 'ERR-01',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    for (const [status, type, outcomes] of ANSWERS) {
      const paymentId = await shop.authorize();
      bench.relay('sandbox').answer(isCapture, () => problem(status, type));
      const result = await bench.capture(paymentId);
      bench.relay('sandbox').clear();
      const what = `${status} ${type} is told as ${outcomes.join(' or ')}`;
      if (!outcomes.includes(result.outcome)) return failed(what, inWords(result));
      if (result.outcome === 'failed' && result.code.trim() === '') return failed(`${what}, with a code`, 'no code');
    }
    return PASSED;
  },
};
