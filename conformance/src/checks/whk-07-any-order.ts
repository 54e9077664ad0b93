import type { Letter } from '../bench/mailbox.ts';
import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, PASSED, type Shop, Untestable } from './check.ts';

const TYPES = ['authorized', 'captured', 'refunded'] as const;
const ORDERS = [
  [0, 1, 2],
  [2, 1, 0],
  [1, 0, 2],
  [2, 0, 1, 0],
];

/** Held, captured and refunded without the shop's knowing; then the notifications arrive, in one order after another. */
export const check: Check = {
  requirement: 'WHK-07',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    for (const order of ORDERS) {
      const found = await arrived(bench, shop, order);
      if (found) return found;
    }
    return PASSED;
  },
};

async function arrived(bench: Bench, shop: Shop, order: readonly number[]): Promise<Finding | undefined> {
  const account = shop.account('sandbox');
  const { paymentId, pay, payAndLeave } = await shop.beginCheckOut();
  // Where nothing is held before the shop asks, it has asked.
  if (bench.dialect.holds === 'by_itself') await payAndLeave();
  else await pay();
  const [payment] = await bench.ledger(account);
  if (!payment) throw new Untestable('the payment is not in the ledger');
  await bench.onConsole('capture', payment.paymentId);
  await bench.onConsole('refund', payment.paymentId);
  const letters: Letter[] = [];
  for (const type of TYPES) letters.push(await bench.notification(account, { type, reference: payment.paymentId }));
  for (const index of order) {
    const letter = letters[index];
    if (letter) await bench.deliver(shop, letter);
  }
  const { balances } = await bench.entry(paymentId);
  const { state, captured, refunded } = await bench.observe(paymentId);
  const what = order.map((index) => TYPES[index]).join(', ');
  const [expected, observed] = [
    `${balances.captured} captured, ${balances.refunded} refunded`,
    `${captured} captured, ${refunded} refunded`,
  ];
  if (expected !== observed) return failed(`${what}: ${expected}`, observed);
  return state === 'refunded' ? undefined : failed(`${what}: refunded`, `it is ${state}`);
}
