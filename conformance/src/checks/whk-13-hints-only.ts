import { type Bench, type Check, failed, PASSED, type Shop } from './check.ts';
import { isTold, rewritten, typeOf } from './letters.ts';

/** The notification says captured, or approved. The provider, when it is asked, says that it is not. */
export const check: Check = {
  requirement: 'WHK-13',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    if (!isTold(bench, 'captured')) return declined(bench, shop);
    const account = shop.account('sandbox');
    const { paymentId, payAndLeave } = await shop.beginCheckOut();
    // Who is told of nothing before a customer has paid is told of a capture where there is only a hold.
    const isToldEarly = bench.dialect.notices.types.action_required !== undefined;
    if (!isToldEarly) await payAndLeave();
    const from = isToldEarly ? 'action_required' : 'authorized';
    const letter = await bench.notification(account, { type: from, paymentId });
    const retold = [{ what: 'state', from, to: 'captured' } as const];
    const lie = rewritten(bench, letter, { type: typeOf(bench, 'captured'), retold });
    await bench.deliver(shop, bench.signed(account, lie));
    const { state, captured } = await bench.observe(paymentId);
    const isBelieved = state === 'captured' || captured !== '0' || (isToldEarly && state === 'authorized');
    return isBelieved ? failed('what is true is asked of the provider', `the payment is ${state}`) : PASSED;
  },
};

/** Where nobody is told of captures: the card was declined, and the notification says that it was not. */
async function declined(bench: Bench, shop: Shop) {
  const { paymentId, payAndLeave } = await shop.beginCheckOut({ customer: bench.customer('insufficient_funds') });
  await payAndLeave();
  const account = shop.account('sandbox');
  const letter = await bench.notification(account, { type: 'declined', paymentId });
  const lie = rewritten(bench, letter, { type: typeOf(bench, 'authorized') });
  await bench.deliver(shop, bench.signed(account, lie));
  const { state } = await bench.observe(paymentId);
  const isBelieved = state === 'authorized' || state === 'captured';
  return isBelieved ? failed('what is true is asked of the provider', `the payment is ${state}`) : PASSED;
}
