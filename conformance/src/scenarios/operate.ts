import type { paths } from '../bench/shop.wire.d.ts';
import type { WireClient } from '../bench/wire-client.ts';
import type { Money } from './money.ts';
import type { Attempt } from './shop-driver.ts';

/** What a sales person does with a part of what is left, or with all that is still held. */
export type Wanted =
  | Readonly<{ what: 'capture' | 'refund'; amount: Money; remaining: Money }>
  | Readonly<{ what: 'cancel' }>;

const NOTE = 'The customer has changed her mind';

/** Does it to the transaction of the order that the shop offers it for, and tells what came of it. */
export async function operate(wire: WireClient<paths>, orderId: string, wanted: Wanted): Promise<Attempt<string>> {
  const asked = await wire.ask('get', '/api/orders/{orderId}/payment-transactions', { path: { orderId } });
  const { paymentTransactions } = asked.expect(200);
  const target = paymentTransactions.find(({ actions }) => actions.includes(wanted.what));
  if (!target) throw new Error(`the shop offers nobody to ${wanted.what} anything of the order`);
  const path = { transactionId: target.id };
  if (wanted.what === 'cancel') {
    const answer = await wire.ask('post', '/api/payment-transactions/{transactionId}/cancel', {
      path,
      body: { note: NOTE },
    });
    return answer.status === 200 ? done(answer.expect(200).transaction) : refused(answer.body);
  }
  const part = { amount: wireMoney(wanted.amount), remaining: wireMoney(wanted.remaining) };
  if (wanted.what === 'capture') {
    const answer = await wire.ask('post', '/api/payment-transactions/{transactionId}/capture', { path, body: part });
    return answer.status === 200 ? done(answer.expect(200).capture) : refused(answer.body);
  }
  const body = { ...part, note: NOTE };
  const answer = await wire.ask('post', '/api/payment-transactions/{transactionId}/refund', { path, body });
  return answer.status === 200 ? done(answer.expect(200).transaction) : refused(answer.body);
}

function done({ outcome }: Readonly<{ outcome: Readonly<{ kind: string }> }>): Attempt<string> {
  return { kind: 'done', value: outcome.kind };
}

function refused(body: unknown): Attempt<string> {
  return { kind: 'refused', words: JSON.stringify(body) };
}

/** No order of a scenario comes near what a number holds. */
function wireMoney({ minor, currency }: Money): Readonly<{ minor: number; currency: string }> {
  return { minor: Number(minor), currency };
}
