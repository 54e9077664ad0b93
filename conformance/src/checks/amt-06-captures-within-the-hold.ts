import { type Check, failed, inWords, PASSED, Untestable } from './check.ts';
import { held, isCapture } from './wire.ts';

/** Sixty of a hundred twice: one after the other, and at the same time. */
export const check: Check = {
  requirement: 'AMT-06',
  needs: ['manual_capture', 'partial_capture'],
  async run(bench) {
    const shop = await bench.open();
    const { paymentId, total } = await held(bench, shop);
    const minor = (total * 3n) / 5n;
    const begun = await bench.capture(paymentId, { minor, final: false });
    if (begun.outcome !== 'ok') throw new Untestable(`a part of a hold is not captured: ${inWords(begun)}`);
    const mark = bench.mark();
    const excess = await bench.capture(paymentId, { minor, final: false });
    if (excess.outcome === 'ok') return failed('more than is left is not captured', inWords(excess));
    const sent = (await bench.since(mark)).filter(isCapture).length;
    if (sent > 0) return failed('more than is left is refused before it is sent', `${sent} captures sent`);

    const race = await held(bench, shop);
    // Not quite the same amount, as the same wish twice may be taken for one.
    const both = [minor, minor - 1n].map((part) => bench.capture(race.paymentId, { minor: part, final: false }));
    const results = await Promise.all(both);
    const done = results.filter(({ outcome }) => outcome === 'ok').length;
    const { balances } = await bench.entry(race.paymentId);
    if (BigInt(balances.captured) > total) return failed(`${total} at most`, `${balances.captured} captured`);
    if (BigInt(balances.captured) < (minor - 1n) * BigInt(done)) {
      return failed('what is told as captured is captured', `${done} told, ${balances.captured} in the ledger`);
    }
    const { captured } = await bench.observe(race.paymentId);
    return BigInt(captured) > total ? failed(`${total} at most are written down`, captured) : PASSED;
  },
};
