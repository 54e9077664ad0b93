import { type Check, failed, PASSED, Untestable } from './check.ts';
import { isCreate } from './wire.ts';

/** The address that the browser comes back by is seen by many. It has nothing in it that should not be. */
export const check: Check = {
  requirement: 'RED-07',
  needs: ['redirect'],
  async run(bench) {
    const [kind] = bench.kinds().toReversed();
    const mark = bench.mark();
    const shop = await bench.open(kind === undefined ? {} : { kind });
    const { payAndLeave } = await shop.beginCheckOut();
    const [created] = (await bench.since(mark)).filter(isCreate);
    const asked = created?.said.returnUrl;
    if (asked === undefined) throw new Untestable('the subject gives the provider no address to come back to');
    for (const address of [asked, await payAndLeave()]) {
      const { protocol, hostname } = new URL(address);
      const isSafe = protocol === 'https:' || /^(127\.|localhost$|\[::1\])/.test(hostname);
      if (!isSafe) return failed('browsers come back by https', `${protocol}//${hostname}`);
      const [carried] = bench.marksIn(address).filter(({ nature }) => nature !== 'reference');
      if (carried) return failed('no credential in the address to come back to', carried.label);
      if (/\d{12,19}/.test(address)) return failed('no card number in the address to come back to', 'there is one');
    }
    return PASSED;
  },
};
