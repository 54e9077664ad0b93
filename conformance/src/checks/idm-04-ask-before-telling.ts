import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED, type Shop, Untestable } from './check.ts';
import { first, isCapture, isLookUp, keyOf, refusing } from './wire.ts';

/** Done, and not told: the answer is lost, or is an error, or is no answer. Both asking and sending again will do. */
export const check: Check = {
  requirement: 'IDM-04',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const relay = bench.relay('sandbox');
    const ways: readonly (readonly [string, () => unknown])[] = [
      ['the answer is lost', () => relay.lose('answer', first(isCapture))],
      ['the answer is 500', () => relay.change(first(isCapture), refusing(bench, 'internal_error'))],
      ['the answer is cut off', () => relay.change(first(isCapture), cut)],
    ];
    for (const [how, intervene] of ways) {
      const found = await judged(bench, shop, how, intervene);
      relay.clear();
      if (found) return found;
    }
    return PASSED;
  },
};

function cut(answer: Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }>) {
  return { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
}

async function judged(bench: Bench, shop: Shop, how: string, intervene: () => unknown): Promise<Finding | undefined> {
  const paymentId = await shop.authorize();
  const mark = bench.mark();
  intervene();
  const result = await bench.capture(paymentId);
  const requests = await bench.since(mark);
  const at = requests.findIndex(isCapture);
  if (at < 0) throw new Untestable('a capture sends nothing to the provider');
  const lost = requests[at];
  const after = requests.slice(at + 1);
  const asked =
    after.some(isLookUp) || after.some((request) => isCapture(request) && lost && keyOf(request) === keyOf(lost));
  if (result.outcome === 'failed' || result.outcome === 'declined') {
    return failed(`captured, but ${how}: not told as a failure`, inWords(result));
  }
  if (result.outcome === 'ok' && !asked) {
    return failed(`captured, but ${how}: asked before it is told as done`, inWords(result));
  }
  if (bench.can('sync')) await bench.sync(paymentId);
  const { counts } = await bench.entry(paymentId);
  return counts.captures === 1 ? undefined : failed('captured once', `${counts.captures} captures in the ledger`);
}
