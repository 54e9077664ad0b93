import { CheckoutPaymentIntent, type Order, type OrderRequest } from '@paypal/paypal-server-sdk';
import { expect } from 'vitest';
import { type Line, type PayPalAccount, visitApproval } from './paypal-account.ts';

/** An order of 100 EUR, as it is asked for; whatever is given goes in its place. */
export function orderOf(more: Partial<OrderRequest> = {}, value = '100.00', currencyCode = 'EUR'): OrderRequest {
  return {
    intent: CheckoutPaymentIntent.Capture,
    purchaseUnits: [{ amount: { currencyCode, value } }],
    ...more,
  };
}

/** The addresses that a buyer comes back to. */
export const CONTEXT = { returnUrl: 'https://shop.example/paid?order=1', cancelUrl: 'https://shop.example/cart' };

/** A wallet, with which the buyer is sent to approve. */
export const WALLET = { paypal: { experienceContext: CONTEXT } };

let requests = 0;

/** A PayPal-Request-Id that no other request of this process has. */
export function freshId(): string {
  requests += 1;
  return `request-${requests}`;
}

/** A card, by its number or by the name on it. */
export function cardSource(number = '4012000033330026', more: Readonly<{ name?: string }> = {}) {
  return { card: { number, expiry: '2030-12', securityCode: '123', ...more } };
}

/** Where an order has the buyer go. */
export function payerLink(order: Order): string {
  const link = order.links?.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
  if (link === undefined) throw new Error(`order ${order.id} sends nobody anywhere: ${JSON.stringify(order.links)}`);
  return link.href;
}

/** An order that a buyer has approved. */
export async function approvedOrder(
  { orders }: Pick<PayPalAccount, 'orders'>,
  line: Line,
  intent: 'capture' | 'authorize' = 'capture',
  more: Partial<OrderRequest> = {},
): Promise<string> {
  const request = orderOf({ intent: INTENTS[intent], paymentSource: WALLET, ...more });
  const { result } = await orders.createOrder({ body: request, paypalRequestId: freshId() });
  await visitApproval(line, payerLink(result), 'approve');
  return result.id ?? '';
}

const INTENTS = { capture: CheckoutPaymentIntent.Capture, authorize: CheckoutPaymentIntent.Authorize };

/** The id of the authorization of an approved order. */
export async function authorized(
  account: PayPalAccount,
  line: Line,
  more: Partial<OrderRequest> = {},
): Promise<string> {
  const id = await approvedOrder(account, line, 'authorize', more);
  const { result } = await account.orders.authorizeOrder({ id });
  return idIn(result, 'authorizations');
}

/** The id of the capture of an approved order. */
export async function captured(account: PayPalAccount, line: Line, more: Partial<OrderRequest> = {}): Promise<string> {
  const id = await approvedOrder(account, line, 'capture', more);
  const { result } = await account.orders.captureOrder({ id });
  return idIn(result, 'captures');
}

/** The id of the newest authorization or capture of an order. */
export function idIn(order: Pick<Order, 'purchaseUnits'>, what: 'authorizations' | 'captures'): string {
  const id = order.purchaseUnits?.[0]?.payments?.[what]?.at(-1)?.id;
  expect(id, JSON.stringify(order)).toMatch(/^[0-9A-Z]{17}$/);
  return id ?? '';
}

/** Euros on the wire. */
export function euros(value: string) {
  return { currencyCode: 'EUR', value };
}
