import { type Bench, type Check, failed, PASSED, type Shop, Untestable } from './check.ts';
import { freshly, isTold } from './letters.ts';

/** A chargeback is opened and won; between, and after, the notification that it was paid comes once more. */
export const check: Check = {
  requirement: 'STA-14',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.charge();
    const { providerReference } = await bench.observe(paymentId);
    if (providerReference === undefined) throw new Untestable('the subject has no reference of a payment');
    const before = await bench.observe(paymentId);
    for (const decided of ['opened', 'won'] as const) {
      await bench.dispute(providerReference, decided);
      await tell(bench, shop, paymentId);
      const after = await bench.observe(paymentId);
      const what = `with a dispute that is ${decided}`;
      if (after.captured !== before.captured) {
        return failed(`${what}, ${before.captured} is captured`, `${after.captured} written down`);
      }
      if (after.refunded !== before.refunded) return failed(`${what}, nothing is refunded`, `${after.refunded} is`);
      if (after.state !== before.state) return failed(`${what}, it is ${before.state}`, `it is ${after.state}`);
    }
    return PASSED;
  },
};

async function tell(bench: Bench, shop: Shop, paymentId: string): Promise<void> {
  if (bench.can('notifications') && isTold(bench, 'captured')) {
    const letter = await bench.notification(shop.account('sandbox'), { type: 'captured', paymentId });
    await bench.deliver(shop, freshly(bench, shop.account('sandbox'), letter));
  }
  if (bench.can('sync')) await bench.sync(paymentId);
}
