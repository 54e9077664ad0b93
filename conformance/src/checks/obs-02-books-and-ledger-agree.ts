import { type Bench, type Check, failed, PASSED, type Shop, Untestable } from './check.ts';
import { isTold } from './letters.ts';

/** Refunds of the shop and of the provider's console, each with its own notification. The books have each once. */
export const check: Check = {
  requirement: 'OBS-02',
  needs: ['refund', 'partial_refund'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.charge({ units: 5 });
    const { amount, providerReference } = await bench.observe(paymentId);
    if (providerReference === undefined) throw new Untestable('the subject has no reference of a payment');
    await bench.refund(paymentId, { minor: BigInt(amount) / 5n });
    const found = (await agreed(bench, shop, paymentId)) ?? undefined;
    if (found || !bench.dialect.inquiries.console.includes('refund')) return found ?? PASSED;
    await bench.onConsole('refund', providerReference);
    return (await agreed(bench, shop, paymentId)) ?? PASSED;
  },
};

async function agreed(bench: Bench, shop: Shop, paymentId: string) {
  if (bench.can('notifications') && isTold(bench, 'refunded')) {
    const letter = await bench.notification(shop.account('sandbox'), { type: 'refunded', paymentId });
    await bench.deliver(shop, letter);
  }
  if (bench.can('sync')) await bench.sync(paymentId);
  const { balances, counts } = await bench.entry(paymentId);
  const { captured, refunded, attempts = [] } = await bench.observe(paymentId);
  if (captured !== balances.captured) return failed(`${balances.captured} captured`, captured);
  if (refunded !== balances.refunded) return failed(`${balances.refunded} refunded`, refunded);
  const rows = attempts.filter(({ operation }) => operation === 'refund').length;
  return attempts.length === 0 || rows === counts.refunds
    ? undefined
    : failed(`${counts.refunds} refunds written down`, `${rows}`);
}
