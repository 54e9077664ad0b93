import type { CardDetails } from '../../situations/card-details.ts';
import type { PaymentMethod } from '../../situations/payment-method.ts';
import type { CardConduct } from '../../situations/test-cards.ts';
import type { Details, StoredPayment } from '../../store/store.ts';

/** What the generic provider keeps of a payment beside the money. */
export type GenericDetails = Readonly<{
  description?: string;
  metadata: Readonly<Record<string, string>>;
  returnUrl?: string;
  /** What the customer pays with; a card where nothing is said. */
  method?: PaymentMethod;
  card?: CardDetails;
  /** What the issuer does, decided when the card was entered, or when another method was used. */
  conduct?: CardConduct;
  /** Why the shop refunded, by refund id. */
  refundReasons?: Readonly<Record<string, string>>;
}>;

/** The details in the form that stores take. */
export function encodeDetails(details: GenericDetails): Details {
  return { ...details };
}

/** The details of a stored payment; they were written by `encodeDetails`, which is why their type is believed. */
export function decodeDetails(stored: StoredPayment): GenericDetails {
  return stored.details as unknown as GenericDetails;
}
