import { type Check, failed, inWords, PASSED, Untestable } from './check.ts';
import { held, isCapture } from './wire.ts';

/** The same click three times at once, while the first is held up on its way. */
export const check: Check = {
  requirement: 'IDM-10',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const { paymentId, total } = await held(bench, shop);
    const part = bench.can('partial_capture') ? { minor: total / 5n, final: false } : {};
    const hold = bench.relay('sandbox').holdNext(isCapture);
    const copies = [1, 2, 3].map(() => bench.capture(paymentId, { ...part, commandId: 'click' }));
    const all = Promise.all(copies);
    await Promise.race([hold.arrived, all]);
    await bench.momentFor(all);
    hold.release();
    const results = await all;
    const effects = (await bench.entry(paymentId)).counts.captures;
    if (effects !== 1) return failed('the same click three times captures once', `${effects} captures in the ledger`);
    const odd = results.find(({ outcome }) => outcome !== 'ok' && outcome !== 'unknown');
    if (odd) return failed('every copy is told what became of it, or that it is not known', inWords(odd));
    if (results.every(({ outcome }) => outcome === 'unknown'))
      throw new Untestable('no copy is told what became of it');
    return PASSED;
  },
};
