import type { RelayedAnswer } from '../bench/relay.ts';
import { type Check, failed, inWords, PASSED } from './check.ts';
import { first, isCapture } from './wire.ts';

type Change = (answer: RelayedAnswer) => RelayedAnswer;

const html = (answer: RelayedAnswer, body: string) => ({ ...answer, headers: { 'content-type': 'text/html' }, body });

const ANSWERS: readonly (readonly [string, Change])[] = [
  [
    'a page of a firewall',
    (answer) => html({ ...answer, status: 200 }, '<html><body>Request blocked. OK</body></html>'),
  ],
  ['nothing', (answer) => ({ ...answer, status: 200, body: '' })],
  ['half an answer', (answer) => ({ ...answer, status: 200, body: '{"id":"1","status":"captured","amount":{"val' })],
  ['an error inside', (answer) => ({ ...answer, status: 200, body: '{"error":{"code":"temporarily_unavailable"}}' })],
  ['something else', (answer) => ({ ...answer, status: 200, body: '{"ok":true,"status":"captured"}' })],
];

/** Not captured, and answered with 200. Whoever reads no more than that believes that it was. */
export const check: Check = {
  requirement: 'ERR-04',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const relay = bench.relay('sandbox');
    for (const [what, change] of ANSWERS) {
      const paymentId = await shop.authorize();
      relay.answer(first(isCapture), () =>
        change({ status: 200, headers: { 'content-type': 'application/json' }, body: '' }),
      );
      const result = await bench.capture(paymentId);
      relay.clear();
      const { counts } = await bench.entry(paymentId);
      const expected = `a capture answered with 200 and ${what} is not told as done`;
      if (result.outcome === 'ok' && counts.captures === 0) return failed(expected, inWords(result));
      const { captured } = await bench.observe(paymentId);
      if (captured !== '0' && counts.captures === 0) return failed(expected, `${captured} captured`);
      if (counts.captures > 1) return failed('captured once at most', `${counts.captures} captures`);
    }
    return PASSED;
  },
};
