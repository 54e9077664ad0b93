declare const brand: unique symbol;

type Id<Kind extends string> = string & { readonly [brand]: Kind };

/** Names one payment. */
export type PaymentId = Id<'payment'>;
/** Names one attempt to authorize a payment. */
export type AuthorizationId = Id<'authorization'>;
/** Names one capture of a payment. */
export type CaptureId = Id<'capture'>;
/** Names one void of a payment. */
export type VoidId = Id<'void'>;
/** Names one refund of a payment. */
export type RefundId = Id<'refund'>;
/** Names one dispute of a payment. */
export type DisputeId = Id<'dispute'>;
/** Names one customer action of a payment. */
export type ActionId = Id<'action'>;
/** Names one payout to a merchant; it gathers entries of many payments. */
export type PayoutId = Id<'payout'>;

/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [brand]: 'instant' };

/** Takes any text for a payment's id; whoever draws ids answers for their uniqueness. */
export function paymentId(text: string): PaymentId {
  return text as PaymentId;
}

/** Takes any text for an authorization's id. */
export function authorizationId(text: string): AuthorizationId {
  return text as AuthorizationId;
}

/** Takes any text for a capture's id. */
export function captureId(text: string): CaptureId {
  return text as CaptureId;
}

/** Takes any text for a void's id. */
export function voidId(text: string): VoidId {
  return text as VoidId;
}

/** Takes any text for a refund's id. */
export function refundId(text: string): RefundId {
  return text as RefundId;
}

/** Takes any text for a dispute's id. */
export function disputeId(text: string): DisputeId {
  return text as DisputeId;
}

/** Takes any text for a customer action's id. */
export function actionId(text: string): ActionId {
  return text as ActionId;
}

/** Takes any text for a payout's id. */
export function payoutId(text: string): PayoutId {
  return text as PayoutId;
}

/** Takes whole milliseconds since 1970-01-01T00:00:00Z; throws on a fraction, as no clock of ours gives one. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) throw new Error(`not a whole number of milliseconds: ${ms}`);
  return ms as Instant;
}

/** The instant `ms` milliseconds later; a lifetime too long for a clock ends at the last instant there is. */
export function later(from: Instant, ms: number): Instant {
  return instant(Math.min(from + ms, Number.MAX_SAFE_INTEGER));
}
