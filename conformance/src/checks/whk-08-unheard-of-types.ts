import { type Check, failed, PASSED } from './check.ts';
import { rewritten, typeOf } from './letters.ts';

/** Types and fields that will be invented next year. Thanked for, and neither believed nor fallen over. */
export const check: Check = {
  requirement: 'WHK-08',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const { paymentId, payAndLeave } = await shop.beginCheckOut();
    // A payment that nobody has made yet shows every guess; but some providers say nothing of such a payment.
    const unpaidIsTold = bench.dialect.notices.types.action_required !== undefined;
    if (!unpaidIsTold) await payAndLeave();
    const first = await bench.notification(account, {
      type: unpaidIsTold ? 'action_required' : 'authorized',
      paymentId,
    });
    const hasTypes = bench.dialect.notices.ofType(first.body, 'x') !== undefined;
    for (const type of hasTypes ? ['payment.teleported', 'weather.changed', `${typeOf(bench, 'authorized')}.v2`] : []) {
      const body = rewritten(bench, first, { type });
      const status = await bench.deliver(shop, bench.signed(account, body));
      if (status >= 300) return failed(`a notification ${type} is thanked for`, `status ${status}`);
      const { state } = await bench.observe(paymentId);
      // Who asks the provider because of one may learn from it what has happened in truth.
      const harmless = state === 'action_required' || (!unpaidIsTold && state === 'authorized');
      if (!harmless) return failed(`${type} changes nothing`, `the payment is ${state}`);
    }
    if (unpaidIsTold) await payAndLeave();
    const letter = await bench.notification(account, { type: 'authorized', paymentId });
    const more = rewritten(bench, letter, { retold: [{ what: 'news' }] });
    const status = await bench.deliver(shop, bench.signed(account, more));
    const { state } = await bench.observe(paymentId);
    if (status < 300 && state === 'authorized') return PASSED;
    return failed('fields that nobody knows do no harm', `status ${status}, the payment is ${state}`);
  },
};
