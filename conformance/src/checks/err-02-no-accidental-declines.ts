import { type Check, failed, inWords, PASSED } from './check.ts';
import { askedFor, isCreate, refusing } from './wire.ts';

/** Nobody's card is to blame when a credential is wrong or a provider is down; and a decline is told as one. */
export const check: Check = {
  requirement: 'ERR-02',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    for (const refusal of ['credential_revoked', 'merchant_suspended', 'internal_error', 'unavailable'] as const) {
      const relay = bench.relay('sandbox');
      relay.answer(() => true, refusing(bench, refusal));
      const { result, paymentId } = await shop.ordered();
      relay.clear();
      const expected = `${refusal} at the provider is no decline`;
      if (result.outcome === 'declined' || result.outcome === 'ok') return failed(expected, inWords(result));
      if (paymentId === undefined) continue;
      const { state } = await bench.observe(paymentId);
      if (state === 'declined') return failed(expected, `the payment is ${state}`);
    }
    const mark = bench.mark();
    const visit = await shop.beginCheckOut({ customer: bench.customer('insufficient_funds') });
    const result = await visit.pay();
    // Where another card may be tried on the same page, the decline is told there, and the payment is still open.
    const told = bench.dialect.afterDecline === 'try_again' ? ['declined', 'action_required'] : ['declined'];
    if (!told.includes(result.outcome)) return failed('insufficient funds are a decline', inWords(result));
    const asked = askedFor((await bench.since(mark)).filter(isCreate));
    return asked === 1 ? PASSED : failed('asked for once', `${asked} times`);
  },
};
