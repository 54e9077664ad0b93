import { type Check, failed, PASSED } from './check.ts';

/** The customer pays and closes the window. A notification tells it, and without one a look-up does. */
export const check: Check = {
  requirement: 'RED-06',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    for (const way of ['notifications', 'sync'] as const) {
      if (!bench.can(way)) continue;
      const { paymentId, payAndLeave } = await shop.beginCheckOut();
      await payAndLeave();
      if (way === 'sync') await bench.sync(paymentId);
      else {
        const letter = await bench.notification(shop.account('sandbox'), { type: 'authorized', paymentId });
        await bench.deliver(shop, letter);
      }
      const { state } = await bench.observe(paymentId);
      const how = way === 'sync' ? 'a look-up' : 'a notification';
      if (state !== 'authorized') return failed(`${how} tells that it is paid`, `it is ${state}`);
    }
    return PASSED;
  },
};
