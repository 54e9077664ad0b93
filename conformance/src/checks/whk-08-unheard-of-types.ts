import { type Check, failed, PASSED } from './check.ts';
import { rewritten } from './letters.ts';

/** Types and fields that will be invented next year. Thanked for, and neither believed nor fallen over. */
export const check: Check = {
  requirement: 'WHK-08',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const { paymentId, payAndLeave } = await shop.beginCheckOut();
    const first = await bench.notification(account, { type: 'payment.action_required', paymentId });
    for (const type of ['payment.teleported', 'weather.changed', 'payment.authorized.v2']) {
      const body = rewritten(first, [['"type":"payment.action_required"', `"type":"${type}"`]]);
      const status = await bench.deliver(shop, bench.signed(account, body));
      if (status >= 300) return failed(`a notification ${type} is thanked for`, `status ${status}`);
      const { state } = await bench.observe(paymentId);
      if (state !== 'action_required') return failed(`${type} changes nothing`, `the payment is ${state}`);
    }
    await payAndLeave();
    const letter = await bench.notification(account, { type: 'payment.authorized', paymentId });
    const more = rewritten(letter, [['"mode":"test",', '"mode":"test","mood":{"of":["the",null,1]},"nothing":null,']]);
    const status = await bench.deliver(shop, bench.signed(account, more));
    const { state } = await bench.observe(paymentId);
    if (status < 300 && state === 'authorized') return PASSED;
    return failed('fields that nobody knows do no harm', `status ${status}, the payment is ${state}`);
  },
};
