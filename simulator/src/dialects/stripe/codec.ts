import type { WebhookEndpoint } from '../../accounts/artefact.ts';
import type { Decline } from '../../engine/payment.ts';
import type { CardConduct } from '../../situations/test-cards.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { Details, Json, StoredPayment } from '../../store/store.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** Whatever the merchant has put beside an object. */
export type Metadata = Readonly<Record<string, string>>;

/** What is kept of a customer. */
export type KeptCustomer = Readonly<{
  address?: Wire['Address'];
  description?: string;
  email?: string;
  metadata: Metadata;
  name?: string;
  phone?: string;
}>;

/** The value of a customer; it was written as one, which is why its type is believed. */
export function readCustomer(object: DialectObject): KeptCustomer {
  return object.value as unknown as KeptCustomer;
}

/** What is kept of a card; the number never is. */
export type KeptCard = Readonly<{
  brand: Wire['CardOnFile']['brand'];
  country: string;
  expMonth: number;
  expYear: number;
  fingerprint: string;
  funding: Wire['CardOnFile']['funding'];
  last4: string;
  cvcCheck: 'pass' | 'fail' | 'unavailable' | 'unchecked' | null;
}>;

/** What is kept of a payment method. */
export type KeptMethod = Readonly<{
  allowRedisplay: Wire['PaymentMethod']['allow_redisplay'];
  billing: KeptBilling;
  card: KeptCard;
  /** What the issuer does with it. */
  conduct: CardConduct;
  /** It can be kept for a customer, though the issuer declines. */
  attaches: boolean;
  customer?: string;
  metadata: Metadata;
  /** It was used, or taken away from a customer, and belongs to nobody: it cannot be used again. */
  spent?: true;
}>;

/** Who the customer of a card is, as far as it was said. */
export type KeptBilling = Readonly<{
  address?: Wire['Address'];
  email?: string;
  name?: string;
  phone?: string;
  taxId?: string;
}>;

/** The value of a payment method. */
export function readMethod(object: DialectObject): KeptMethod {
  return object.value as unknown as KeptMethod;
}

/** What is kept of a token: what it stands for, until it is used. */
export type KeptToken = Pick<KeptMethod, 'attaches' | 'billing' | 'card' | 'conduct'> & Readonly<{ used: boolean }>;

/** The value of a token. */
export function readToken(object: DialectObject): KeptToken {
  return object.value as unknown as KeptToken;
}

/** Which payment an object is part of. */
export type Pointer = Readonly<{ payment: string }>;

/** The value of an object that belongs to a payment. */
export function readPointer(object: DialectObject): Pointer {
  return object.value as unknown as Pointer;
}

/** A payment method as it was used for a payment; `since` is how many attempts had come to nothing before. */
export type UsedMethod = Pick<KeptMethod, 'attaches' | 'billing' | 'card' | 'conduct'> &
  Readonly<{ id: string; since: number }>;

/** What is kept of a payment beside the money. */
export type PaymentDetails = Readonly<{
  allowRedirects?: 'always' | 'never';
  cancellationReason?: 'abandoned' | 'duplicate' | 'fraudulent' | 'requested_by_customer';
  captureMethod: Wire['PaymentIntent']['capture_method'];
  clientSecret: string;
  confirmationMethod: 'automatic' | 'manual';
  customer?: string;
  description?: string;
  metadata: Metadata;
  methods: readonly UsedMethod[];
  methodTypes: readonly string[];
  multicapture: boolean;
  /** The version of the object that finds the payment by its customer. */
  pointerVersion: number;
  receiptEmail?: string;
  refunds: Readonly<Record<string, KeptRefund>>;
  disputes?: Readonly<Record<string, KeptDispute>>;
  requestThreeDSecure: 'any' | 'automatic' | 'challenge';
  returnUrl?: string;
  /** The checkout session that it is paid in. */
  session?: Readonly<{ id: string; createdAt: number; kept: KeptSession }>;
  setupFutureUsage?: 'off_session' | 'on_session';
  shipping?: Wire['Shipping'];
  statementDescriptor?: string;
  statementDescriptorSuffix?: string;
  transferGroup?: string;
}>;

/** What is kept of a refund beside the money. */
export type KeptRefund = Readonly<{
  metadata: Metadata;
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer';
  /** Whether it was the merchant who let it come to nothing. */
  canceled?: true;
}>;

