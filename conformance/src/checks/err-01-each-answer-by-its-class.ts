import type { Refusal } from '../dialects/dialect.ts';
import { type Check, failed, inWords, PASSED } from './check.ts';
import { isCapture, refusing } from './wire.ts';

/** What the provider answers to a capture, and what may be told of it. */
const ANSWERS: readonly (readonly [refusal: Refusal, outcomes: readonly string[]])[] = [
  ['invalid_request', ['failed']],
  ['credential_unknown', ['failed']],
  ['scope_missing', ['failed']],
  ['payment_not_found', ['failed']],
  ['wrong_state', ['failed']],
  ['exceeds_capturable', ['failed']],
  ['unheard_of', ['failed', 'unknown']],
  ['rate_limited', ['failed', 'unknown']],
  ['internal_error', ['unknown']],
  ['unavailable', ['failed', 'unknown']],
  ['unheard_of_failure', ['unknown']],
];

/** One answer after the other, known ones and unheard-of ones. Each is told as what it is, by a code. */
export const check: Check = {
  requirement: 'ERR-01',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    for (const [refusal, outcomes] of ANSWERS) {
      const paymentId = await shop.authorize();
      bench.relay('sandbox').answer(isCapture, refusing(bench, refusal));
      const result = await bench.capture(paymentId);
      bench.relay('sandbox').clear();
      const what = `${refusal} is told as ${outcomes.join(' or ')}`;
      if (!outcomes.includes(result.outcome)) return failed(what, inWords(result));
      if (result.outcome === 'failed' && result.code.trim() === '') return failed(`${what}, with a code`, 'no code');
    }
    return PASSED;
  },
};
