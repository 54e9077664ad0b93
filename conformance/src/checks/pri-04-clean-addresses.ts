import { type Check, failed, PASSED } from './check.ts';

/** An ordinary day. Addresses of requests are logged by every program on the way; the oracle looks at each of them. */
export const check: Check = {
  requirement: 'PRI-04',
  needs: ['manual_capture'],
  async run(bench) {
    for (const kind of bench.kinds()) {
      const mark = bench.mark();
      const shop = await bench.open({ kind });
      const paymentId = await shop.authorize();
      if (bench.can('sync')) await bench.sync(paymentId);
      await bench.capture(paymentId);
      for (const { name, target } of await bench.since(mark)) {
        const [carried] = bench.marksIn(target).filter(({ nature }) => nature !== 'reference');
        if (carried) return failed('no credential in the address of a request', `${carried.label} in ${name}`);
      }
    }
    return PASSED;
  },
};
