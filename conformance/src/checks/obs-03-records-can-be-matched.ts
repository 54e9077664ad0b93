import { type Check, failed, PASSED, Untestable } from './check.ts';
import { isCreate } from './wire.ts';

/** Two orders. At the provider each has a name of the shop's, and in the shop each has one of the provider's. */
export const check: Check = {
  requirement: 'OBS-03',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const mark = bench.mark();
    const sales = [await shop.checkOut('manual'), await shop.checkOut('manual')];
    const references = (await bench.since(mark)).filter(isCreate).map(({ said }) => said.reference);
    if (references.length < 2) throw new Untestable('the subject asks for no payments');
    if (references.some((reference) => reference === undefined || reference === '')) {
      return failed('every payment has a reference of the shop', 'one has none');
    }
    if (new Set(references).size < references.length)
      return failed('every order has its own', `${references.join(', ')}`);
    for (const { paymentId } of sales) {
      if (paymentId === undefined) continue;
      const { providerReference } = await bench.observe(paymentId);
      if (providerReference === undefined) return failed("the provider's name of a payment is kept", 'it is not');
    }
    return PASSED;
  },
};
