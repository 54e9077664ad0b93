import type { RelayedAnswer } from '../bench/relay.ts';
import type { Retelling } from '../dialects/dialect.ts';
import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED, type Shop } from './check.ts';

/** The provider confirms less, more, or another currency than was ordered, to whoever asks. */
export const check: Check = {
  requirement: 'AMT-05',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    for (const [what, change] of OTHER) {
      const found = await told(bench, shop, what, change);
      bench.relay('sandbox').clear();
      if (found) return found;
    }
    return PASSED;
  },
};

type Change = (was: Readonly<{ amount: bigint; currency: string }>) => Retelling;

const OTHER: readonly (readonly [string, Change])[] = [
  ['one minor unit less', ({ amount }) => ({ what: 'amount', from: amount, to: amount - 1n })],
  ['a tenth', ({ amount }) => ({ what: 'amount', from: amount, to: amount / 10n })],
  ['one minor unit more', ({ amount }) => ({ what: 'amount', from: amount, to: amount + 1n })],
  ['another currency', ({ currency }) => ({ what: 'currency', from: currency, to: 'SEK' })],
];

async function told(bench: Bench, shop: Shop, what: string, change: Change): Promise<Finding | undefined> {
  const { paymentId, pay } = await shop.beginCheckOut({ units: 5 });
  const { amount, currency } = await bench.observe(paymentId);
  const retelling = change({ amount: BigInt(amount), currency });
  const lie = (answer: RelayedAnswer) => ({ ...answer, body: bench.dialect.retold(answer.body, retelling) });
  bench.relay('sandbox').change(() => true, lie);
  const returned = await pay();
  const results = bench.can('sync') ? [returned, await bench.sync(paymentId)] : [returned];
  if (bench.can('notifications')) {
    await bench.deliver(shop, await bench.notification(shop.account('sandbox'), { type: 'authorized', paymentId }));
  }
  const accepted = results.find(({ outcome }) => outcome === 'ok');
  const expected = `${what} than was ordered is not taken for the payment`;
  if (accepted) return failed(expected, inWords(accepted));
  const { state } = await bench.observe(paymentId);
  return state === 'authorized' || state === 'captured' ? failed(expected, `the payment is ${state}`) : undefined;
}
