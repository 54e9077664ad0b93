import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, PASSED, type Shop } from './check.ts';
import { isTold } from './letters.ts';
import { first, isCapture, lookUpsAfterCapture } from './wire.ts';

type Hears = 'reply' | 'notification' | 'look-up';

/** A capture is learnt of by its reply, a notification and a look-up, whichever comes first. It happens once. */
export const check: Check = {
  requirement: 'STA-03',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const orders: readonly (readonly Hears[])[] = [
      ['reply', 'notification', 'look-up'],
      ['notification', 'look-up'],
      ['look-up', 'notification', 'notification'],
    ];
    const heard: Readonly<Record<Hears, boolean>> = {
      reply: true,
      notification: bench.can('notifications') && isTold(bench, 'captured'),
      'look-up': bench.can('sync'),
    };
    // A subject that cannot hear of a capture in any of these ways cannot know of it.
    for (const order of orders.filter((ways) => ways.some((way) => heard[way]))) {
      const found = await captured(bench, shop, order);
      if (found) return found;
    }
    return PASSED;
  },
};

async function captured(bench: Bench, shop: Shop, order: readonly Hears[]): Promise<Finding | undefined> {
  const paymentId = await shop.authorize();
  const relay = bench.relay('sandbox');
  if (order[0] !== 'reply') {
    // Whoever asks at once is not answered either.
    relay.lose('answer', lookUpsAfterCapture());
    relay.lose('answer', first(isCapture));
  }
  await bench.capture(paymentId);
  relay.clear();
  for (const way of order) {
    if (way === 'look-up' && bench.can('sync')) await bench.sync(paymentId);
    if (way === 'notification' && bench.can('notifications') && isTold(bench, 'captured')) {
      const letter = await bench.notification(shop.account('sandbox'), { type: 'captured', paymentId });
      await bench.deliver(shop, letter);
    }
  }
  const what = `heard of by ${order.join(', then ')}`;
  const { counts, balances } = await bench.entry(paymentId);
  if (counts.captures !== 1) return failed(`${what}: captured once`, `${counts.captures} captures in the ledger`);
  const payment = await bench.observe(paymentId);
  if (payment.state !== 'captured') return failed(`${what}: captured`, `it is ${payment.state}`);
  if (payment.captured === balances.captured) return undefined;
  return failed(`${what}: ${balances.captured} captured`, `${payment.captured} written down`);
}
