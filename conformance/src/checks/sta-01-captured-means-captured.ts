import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED, type Shop } from './check.ts';

/** Taken at once: told as captured when it is, and not while the provider says that it is not yet. */
export const check: Check = {
  requirement: 'STA-01',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.charge();
    const { state, captured, amount } = await bench.observe(paymentId);
    const { balances } = await bench.entry(paymentId);
    if (state !== 'captured' || captured !== amount) return failed(`${amount} are captured`, `${captured}, ${state}`);
    if (balances.captured !== amount) return failed(`${amount} in the ledger`, balances.captured);
    for (const status of ['processing', 'authorized'] as const) {
      const found = await notYet(bench, shop, status);
      if (found) return found;
    }
    return PASSED;
  },
};

async function notYet(bench: Bench, shop: Shop, status: 'processing' | 'authorized'): Promise<Finding | undefined> {
  const visit = await shop.beginCheckOut({ capture: 'now' });
  const end = bench.relay('sandbox').change(
    () => true,
    (answer) => ({
      ...answer,
      body: bench.dialect.retold(answer.body, { what: 'state', from: 'captured', to: status }),
    }),
  );
  const result = await visit.pay();
  const { state } = await bench.observe(visit.paymentId);
  end();
  const expected = `a charge that is ${status} at the provider is not told as captured`;
  if (result.outcome === 'ok') return failed(expected, inWords(result));
  return state === 'captured' ? failed(expected, `it is ${state}`) : undefined;
}
