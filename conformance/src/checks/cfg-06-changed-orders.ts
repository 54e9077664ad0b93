import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED, type Shop, Untestable } from './check.ts';

const PAID = ['authorized', 'partially_captured', 'captured'];

const BEFORE = { units: 2 };
const AFTER = { units: 3 };

/**
 * The order grows while the customer stands on the provider's page, and once the money is held. Both a refusal and a
 * change will do; with a change, what was begun for the order as it was pays for nothing.
 */
export const check: Check = {
  requirement: 'CFG-06',
  needs: ['redirect', 'manual_capture', 'change_order'],
  async run(bench) {
    const shop = await bench.open();
    return (await whilePaying(bench, shop)) ?? (await whenHeld(bench, shop)) ?? PASSED;
  },
};

async function whilePaying(bench: Bench, shop: Shop): Promise<Finding | undefined> {
  const { paymentId, pay } = await shop.beginCheckOut(BEFORE);
  const isChanged = await changed(bench, paymentId);
  await pay();
  return isChanged ? stale(bench, paymentId, 'while the customer paid') : asItWas(bench, paymentId);
}

async function whenHeld(bench: Bench, shop: Shop): Promise<Finding | undefined> {
  const paymentId = await shop.authorize(BEFORE);
  const isChanged = await changed(bench, paymentId);
  const result = await bench.capture(paymentId);
  if (isChanged) return stale(bench, paymentId, 'before the capture');
  if (result.outcome !== 'ok') return failed('an order that was not changed is captured', inWords(result));
  return asItWas(bench, paymentId);
}

/** Whether the subject has taken the change. */
async function changed(bench: Bench, paymentId: string): Promise<boolean> {
  const result = await bench.call('changeOrder', { paymentId, amount: bench.amountOf(AFTER) });
  if (result.outcome === 'ok' || result.outcome === 'failed') return result.outcome === 'ok';
  throw new Untestable(`a change of an order comes to nothing: ${inWords(result)}`);
}

/** An order that comes to more now, and the payment that was begun when it came to less. */
async function stale(bench: Bench, paymentId: string, when: string): Promise<Finding | undefined> {
  const { minor, currency } = bench.amountOf(AFTER);
  const { state, amount, authorized } = await bench.observe(paymentId);
  const { balances } = await bench.entry(paymentId);
  const what = `an order changed to ${minor} ${currency} ${when}`;
  if (amount !== minor) return failed(`${what} comes to that`, `${amount} ${currency}`);
  if (PAID.includes(state) && authorized !== minor) {
    return failed(`${what} is not paid for with less`, `it is ${state} with ${authorized} ${currency}`);
  }
  const earlier = bench.amountOf(BEFORE).minor;
  return balances.captured === earlier ? failed(`${what} is not captured as it was`, `${earlier} captured`) : undefined;
}

/** An order that could not be changed any more comes to what it did. */
async function asItWas(bench: Bench, paymentId: string): Promise<Finding | undefined> {
  const { amount } = await bench.observe(paymentId);
  const { minor, currency } = bench.amountOf(BEFORE);
  return amount === minor
    ? undefined
    : failed(`an order whose change was refused comes to ${minor} ${currency}`, `${amount} ${currency}`);
}
