import { placeOf } from '../../accounts/merchant.ts';
import { balances } from '../../engine/balances.ts';
import { type Money, money } from '../../engine/money.ts';
import type { Payment } from '../../engine/payment.ts';
import { readPayment } from '../../operations/change.ts';
import type { About } from '../../situations/match.ts';
import type { Operation } from '../../situations/situation.ts';
import { type Call, targetOf } from './call.ts';
import { decodeDetails } from './codec.ts';
import { type RequestSchemas, readMoney } from './parse.ts';

/** What a request for a new payment is about: with a card, or one that was checked before, the issuer is asked as well. */
export function aboutNewPayment(call: Call, body: RequestSchemas['PaymentRequest']): About {
  const amount = readMoney(body.amount);
  const { card, cardOf } = body;
  return {
    operations: card === undefined && cardOf === undefined ? ['request_payment'] : ['request_payment', 'authorize'],
    headers: call.exchange.headers,
    reference: body.reference,
    ...(amount.ok ? { amount: amount.value } : {}),
    ...(card === undefined ? {} : { card: { number: card.number, lastFour: card.number.slice(-4) } }),
  };
}

/** What a request on a payment is about. The payment is looked up only where somebody wants to know. */
export async function aboutPayment(
  call: Call,
  operation: Operation,
  asked?: RequestSchemas['CaptureRequest']['amount'],
): Promise<About> {
  const plain: About = { operations: [operation], headers: call.exchange.headers };
  const { world, caller } = call;
  const isAsked = world.situations.at(placeOf(caller.merchant)) !== undefined;
  if (!isAsked && world.gate.settingsOf(caller.merchant.id) === undefined) return plain;
  const stored = await readPayment(world, targetOf(call));
  if (stored === undefined) return plain;
  const { card } = decodeDetails(stored);
  const amount = asked === undefined ? undefined : readMoney(asked);
  return {
    ...plain,
    reference: stored.reference,
    amount: amount?.ok ? amount.value : allOf(stored.payment, operation),
    ...(card === undefined ? {} : { card: { lastFour: card.lastFour } }),
  };
}

/** What is asked for when no amount is named. */
function allOf(payment: Payment, operation: Operation): Money {
  const { capturable, refundable } = balances(payment);
  const { currency } = payment.amount;
  switch (operation) {
    case 'capture':
    case 'void':
    case 'reauthorize':
      return money(capturable, currency);
    case 'refund':
      return money(refundable, currency);
    default:
      return payment.amount;
  }
}
