import { placeOf } from '../../accounts/merchant.ts';
import { balances } from '../../engine/balances.ts';
import { type Money, money } from '../../engine/money.ts';
import type { About } from '../../situations/match.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { Call } from './call.ts';
import { decodeDetails } from './codec.ts';
import { readMoney } from './currency.ts';
import type { Body } from './parameters.ts';
import { orderOf, partOf } from './resources.ts';

/** What the shop calls an order, if it says so. */
export function referenceOf(unit: Body<'PurchaseUnitRequest'> | undefined): string | undefined {
  return unit?.invoice_id ?? unit?.custom_id ?? unit?.reference_id;
}

/** What a request for a new order is about: with a card it is paid at once. */
export function aboutNewOrder(
  call: Call,
  { purchase_units: units, payment_source: source }: Body<'OrderRequest'>,
): About {
  const [unit] = units;
  const amount = unit === undefined ? undefined : readMoney(unit.amount, '');
  const reference = referenceOf(unit);
  return {
    operations: source?.card === undefined ? ['request_payment'] : ['request_payment', 'authorize'],
    headers: call.exchange.headers,
    ...(reference === undefined ? {} : { reference }),
    ...(amount?.ok ? { amount: amount.value } : {}),
    ...cardIn(source),
  };
}

function cardIn(source: Body<'PaymentSourceRequest'> | undefined): Pick<About, 'card'> {
  const number = source?.card?.number;
  return number === undefined ? {} : { card: { number, lastFour: number.slice(-4) } };
}

/** What a request on an order is about. */
export async function aboutOrder(
  call: Call,
  operations: About['operations'],
  source?: Body<'PaymentSourceRequest'>,
): Promise<About> {
  const plain = { operations, headers: call.exchange.headers, ...cardIn(source) };
  if (!isAsked(call)) return plain;
  const stored = await orderOf(call);
  return stored.ok ? { ...aboutStored(stored.value, stored.value.payment.amount), ...plain } : plain;
}

/** What a request on a part of a payment is about. */
export async function aboutPart(
  call: Call,
  kind: 'authorization' | 'capture' | 'refund',
  operation: About['operations'][number],
  asked?: Body<'MoneyRequest'>,
): Promise<About> {
  const plain = { operations: [operation], headers: call.exchange.headers };
  if (!isAsked(call)) return plain;
  const found = await partOf(call, kind);
  if (!found.ok) return plain;
  const { stored } = found.value;
  const amount = asked === undefined ? undefined : readMoney(asked, '');
  return { ...aboutStored(stored, amount?.ok ? amount.value : allOf(stored, operation)), ...plain };
}

/** The payment is looked up only where somebody wants to know. */
function isAsked({ world, caller }: Call): boolean {
  return (
    world.situations.at(placeOf(caller.merchant)) !== undefined ||
    world.gate.settingsOf(caller.merchant.id) !== undefined
  );
}

function aboutStored(stored: StoredPayment, amount: Money): Omit<About, 'operations'> {
  const { source } = decodeDetails(stored);
  const lastDigits = source?.kind === 'card' ? source.card.lastDigits : source?.guest?.lastDigits;
  return {
    reference: stored.reference,
    amount,
    ...(lastDigits === undefined ? {} : { card: { lastFour: lastDigits } }),
  };
}

/** What is asked for when no amount is named. */
function allOf({ payment }: StoredPayment, operation: About['operations'][number]): Money {
  const { capturable, refundable } = balances(payment);
  const { currency } = payment.amount;
  if (operation === 'refund') return money(refundable, currency);
  return operation === 'read' ? payment.amount : money(capturable, currency);
}
