import type { CardDetails } from '../../situations/card-details.ts';
import type { CardConduct } from '../../situations/test-cards.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { Details, StoredPayment } from '../../store/store.ts';
import type { Pair } from './pairs.ts';
import type { ResultCode } from './results.ts';

/** What is kept of a payment beside the money. */
export type PayflowDetails = Readonly<{
  /** What the issuer does; missing until a card was entered. */
  conduct?: CardConduct;
  card?: CardDetails;
  /** What a decline is called, where the amount has asked for it. */
  declined?: ResultCode;
  /** The secure token that it was made by. */
  token?: KeptToken;
  /** Where the buyer of an Express Checkout comes back to. */
  express?: Readonly<{ returnUrl: string; cancelUrl: string }>;
  /** Refunds by which sales and captures were voided. */
  takenBack?: readonly string[];
  /** The transaction that was voided because the shop has not confirmed the silent post. */
  unconfirmed?: string;
}>;

/** What is kept of a secure token; its value is the page token of the payment. */
export type KeptToken = Readonly<{
  id: string;
  returnUrl?: string;
  errorUrl?: string;
  cancelUrl?: string;
  silentPostUrl?: string;
  /** What is told along with everything that comes of it, such as USER1. */
  echo: readonly Pair[];
}>;

/** The details in the form that stores take. */
export function encodeDetails(details: PayflowDetails): Details {
  return { ...details };
}

/** The details of a stored payment; they were written by `encodeDetails`, which is why their type is believed. */
export function decodeDetails(stored: Pick<StoredPayment, 'details'>): PayflowDetails {
  return stored.details as unknown as PayflowDetails;
}

/** The payment that a transaction belongs to, as it was kept with its PNREF. */
export function readPointer(object: DialectObject): Readonly<{ payment: string }> {
  return object.value as unknown as Readonly<{ payment: string }>;
}

/** What was done to a payment under a CUSTREF, by its PNREF. */
export type NamedTransaction = Readonly<{ pnref: string }>;

/** What was done under a CUSTREF, as it was kept. */
export function readNamed(object: DialectObject): NamedTransaction {
  return object.value as unknown as NamedTransaction;
}

/** A silent post: to which address, about which transaction, the form that is posted, and how often it was. */
export type KeptPost = Readonly<{
  payment: string;
  pnref: string;
  url: string;
  body: string;
  attempts: number;
  /** It was sent, and whether it was taken is not known yet. */
  waits?: 'for_confirmation';
}>;

/** A silent post as it was kept. */
export function readPost(object: DialectObject): KeptPost {
  return object.value as unknown as KeptPost;
}
