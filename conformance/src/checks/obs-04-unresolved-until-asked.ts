import { type Check, failed, PASSED } from './check.ts';
import { first, isCapture, lookUpsAfterCapture } from './wire.ts';

/** A capture of unknown outcome is on the list of what is unresolved, and off it once the provider has been asked. */
export const check: Check = {
  requirement: 'OBS-04',
  needs: ['manual_capture', 'unresolved', 'sync'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize();
    const listed = async () => {
      const result = await bench.call('listUnresolved', {});
      return result.outcome === 'ok' && result.paymentIds.includes(paymentId);
    };
    if (await listed()) return failed('a hold is not unresolved', 'it is listed');
    const relay = bench.relay('sandbox');
    relay.lose('request', lookUpsAfterCapture());
    relay.lose('answer', first(isCapture));
    await bench.capture(paymentId);
    if (!(await listed())) return failed('a capture of unknown outcome is unresolved', 'it is not listed');
    relay.clear();
    await bench.sync(paymentId);
    if (await listed()) return failed('once the provider has been asked it is resolved', 'it is still listed');
    const { captured } = await bench.observe(paymentId);
    const { balances } = await bench.entry(paymentId);
    return captured === balances.captured ? PASSED : failed(`${balances.captured} captured`, captured);
  },
};
