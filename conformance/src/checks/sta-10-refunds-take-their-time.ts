import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, PASSED, type Shop } from './check.ts';

const MONTH_MS = 31 * 86_400_000;

/** A refund that is pending, and later done; and one that was done, and later comes back. */
export const check: Check = {
  requirement: 'STA-10',
  needs: ['refund', 'sync'],
  async run(bench) {
    return (await pending(bench, await bench.open())) ?? (await returned(bench, await bench.open())) ?? PASSED;
  },
};

async function pending(bench: Bench, shop: Shop): Promise<Finding | undefined> {
  const paymentId = await shop.charge({ customer: bench.customer('refund_pending') });
  await bench.refund(paymentId);
  const before = await bench.observe(paymentId);
  if (before.refunded !== '0' || before.state === 'refunded') {
    return failed('a pending refund is not told as refunded', `${before.refunded} refunded, ${before.state}`);
  }
  await bench.later(shop.account('sandbox'), MONTH_MS);
  await bench.sync(paymentId);
  const { refunded, amount } = await bench.observe(paymentId);
  return refunded === amount ? undefined : failed(`${amount} refunded in the end`, refunded);
}

async function returned(bench: Bench, shop: Shop): Promise<Finding | undefined> {
  const paymentId = await shop.charge({ customer: bench.customer('refund_comes_back') });
  await bench.refund(paymentId);
  await bench.later(shop.account('sandbox'), MONTH_MS);
  await bench.sync(paymentId);
  const { balances } = await bench.entry(paymentId);
  const { refunded, refundable, state } = await bench.observe(paymentId);
  if (refunded !== balances.refunded) return failed(`${balances.refunded} refunded`, `${refunded} written down`);
  if (state !== 'captured') return failed('a refund that came back leaves the payment captured', `it is ${state}`);
  if (refundable === undefined || refundable === balances.refundable) return undefined;
  return failed(`${balances.refundable} can be refunded again`, refundable);
}
