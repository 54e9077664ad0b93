import type { RelayedAnswer } from '../bench/relay.ts';
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

type Change = (body: string, minor: string) => string;

const OTHER: readonly (readonly [string, Change])[] = [
  ['one minor unit less', (body, minor) => body.replaceAll(`"minor":${minor}`, `"minor":${BigInt(minor) - 1n}`)],
  ['a tenth', (body, minor) => body.replaceAll(`"minor":${minor}`, `"minor":${BigInt(minor) / 10n}`)],
  ['one minor unit more', (body, minor) => body.replaceAll(`"minor":${minor}`, `"minor":${BigInt(minor) + 1n}`)],
  ['another currency', (body) => body.replaceAll(/"currency":"[A-Z]{3}"/g, '"currency":"SEK"')],
];

async function told(bench: Bench, shop: Shop, what: string, change: Change): Promise<Finding | undefined> {
  const { paymentId, pay } = await shop.beginCheckOut({ units: 5 });
  const { amount } = await bench.observe(paymentId);
  const lie = (answer: RelayedAnswer) => ({ ...answer, body: change(answer.body, amount) });
  bench.relay('sandbox').change(() => true, lie);
  const returned = await pay();
  const results = bench.can('sync') ? [returned, await bench.sync(paymentId)] : [returned];
  if (bench.can('notifications')) {
    await bench.deliver(
      shop,
      await bench.notification(shop.account('sandbox'), { type: 'payment.authorized', paymentId }),
    );
  }
  const accepted = results.find(({ outcome }) => outcome === 'ok');
  const expected = `${what} than was ordered is not taken for the payment`;
  if (accepted) return failed(expected, inWords(accepted));
  const { state } = await bench.observe(paymentId);
  return state === 'authorized' || state === 'captured' ? failed(expected, `the payment is ${state}`) : undefined;
}
