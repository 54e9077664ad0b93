import { type Check, failed, PASSED } from './check.ts';
import { isCapture } from './wire.ts';

const DAY_MS = 86_400_000;

/** A hold is looked at from every side, and stays a hold until somebody captures it. */
export const check: Check = {
  requirement: 'STA-02',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const mark = bench.mark();
    const paymentId = await shop.authorize();
    if (bench.can('notifications')) {
      await bench.deliver(shop, await bench.notification(account, { type: 'authorized', paymentId }));
    }
    if (bench.can('sync')) await bench.sync(paymentId);
    await bench.later(account, DAY_MS);
    if (bench.can('sync')) await bench.sync(paymentId);
    const { state, captured } = await bench.observe(paymentId);
    if (state !== 'authorized' || captured !== '0')
      return failed('held, and not paid', `${state}, ${captured} captured`);
    const captures = (await bench.since(mark)).filter(isCapture).length;
    if (captures > 0) return failed('nothing is captured that nobody has asked for', `${captures} captures sent`);
    const { balances } = await bench.entry(paymentId);
    return balances.captured === '0' ? PASSED : failed('nothing is captured', `${balances.captured} in the ledger`);
  },
};
