import { type Check, failed, inWords, PASSED } from './check.ts';
import { isCreate, problem } from './wire.ts';

const DECLINED = { card: { number: '4000000000009995', expiry: '12/70', cvc: '123' }, challenge: 'pass' } as const;

/** Nobody's card is to blame when a credential is wrong or a provider is down; and a decline is told as one. */
export const check: Check = {
  requirement: 'ERR-02',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    for (const [status, type] of [
      [401, 'credential-revoked'],
      [403, 'merchant-suspended'],
      [500, 'internal-error'],
      [503, 'provider-unavailable'],
    ] as const) {
      const relay = bench.relay('sandbox');
      relay.answer(
        () => true,
        () => problem(status, type),
      );
      const { result, paymentId } = await shop.ordered();
      relay.clear();
      const expected = `${status} of the provider is no decline`;
      if (result.outcome === 'declined' || result.outcome === 'ok') return failed(expected, inWords(result));
      if (paymentId === undefined) continue;
      const { state } = await bench.observe(paymentId);
      if (state === 'declined') return failed(expected, `the payment is ${state}`);
    }
    const mark = bench.mark();
    const visit = await shop.beginCheckOut({ customer: DECLINED });
    const result = await visit.pay();
    if (result.outcome !== 'declined') return failed('insufficient funds are a decline', inWords(result));
    const asked = (await bench.since(mark)).filter(isCreate).length;
    return asked === 1 ? PASSED : failed('asked for once', `${asked} times`);
  },
};
