import type { CardConduct } from '../../situations/test-cards.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { Details, Json, StoredPayment } from '../../store/store.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What is kept of what an order is for, beside its amount. */
export type KeptUnit = Readonly<{
  referenceId: string;
  description?: string;
  customId?: string;
  invoiceId?: string;
  softDescriptor?: string;
  breakdown?: Wire['BreakdownRequest'];
  items?: readonly Wire['ItemRequest'][];
  shipping?: Wire['Shipping'];
}>;

/** What is kept of a card; the number never is. */
export type KeptCard = Readonly<{
  brand: Wire['Card']['brand'];
  lastDigits: string;
  expiry: string;
  name?: string;
  /** The issuer's code where the name on the card has asked for one. */
  responseCode?: string;
}>;

/** What an order is paid with; `conduct` is what comes of it. */
export type KeptSource =
  | Readonly<{ kind: 'card'; card: KeptCard; conduct: CardConduct }>
  /** `guest` is somebody without a wallet, who has entered a card on the approval page. */
  | Readonly<{ kind: 'paypal'; conduct: CardConduct; guest?: Readonly<{ lastDigits: string }> }>;

/** What is kept of a capture beside the money. */
export type KeptCapture = Readonly<{ invoiceId?: string; final: boolean }>;

/** What is kept of a refund beside the money. */
export type KeptRefund = Readonly<{ invoiceId?: string; customId?: string; noteToPayer?: string }>;

/** What is kept of an order beside the money. */
export type OrderDetails = Readonly<{
  unit: KeptUnit;
  /** Whether the order was made with something to pay with, which has the buyer act rather than approve. */
  madeWith: 'source' | 'nothing';
  payer?: Wire['PayerRequest'];
  returnUrl?: string;
  cancelUrl?: string;
  /** The approval page is to open where a guest enters a card. */
  forGuests?: true;
  source?: KeptSource;
  /** Attempts with a wallet that were refused on the spot: of them nothing is shown but the error. */
  refusedAttempts: readonly string[];
  captures: Readonly<Record<string, KeptCapture>>;
  refunds: Readonly<Record<string, KeptRefund>>;
}>;

/** The details in the form that stores take. */
export function encodeDetails(details: OrderDetails): Details {
  return JSON.parse(JSON.stringify(details));
}

/** The details of a stored payment; they were written by `encodeDetails`, which is why their type is believed. */
export function decodeDetails(stored: Pick<StoredPayment, 'details'>): OrderDetails {
  return stored.details as unknown as OrderDetails;
}

/** Which payment something with an id of its own belongs to, and what it is called in there. */
export type Pointer = Readonly<{ payment: string; part: string }>;

/** The value of an object that points to a payment. */
export function readPointer(object: DialectObject): Pointer {
  return object.value as unknown as Pointer;
}

/** What is kept of an event: all of it but where it is shown. */
export type KeptEvent = Readonly<{
  type: string;
  resourceType: Wire['Event']['resource_type'];
  summary: string;
  resource: Json;
}>;

/** An event as it is handed over with its notification, and where it has happened. */
export type HandedOver = Readonly<{ kept: KeptEvent; pages: string }>;

/** What was handed over with a notification of ours, which is why its type is believed. */
export function readTold(beside: unknown): HandedOver {
  return beside as HandedOver;
}

/** A resource as JSON, or what somebody has written by hand to be told. */
export function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

/** A resource as it was kept with its event. */
export function asResource(resource: Json): Wire['Event']['resource'] {
  return resource as unknown as Wire['Event']['resource'];
}

/** When the token of a client was made that is still good. */
export type KeptToken = Readonly<{ madeAt: number }>;

/** The value of a token, which never holds the token itself. */
export function readToken(object: DialectObject): KeptToken {
  return object.value as unknown as KeptToken;
}

/** The value of an event. */
export function readEvent(object: DialectObject): KeptEvent {
  return object.value as unknown as KeptEvent;
}
