declare const brand: unique symbol;

type Id<Kind extends string> = string & { readonly [brand]: Kind };

/** Names one product of the catalogue. */
export type ProductId = Id<'product'>;
/** Names one cart; unguessable, since whoever knows it may change the cart. */
export type CartId = Id<'cart'>;
/** Names one checkout; unguessable, since whoever knows it may place the order. */
export type CheckoutId = Id<'checkout'>;
/** Names one order to staff; it opens nothing by itself. */
export type OrderId = Id<'order'>;
/** Names one payment transaction. */
export type TransactionId = Id<'transaction'>;
/** Names one integration with a provider. */
export type IntegrationId = Id<'integration'>;
/** Names one notification of a provider that has been recorded. */
export type NotificationId = Id<'notification'>;
/** Names one settlement report that the shop keeps. */
export type SettlementReportId = Id<'settlement_report'>;
/** Names one payment rule. */
export type PaymentRuleId = Id<'payment_rule'>;
/** Names one customer who has a password. */
export type CustomerId = Id<'customer'>;
/** Names one member of the staff. */
export type UserId = Id<'user'>;

/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [brand]: 'instant' };

/** Takes any text for a product's id. */
export function productId(text: string): ProductId {
  return text as ProductId;
}

/** Takes any text for a cart's id. */
export function cartId(text: string): CartId {
  return text as CartId;
}

/** Takes any text for a checkout's id. */
export function checkoutId(text: string): CheckoutId {
  return text as CheckoutId;
}

/** Takes any text for an order's id. */
export function orderId(text: string): OrderId {
  return text as OrderId;
}

/** Takes any text for a payment transaction's id. */
export function transactionId(text: string): TransactionId {
  return text as TransactionId;
}

/** Takes any text for an integration's id. */
export function integrationId(text: string): IntegrationId {
  return text as IntegrationId;
}

/** Takes any text for a notification's id. */
export function notificationId(text: string): NotificationId {
  return text as NotificationId;
}

/** Takes any text for a settlement report's id. */
export function settlementReportId(text: string): SettlementReportId {
  return text as SettlementReportId;
}

/** Takes any text for a payment rule's id. */
export function paymentRuleId(text: string): PaymentRuleId {
  return text as PaymentRuleId;
}

/** Takes any text for a customer's id. */
export function customerId(text: string): CustomerId {
  return text as CustomerId;
}

/** Takes any text for a user's id. */
export function userId(text: string): UserId {
  return text as UserId;
}

/** Takes whole milliseconds since 1970-01-01T00:00:00Z; throws on a fraction, as no clock of ours gives one. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) throw new Error(`not a whole number of milliseconds: ${ms}`);
  return ms as Instant;
}
