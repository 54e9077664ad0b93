import { type Check, failed, PASSED } from './check.ts';
import { held, isCapture, isLookUp } from './wire.ts';

// Later than the provider remembers a key.
const LATE_MS = 60 * 60 * 1000;

/** The answer is lost, and the same click comes again when the provider no longer knows the key. */
export const check: Check = {
  requirement: 'IDM-12',
  needs: ['manual_capture', 'multiple_capture'],
  async run(bench) {
    const shop = await bench.open();
    const { paymentId, total } = await held(bench, shop);
    const step = { minor: total / 5n, final: false, commandId: `late-${paymentId}` };
    bench.relay('sandbox').lose('answer', () => true);
    await bench.capture(paymentId, step);
    bench.relay('sandbox').clear();
    await bench.later(shop.account('sandbox'), bench.dialect.keyLifetimeMs + LATE_MS);
    const mark = bench.mark();
    await bench.capture(paymentId, step);
    if (bench.can('sync')) await bench.sync(paymentId);
    const sent = await bench.since(mark);
    const [asked, again] = [sent.findIndex(isLookUp), sent.findIndex(isCapture)];
    const { counts } = await bench.entry(paymentId);
    if (counts.captures > 1) return failed('it is captured once', `${counts.captures} captures in the ledger`);
    if (again >= 0 && (asked < 0 || asked > again))
      return failed('it is asked for before it is sent again', 'it is not');
    return PASSED;
  },
};
