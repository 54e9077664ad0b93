import { type Check, failed, PASSED, Untestable } from './check.ts';
import { freshly } from './letters.ts';

/** One thing is wrong with each, and nothing else. None of them has any effect, and nobody is asked about it but who alone can prove it. */
export const check: Check = {
  requirement: 'WHK-02',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const { notices } = bench.dialect;
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const { paymentId, payAndLeave } = await shop.beginCheckOut();
    await payAndLeave();
    const letter = await bench.notification(account, { type: 'authorized', paymentId });
    const signed = freshly(bench, account, letter);
    for (const [what, spoilt] of notices.spoils) {
      const mark = bench.mark();
      const status = await bench.deliver(shop, spoilt(signed));
      if (status < 400 || status >= 500) return failed(`${what}: refused with 4xx`, `status ${status}`);
      const asked = (await bench.since(mark)).filter(({ operation }) => operation !== undefined).length;
      if (asked > 0 && notices.provenBy === 'signature')
        return failed(`${what}: nobody is asked about it`, `${asked} requests to the provider`);
      const { state } = await bench.observe(paymentId);
      if (state === 'authorized') return failed(`${what}: no effect`, 'the payment is authorized');
    }
    const status = await bench.deliver(shop, signed);
    const { state } = await bench.observe(paymentId);
    if (status < 300 && state === 'authorized') return PASSED;
    throw new Untestable(`the same with nothing wrong is answered with ${status}, and the payment is ${state}`);
  },
};
