import { type Check, failed, inWords, PASSED } from './check.ts';
import { held } from './wire.ts';

/** Two fifths, one fifth, and that is all: the rest is given back. */
export const check: Check = {
  requirement: 'STA-05',
  needs: ['manual_capture', 'partial_capture', 'multiple_capture'],
  async run(bench) {
    const shop = await bench.open();
    const { paymentId, total } = await held(bench, shop);
    const fifth = total / 5n;
    for (const step of [
      { minor: fifth * 2n, final: false },
      { minor: fifth, final: true },
    ]) {
      const result = await bench.capture(paymentId, step);
      if (result.outcome !== 'ok') return failed(`${step.minor} are captured`, inWords(result));
    }
    const { counts, balances } = await bench.entry(paymentId);
    if (counts.captures !== 2) return failed('two captures', `${counts.captures} in the ledger`);
    if (balances.captured !== String(fifth * 3n)) return failed(`${fifth * 3n} in the ledger`, balances.captured);
    if (balances.released !== String(total - fifth * 3n)) {
      return failed('after the last capture the rest is given back', `${balances.capturable} still held`);
    }
    const { captured, capturable = '0' } = await bench.observe(paymentId);
    if (captured !== balances.captured) return failed(`${balances.captured} written down`, captured);
    return capturable === '0' ? PASSED : failed('nothing is left to capture', capturable);
  },
};
