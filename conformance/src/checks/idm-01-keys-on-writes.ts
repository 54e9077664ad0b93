import { type Check, failed, PASSED, Untestable } from './check.ts';
import { isWrite, keyOf } from './wire.ts';

/** Everything a subject can do to money, once; every request that does it carries a key. */
export const check: Check = {
  requirement: 'IDM-01',
  needs: ['manual_capture'],
  async run(bench) {
    const start = bench.mark();
    const shop = await bench.open();
    await bench.capture(await shop.authorize());
    if (bench.can('void')) await bench.void(await shop.authorize());
    if (bench.can('refund')) await bench.refund(await shop.charge());
    const writes = (await bench.since(start)).filter(isWrite);
    if (writes.length < 2) throw new Untestable('the subject changes nothing at the provider');
    const keyless = writes.filter((request) => keyOf(request) === '');
    if (keyless.length === 0) return PASSED;
    return failed('every change carries an idempotency key', keyless.map(({ name }) => `${name} has none`).join(', '));
  },
};
