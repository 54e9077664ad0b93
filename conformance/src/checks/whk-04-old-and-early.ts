import { type Check, failed, PASSED } from './check.ts';
import { rewritten } from './letters.ts';

const OFF_MS = 600_000;
const NEAR_MS = 120_000;

/** Rightly signed, and sent ten minutes ago or in ten minutes; and two minutes ago, which is good. */
export const check: Check = {
  requirement: 'WHK-04',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    for (const [when, offMs, isGood] of [
      ['ten minutes ago', -OFF_MS, false],
      ['in ten minutes', OFF_MS, false],
      ['two minutes ago', -NEAR_MS, true],
      ['in two minutes', NEAR_MS, true],
    ] as const) {
      const { paymentId, payAndLeave } = await shop.beginCheckOut();
      await payAndLeave();
      const letter = await bench.notification(account, { type: 'authorized', paymentId });
      const status = await bench.deliver(
        shop,
        bench.signed(account, rewritten(bench, letter), { atMs: bench.now() + offMs }),
      );
      const { state } = await bench.observe(paymentId);
      const isTaken = status < 300 && state === 'authorized';
      if (isGood && !isTaken) return failed(`signed ${when}: taken`, `status ${status}, ${state}`);
      if (!isGood && (status < 400 || status >= 500))
        return failed(`signed ${when}: refused with 4xx`, `status ${status}`);
      if (!isGood && state === 'authorized') return failed(`signed ${when}: no effect`, 'the payment is authorized');
    }
    return PASSED;
  },
};
