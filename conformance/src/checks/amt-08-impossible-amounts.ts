import { type Check, failed, inWords, PASSED } from './check.ts';
import { held, isWrite } from './wire.ts';

// Nothing, far too much, and what is little once it has been squeezed into 32 bits.
const AMOUNTS = [0n, 2n ** 32n + 1n, 2n ** 31n, 999_999_999_999_999n];

/** Captures and refunds that nobody can mean. Nothing is sent for them. */
export const check: Check = {
  requirement: 'AMT-08',
  needs: ['manual_capture', 'partial_capture'],
  async run(bench) {
    const shop = await bench.open();
    const { paymentId } = await held(bench, shop);
    const charged = bench.can('partial_refund') ? await shop.charge({ units: 5 }) : undefined;
    for (const minor of AMOUNTS) {
      const mark = bench.mark();
      const results = [await bench.capture(paymentId, { minor, final: false })];
      if (charged !== undefined) results.push(await bench.refund(charged, { minor }));
      const done = results.find(({ outcome }) => outcome !== 'failed' && outcome !== 'unsupported');
      if (done) return failed(`an amount of ${minor} is refused`, inWords(done));
      const sent = (await bench.since(mark)).filter(isWrite);
      if (sent.length > 0) return failed(`an amount of ${minor} is refused before it is sent`, `${sent[0]?.body}`);
    }
    return PASSED;
  },
};
