import type { Letter } from '../bench/mailbox.ts';
import type { Retelling } from '../dialects/dialect.ts';
import { type Check, failed, PASSED } from './check.ts';
import { proves, rewritten } from './letters.ts';

/** Rightly signed, and about a payment of another account, another amount, or another order. */
export const check: Check = {
  requirement: 'WHK-12',
  needs: ['notifications', 'redirect', 'several_shops'],
  async run(bench) {
    const [shop, other] = [await bench.open(), await bench.open()];
    const theirs = await other.beginCheckOut({ units: 2 });
    await theirs.payAndLeave();
    const wanted = { type: 'authorized', paymentId: theirs.paymentId } as const;
    const letter = await bench.notification(other.account('sandbox'), wanted);
    const foreign = bench.signed(shop.account('sandbox'), letter.body);
    const own = other.account('sandbox');
    const { amount: minor, currency } = await bench.observe(theirs.paymentId);
    const [amount, more] = [BigInt(minor), BigInt(minor) + 1n];
    const sums: Retelling = { what: 'amount', from: amount, to: more };
    const money: Retelling = { what: 'currency', from: currency, to: 'SEK' };
    const cases: readonly (readonly [string, typeof shop, Letter])[] = [
      ['a payment of another account', shop, foreign],
      ['another amount', other, bench.signed(own, rewritten(bench, letter, { retold: [sums] }))],
      ['another currency', other, bench.signed(own, rewritten(bench, letter, { retold: [money] }))],
    ];
    for (const [what, at, sent] of cases) {
      const mark = bench.mark();
      const status = await bench.deliver(at, sent);
      const { state } = await bench.observe(theirs.paymentId);
      if (state === 'authorized')
        return failed(`a notification about ${what} has no effect`, `status ${status}, ${state}`);
      const asked = (await bench.since(mark)).filter((request) => !proves(bench, request)).length;
      if (asked > 0)
        return failed(`a notification about ${what} leads to nothing`, `${asked} requests to the provider`);
    }
    await bench.deliver(other, letter);
    const { state } = await bench.observe(theirs.paymentId);
    return state === 'authorized' ? PASSED : failed('the right one is taken', `the payment is ${state}`);
  },
};
