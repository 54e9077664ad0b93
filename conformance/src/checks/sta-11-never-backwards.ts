import type { RelayedAnswer } from '../bench/relay.ts';
import { type Check, failed, PASSED, Untestable } from './check.ts';
import { isLookUp } from './wire.ts';

/** An answer of before comes late. What is known by then does not become less. */
export const check: Check = {
  requirement: 'STA-11',
  needs: ['manual_capture', 'sync', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const relay = bench.relay('sandbox');
    const visit = await shop.beginCheckOut();
    const { paymentId } = visit;
    let stale: RelayedAnswer | undefined;
    const overheard = relay.change(isLookUp, (answer) => {
      stale ??= answer;
      return answer;
    });
    await bench.sync(paymentId);
    overheard();
    const early = stale;
    if (!early) throw new Untestable('syncPayment asks nothing of the provider');
    await visit.pay();
    const before = await bench.observe(paymentId);
    const end = relay.answer(isLookUp, () => early);
    await bench.sync(paymentId);
    end();
    const after = await bench.observe(paymentId);
    if (after.state !== before.state) return failed(`the payment stays ${before.state}`, `it is ${after.state} now`);
    if (after.capturable !== before.capturable) {
      return failed(`${before.capturable} can still be captured`, `${after.capturable}`);
    }
    await bench.capture(paymentId);
    const { balances } = await bench.entry(paymentId);
    return balances.captured === after.amount ? PASSED : failed('it can still be captured', 'it is not');
  },
};
