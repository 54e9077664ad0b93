import { placeOf } from '../../accounts/merchant.ts';
import { balances } from '../../engine/balances.ts';
import { type Money, money } from '../../engine/money.ts';
import type { About } from '../../situations/match.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { Call } from './call.ts';
import { decodeDetails } from './codec.ts';
import { readAmount, readCurrency } from './currency.ts';
import { numberOfMethodName } from './named-cards.ts';
import { sourceOf } from './objects.ts';
import type { Params } from './parameters.ts';

/** What the shop calls a payment: where it says so in the metadata or the description, or else its id. */
export function referenceOf(
  params: Pick<Params<'CreatePaymentIntentParams'>, 'metadata' | 'description'>,
): string | undefined {
  const { metadata, description } = params;
  const named = metadata === undefined || metadata === '' ? {} : metadata;
  const reference = named.reference ?? named.order_id ?? named.order ?? description;
  return reference === undefined || reference === '' ? undefined : reference.slice(0, REFERENCE_LENGTH_MAX);
}

const REFERENCE_LENGTH_MAX = 255;

/** What a request for a new payment is about: where it is confirmed at once, the issuer is asked as well. */
export function aboutNewIntent(call: Call, params: Params<'CreatePaymentIntentParams'>): About {
  const currency = readCurrency(params.currency);
  const amount = currency.ok ? readAmount(params.amount, currency.value) : currency;
  const number = numberOfMethodName(params.payment_method ?? '') ?? params.payment_method_data?.card?.number;
  const reference = referenceOf(params);
  return {
    operations: params.confirm === true ? ['request_payment', 'authorize'] : ['request_payment'],
    headers: call.exchange.headers,
    ...(reference === undefined ? {} : { reference }),
    ...(amount.ok ? { amount: amount.value } : {}),
    ...(number === undefined ? {} : { card: { number, lastFour: number.slice(-4) } }),
  };
}

/** What a request on a payment is about. The payment is looked up only where somebody wants to know. */
export async function aboutIntent(
  call: Call,
  operations: About['operations'],
  asked?: number,
  id = call.id,
): Promise<About> {
  const plain: About = { operations, headers: call.exchange.headers };
  const { world, caller } = call;
  const isAsked = world.situations.at(placeOf(caller.merchant)) !== undefined;
  if (!isAsked && world.gate.settingsOf(caller.merchant.id) === undefined) return plain;
  const stored = await sourceOf(call).payment(id);
  if (stored === undefined) return plain;
  const method = decodeDetails(stored).methods.at(-1);
  const amount = asked === undefined ? undefined : readAmount(asked, stored.payment.amount.currency);
  return {
    ...plain,
    reference: stored.reference,
    amount: amount?.ok ? amount.value : allOf(stored, operations[0]),
    ...(method === undefined ? {} : { card: { lastFour: method.card.last4 } }),
  };
}

/** What is asked for when no amount is named. */
function allOf({ payment }: StoredPayment, operation: About['operations'][number] | undefined): Money {
  const { capturable, refundable } = balances(payment);
  const { currency } = payment.amount;
  if (operation === 'capture' || operation === 'void') return money(capturable, currency);
  return operation === 'refund' ? money(refundable, currency) : payment.amount;
}
