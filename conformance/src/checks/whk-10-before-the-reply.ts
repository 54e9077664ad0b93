import { type Check, failed, PASSED, Untestable } from './check.ts';
import { first, isCreate } from './wire.ts';

/** The notification of a payment is faster than the reply that would have told its name. */
export const check: Check = {
  requirement: 'WHK-10',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const relay = bench.relay('sandbox');
    relay.lose('answer', first(isCreate));
    relay.lose('request', () => true);
    const { result, paymentId } = await shop.ordered();
    relay.clear();
    if (paymentId === undefined) throw new Untestable(`a payment without a reply has no name: ${result.outcome}`);
    const [payment] = await bench.ledger(shop.account('sandbox'));
    if (!payment) throw new Untestable('the payment never reached the provider');
    const wanted = { type: 'action_required', reference: payment.paymentId } as const;
    const letter = await bench.notification(shop.account('sandbox'), wanted);
    const status = await bench.deliver(shop, letter);
    const { state, providerReference } = await bench.observe(paymentId);
    if (status < 300 && providerReference !== payment.paymentId) {
      return failed('a notification that was thanked for is acted on', `status ${status}, the payment is ${state}`);
    }
    if (status < 300) return PASSED;
    await bench.sync(paymentId);
    const again = await bench.deliver(shop, letter);
    return again < 300 ? PASSED : failed('refused until the payment is known, then taken', `status ${again}`);
  },
};
