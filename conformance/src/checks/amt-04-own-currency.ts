import { type Check, failed, PASSED, Untestable } from './check.ts';
import { amountIn, isWrite } from './wire.ts';

/** A shop that sells in several currencies; whatever is done to a payment is done in the payment's own. */
export const check: Check = {
  requirement: 'AMT-04',
  needs: ['manual_capture'],
  async run(bench) {
    const currencies = bench.currencies().slice(0, 3);
    if (currencies.length < 2) throw new Untestable('the subject sells in one currency only');
    const shop = await bench.open({ active: bench.dialect.anyAmount, currencies });
    for (const currency of currencies) {
      const mark = bench.mark();
      const paymentId = await shop.authorize({ currency, units: 5 });
      const part = BigInt((await bench.observe(paymentId)).amount) / 5n;
      await bench.capture(paymentId, bench.can('partial_capture') ? { minor: part, final: false } : {});
      if (bench.can('partial_refund')) await bench.refund(paymentId, { minor: part / 2n });
      if (bench.can('sync')) await bench.sync(paymentId);
      const foreign = (await bench.since(mark))
        .filter(isWrite)
        .filter((request) => !['no amount', ` ${currency}`].some((end) => amountIn(request, currency).endsWith(end)));
      const [wrong] = foreign;
      if (wrong) return failed(`everything about it is in ${currency}`, `${wrong.name}: ${amountIn(wrong)}`);
      const observed = await bench.observe(paymentId);
      const { balances } = await bench.entry(paymentId);
      if (observed.currency !== currency) return failed(`written down in ${currency}`, observed.currency);
      if (balances.captured !== observed.captured) {
        return failed(`${observed.captured} ${currency} captured`, `${balances.captured} in the ledger`);
      }
    }
    return PASSED;
  },
};
