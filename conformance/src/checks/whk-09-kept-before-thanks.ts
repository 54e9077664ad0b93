import type { Letter } from '../bench/mailbox.ts';
import { type Bench, type Check, failed, PASSED, type Shop, Untestable } from './check.ts';

const TRIES_MAX = 20;

/** The provider cannot be asked when the notification comes. It is not lost for that. */
export const check: Check = {
  requirement: 'WHK-09',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const { paymentId, payAndLeave } = await shop.beginCheckOut();
    await payAndLeave();
    const letter = await bench.notification(shop.account('sandbox'), { type: 'authorized', paymentId });
    const heal = bench.relay('sandbox').lose('request', () => true);
    const status = await bench.deliver(shop, letter);
    const { state } = await bench.observe(paymentId);
    heal();
    if (state === 'authorized') throw new Untestable('the subject does not ask the provider');
    const tries = await untilKnown(bench, shop, letter, paymentId);
    if (tries <= TRIES_MAX) return PASSED;
    return failed(
      `first answered with ${status} and not acted on: acted on later`,
      `after ${TRIES_MAX} more it is not`,
    );
  },
};

/** As a provider would: again and again, with time in between. A subject may also go on by itself. */
async function untilKnown(bench: Bench, shop: Shop, letter: Letter, paymentId: string): Promise<number> {
  for (let attempt = 1; attempt <= TRIES_MAX; attempt++) {
    await bench.deliver(shop, letter);
    const { state } = await bench.observe(paymentId);
    if (state === 'authorized') return attempt;
    await bench.moment();
  }
  return TRIES_MAX + 1;
}
