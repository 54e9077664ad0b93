import { type Bench, type Check, failed, PASSED, type Shop, Untestable } from './check.ts';
import { isTold } from './letters.ts';

const COPIES = 4;

/** Something was captured past the shop, or else paid, and four copies of the notification come at once. */
export const check: Check = {
  requirement: 'WHK-06',
  needs: ['notifications', 'manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const isCaptureTold = isTold(bench, 'captured');
    const paymentId = isCaptureTold ? await capturedOnConsole(bench, shop) : await chargedAndLeft(shop);
    const { amount } = await bench.observe(paymentId);
    const letter = await bench.notification(account, { type: isCaptureTold ? 'captured' : 'charged', paymentId });
    const statuses = await Promise.all(Array.from({ length: COPIES }, () => bench.deliver(shop, letter)));
    const odd = statuses.find((status) => status >= 300 && status !== 409 && status !== 503);
    if (odd !== undefined) return failed('every copy is taken, or refused to be sent again', `status ${odd}`);
    await bench.settle();
    const { state, captured, attempts = [] } = await bench.observe(paymentId);
    if (captured !== amount || state !== 'captured') return failed(`${amount} captured, once`, `${captured}, ${state}`);
    const times = attempts.filter(({ operation }) => operation === 'capture').length;
    return times > 1 ? failed('one capture is written down', `${times}`) : PASSED;
  },
};

async function capturedOnConsole(bench: Bench, shop: Shop): Promise<string> {
  const paymentId = await shop.authorize();
  const { providerReference } = await bench.observe(paymentId);
  if (providerReference === undefined) throw new Untestable('the subject has no reference of a payment');
  await bench.onConsole('capture', providerReference);
  return paymentId;
}

async function chargedAndLeft(shop: Shop): Promise<string> {
  const { paymentId, payAndLeave } = await shop.beginCheckOut({ capture: 'now' });
  await payAndLeave();
  return paymentId;
}