/** What is kept of a dispute beside the money: what the merchant says about it. */
export type KeptDispute = Readonly<{
  evidence: Readonly<Record<string, string>>;
  metadata: Metadata;
  submissions: number;
}>;

/** The details in the form that stores take. */
export function encodeDetails(details: PaymentDetails): Details {
  return { ...details };
}

/** The details of a stored payment; they were written by `encodeDetails`, which is why their type is believed. */
export function decodeDetails(stored: Pick<StoredPayment, 'details'>): PaymentDetails {
  return stored.details as unknown as PaymentDetails;
}

/** What is kept of a checkout session. How it stands follows from its payment and the time. */
export type KeptSession = Readonly<{
  /** In the smallest unit of the currency, as it is written here. */
  amount: number;
  currency: string;
  items: readonly KeptItem[];
  successUrl: string;
  cancelUrl?: string;
  clientReferenceId?: string;
  customer?: string;
  customerEmail?: string;
  /** What the customer has said on the page. */
  email?: string;
  /** In milliseconds. */
  expiresAt: number;
  /** The merchant has ended it before its time. */
  ended?: true;
  intent: Omit<Wire['SessionIntentInput'], 'metadata'> & Readonly<{ metadata: Metadata }>;
  locale?: string;
  metadata: Metadata;
  methodTypes: readonly string[];
  /** Whether what is held may be captured more than once; not, where it is left out. */
  multicapture?: boolean;
  /** The payment, once somebody has tried to pay. */
  payment?: string;
  /** A card is kept and nothing is paid: by which setup intent, whether for a customer of its own, and whether it was. */
  setup?: Readonly<{ intent: string; makesCustomer: boolean; done?: true }>;
  uiMode: Wire['CheckoutSession']['ui_mode'];
}>;

/** What is kept of a setup intent: the card once there is one, or why the last one was none. */
export type KeptSetup = Readonly<{
  clientSecret: string;
  customer?: string;
  description?: string;
  failure?: Decline;
  metadata: Metadata;
  method?: string;
  methodTypes: readonly string[];
}>;

/** The value of a setup intent. */
export function readSetup(object: DialectObject): KeptSetup {
  return object.value as unknown as KeptSetup;
}

/** One line of what a session is for. */
export type KeptItem = Readonly<{
  id: string;
  price: string;
  product: string;
  name: string;
  unit: number;
  quantity: number;
}>;

/** The value of a checkout session. */
export function readSession(object: DialectObject): KeptSession {
  return object.value as unknown as KeptSession;
}

/** What is kept of an event. */
export type KeptEvent = Readonly<{
  type: string;
  object: Json;
  previous?: Json;
  request: Readonly<{ id: string | null; idempotency_key: string | null }>;
}>;

/** The value of an event. */
export function readEvent(object: DialectObject): KeptEvent {
  return object.value as unknown as KeptEvent;
}

/** An event as `notificationOf` has handed it over, which is why its type is believed. */
export function readTold(beside: unknown): KeptEvent {
  return beside as KeptEvent;
}

/** What somebody has written by hand to be told: it came as JSON, and is sent as JSON. */
export function readData(data: unknown): Json {
  return data as Json;
}

/** What is kept with a webhook endpoint. */
export type KeptEndpoint = Readonly<{ apiVersion?: string; description?: string; metadata: Metadata }>;

/** What is kept with an endpoint; one that was registered in the console has none of it. */
export function readEndpoint({ details }: Pick<WebhookEndpoint, 'details'>): KeptEndpoint {
  return details === undefined ? { metadata: {} } : (details as KeptEndpoint);
}

/** What is left of an object that was deleted. */
export const DELETED = { deleted: true } as const;

/** Whether nothing but its id is left of an object. */
export function isDeleted(object: DialectObject): boolean {
  return (object.value as { deleted?: unknown }).deleted === true;
}

/** What is asked for with '' where something is to go. */
type Changes<Kept> = { readonly [Name in keyof Kept]?: Kept[Name] | '' | undefined };

/** What there was, with what is asked for in its place; an empty value takes a member away. */
export function merged<Kept extends object>(before: Kept, asked: Changes<Kept>): Kept {
  const named = Object.entries(asked).filter(([, value]) => value !== undefined);
  const after = Object.entries({ ...before, ...Object.fromEntries(named) });
  return Object.fromEntries(after.filter(([, value]) => value !== '')) as Kept;
}
