import type { Happening } from '../dialects/dialect.ts';
import { type Bench, type Check, failed, PASSED, type Shop } from './check.ts';
import { freshly, isTold } from './letters.ts';

const MONTH_MS = 31 * 86_400_000;
const GONE = ['expired', 'voided'];

/** A hold lapses, and somebody gives one back in the provider's console; it is heard of, or asked about. */
export const check: Check = {
  requirement: 'STA-09',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const [told, asked, voided] = [await shop.authorize(), await shop.authorize(), await shop.authorize()];
    const { providerReference = '' } = await bench.observe(voided);
    await bench.onConsole('void', providerReference);
    const found = await noticed(bench, shop, voided, 'voided');
    if (found) return found;
    // Where a hold that has lapsed looks like one that has not, nobody can notice it before it is to be captured.
    if (bench.dialect.inquiries.lapsed === 'untold') return PASSED;
    await bench.later(account, MONTH_MS);
    const lapsed = bench.can('notifications') ? await noticed(bench, shop, told, 'expired') : undefined;
    if (lapsed) return lapsed;
    if (!bench.can('sync')) return PASSED;
    await bench.sync(asked);
    const { state } = await bench.observe(asked);
    return GONE.includes(state) ? PASSED : failed('a look-up tells that a hold has lapsed', `the payment is ${state}`);
  },
};

async function noticed(bench: Bench, shop: Shop, paymentId: string, type: Happening) {
  // What was signed on a clock that has been turned is not good now, unless it can be signed anew.
  const isGoodNow = type !== 'expired' || bench.dialect.notices.sign !== undefined;
  if (bench.can('notifications') && isGoodNow && isTold(bench, type)) {
    const letter = await bench.notification(shop.account('sandbox'), { type, paymentId });
    // The provider's clock may have been turned; what is signed is signed now.
    await bench.deliver(shop, freshly(bench, shop.account('sandbox'), letter));
  } else if (bench.can('sync')) await bench.sync(paymentId);
  else return undefined;
  const { state } = await bench.observe(paymentId);
  return GONE.includes(state) ? undefined : failed(`after ${type} nothing is held`, `the payment is ${state}`);
}
