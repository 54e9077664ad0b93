import type { ProviderPayment } from '../../payments/outcome.ts';
import { isCurrency } from '../../shop/currency.ts';
import { type Money, money } from '../../shop/money.ts';
import { asObject, type JsonObject, listField, textField } from '../json.ts';
import { fromValue } from './amounts.ts';

/** What the shop calls a payment, and how much of it was asked for. */
export type Names = Readonly<
  Pick<ProviderPayment, 'environment' | 'orderNumber'> & { commandId: string; amount: Money }
>;

/** The names in one text, which PayPal keeps with the order and with all that is made of it. */
export function customIdOf({ environment, orderNumber, commandId, amount }: Names): string {
  const parts = [environment, orderNumber, commandId, amount.currency, String(amount.minor)];
  return parts.map(encodeURIComponent).join('/');
}

/** The names in such a text; nothing when it is somebody else's. */
export function namesIn(customId: string | undefined): Names | undefined {
  const [environment, orderNumber, commandId, currency, minor, more] = (customId ?? '').split('/').map(decoded);
  if (!environment || !orderNumber || !commandId || more !== undefined) return undefined;
  if (currency === undefined || !isCurrency(currency) || !/^\d{1,18}$/.test(minor ?? '')) return undefined;
  return { environment, orderNumber, commandId, amount: money(BigInt(minor ?? 0), currency) };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const MERCHANT_ID = /^[A-Z0-9]{1,64}$/;
const REFUND = /^refund\/([A-Z0-9]{1,36})\/([A-Za-z0-9_-]{1,64})$/;

/** What a refund is called: by the payment it is of, and by the command that made it. */
export function refundIdOf(paymentReference: string, commandId: string): string {
  return `refund/${paymentReference}/${commandId}`;
}

/** The payment and the command of a refund of ours. */
export function refundNamesIn(
  customId: string | undefined,
): Readonly<{ paymentReference: string; commandId: string }> | undefined {
  const [, paymentReference, commandId] = REFUND.exec(customId ?? '') ?? [];
  return paymentReference && commandId ? { paymentReference, commandId } : undefined;
}

/** The one purchase unit of an order that the shop has made. */
export function unitOf(order: JsonObject): JsonObject | undefined {
  const [unit, ...more] = listField(order, 'purchase_units') ?? [];
  return more.length === 0 ? unit : undefined;
}

/** Whose account an order, or a part of one, pays. */
export function payeeOf(object: JsonObject | undefined): string | undefined {
  const id = textField(asObject(object?.payee) ?? {}, 'merchant_id');
  return id !== undefined && MERCHANT_ID.test(id) ? id : undefined;
}

/**
 * What an order is for in the shop's own words, if it is still what the shop has asked for, and pays the account that it
 * is to pay where one is known.
 */
export function agreedNames(order: JsonObject, account?: string): Names | undefined {
  const unit = unitOf(order);
  const payee = payeeOf(unit);
  if (account !== undefined && payee !== undefined && payee !== account) return undefined;
  const names = namesIn(unit && textField(unit, 'custom_id'));
  const amount = amountIn(unit);
  if (!unit || !names || textField(unit, 'reference_id') !== names.commandId) return undefined;
  return amount && amount.minor === names.amount.minor && amount.currency === names.amount.currency ? names : undefined;
}

/** The amount of an order, an authorization, a capture or a refund. */
export function amountIn(object: JsonObject | undefined): Money | undefined {
  const amount = asObject(object?.amount);
  return amount && fromValue(amount.currency_code, amount.value);
}
