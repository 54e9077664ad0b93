import { type Check, failed, PASSED } from './check.ts';
import { freshly } from './letters.ts';
import { isWrite } from './wire.ts';

/** The same notification three times more, also with a fresh time and signature. Thanked for, and nothing else. */
export const check: Check = {
  requirement: 'WHK-05',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const { paymentId, payAndLeave } = await shop.beginCheckOut({ capture: 'now' });
    await payAndLeave();
    const letter = await bench.notification(account, { type: 'charged', paymentId });
    await bench.deliver(shop, letter);
    const before = await bench.observe(paymentId);
    if (before.state !== 'captured') return failed('a notification tells that it is paid', `it is ${before.state}`);
    const mark = bench.mark();
    for (const again of [letter, letter, freshly(bench, account, letter)]) {
      const status = await bench.deliver(shop, again);
      if (status >= 300) return failed('a notification that comes again is thanked for', `status ${status}`);
    }
    const writes = (await bench.since(mark)).filter(isWrite).length;
    if (writes > 0) return failed('it has no other effect', `${writes} requests that change something`);
    const after = await bench.observe(paymentId);
    if (JSON.stringify(after) === JSON.stringify(before)) return PASSED;
    return failed('nothing is written down differently', `${JSON.stringify(before)} became ${JSON.stringify(after)}`);
  },
};
