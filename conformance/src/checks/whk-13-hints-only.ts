import { type Check, failed, PASSED } from './check.ts';
import { rewritten } from './letters.ts';

/** The notification says captured. The provider, when it is asked, says that nobody has paid. */
export const check: Check = {
  requirement: 'WHK-13',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const { paymentId } = await shop.beginCheckOut();
    const letter = await bench.notification(account, { type: 'payment.action_required', paymentId });
    const lie = rewritten(letter, [
      ['"type":"payment.action_required"', '"type":"payment.captured"'],
      ['"status":"action_required"', '"status":"captured"'],
    ]);
    await bench.deliver(shop, bench.signed(account, lie));
    const { state } = await bench.observe(paymentId);
    const isBelieved = state === 'captured' || state === 'authorized';
    return isBelieved ? failed('what is true is asked of the provider', `the payment is ${state}`) : PASSED;
  },
};
