import { type Check, failed, PASSED, Untestable } from './check.ts';

/** Everything happens in the provider's console; one look-up tells it, and a second one tells nothing new. */
export const check: Check = {
  requirement: 'STA-13',
  needs: ['manual_capture', 'sync'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize();
    const { providerReference } = await bench.observe(paymentId);
    if (providerReference === undefined) throw new Untestable('the subject has no reference of a payment');
    const isShown = bench.dialect.inquiries.console.includes('capture');
    for (const what of isShown ? (['capture', 'refund'] as const) : (['void'] as const)) {
      await bench.onConsole(what, providerReference);
      await bench.sync(paymentId);
      const { balances } = await bench.entry(paymentId);
      const once = await bench.observe(paymentId);
      for (const kind of ['captured', 'refunded'] as const) {
        if (once[kind] !== balances[kind]) return failed(`${balances[kind]} ${kind}`, `${once[kind]} written down`);
      }
      const isVoided = once.state === 'voided';
      if (what === 'void' && !isVoided) return failed('voided', `it is ${once.state}`);
      await bench.sync(paymentId);
      const twice = await bench.observe(paymentId);
      if (JSON.stringify(twice) !== JSON.stringify(once)) {
        return failed('a second look-up changes nothing', `${JSON.stringify(once)} became ${JSON.stringify(twice)}`);
      }
    }
    return PASSED;
  },
};
