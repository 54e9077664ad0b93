import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, PASSED, type Shop } from './check.ts';

type Way = 'return' | 'notification';
const ORDERS: readonly (readonly Way[])[] = [
  ['return', 'notification'],
  ['notification', 'return'],
  ['return'],
  ['notification'],
];

/** The browser and the notification come in any order, and at once. The order is paid once. */
export const check: Check = {
  requirement: 'RED-05',
  needs: ['redirect', 'notifications'],
  async run(bench) {
    const shop = await bench.open();
    for (const order of ORDERS) {
      const found = await arrived(bench, shop, order, 'one after the other');
      if (found) return found;
    }
    return (await arrived(bench, shop, ['return', 'notification', 'notification'], 'at once')) ?? PASSED;
  },
};

async function arrived(
  bench: Bench,
  shop: Shop,
  order: readonly Way[],
  when: 'one after the other' | 'at once',
): Promise<Finding | undefined> {
  const { paymentId, payAndLeave } = await shop.beginCheckOut({ capture: 'now' });
  const url = await payAndLeave();
  const letter = await bench.notification(shop.account('sandbox'), { type: 'charged', paymentId });
  const come = async (way: Way): Promise<unknown> =>
    way === 'return' ? bench.call('completeReturn', { paymentId, url }) : bench.deliver(shop, letter);
  if (when === 'at once') await Promise.all(order.map(come));
  else for (const way of order) await come(way);
  const what = `${order.join(' and ')}, ${when}`;
  const { state, captured, amount } = await bench.observe(paymentId);
  if (state !== 'captured' || captured !== amount) return failed(`${what}: paid`, `${state}, ${captured} captured`);
  const { counts } = await bench.entry(paymentId);
  return counts.captures === 1 ? undefined : failed(`${what}: paid once`, `${counts.captures} captures in the ledger`);
}
