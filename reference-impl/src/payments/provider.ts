import type { HttpReply, HttpRequest } from '../platform/http-client.ts';
import type { Instant } from '../shop/ids.ts';
import type { Money } from '../shop/money.ts';
import type { Credential } from './credential.ts';
import type { Declaration } from './environment-guard.ts';
import type { Arrival, NotificationReading, Verification } from './notification.ts';
import type { Reading, Rejection, Unknown } from './outcome.ts';
import type { SettlementReading } from './settlement-report.ts';

/** The providers the shop has an adapter for. */
export const PROVIDER_TYPES = ['generic'] as const;
export type ProviderType = (typeof PROVIDER_TYPES)[number];

/** What the shop asks a provider to do with a customer's money. */
export type PurchaseCommand = Readonly<{
  action: 'authorize' | 'charge';
  amount: Money;
  orderNumber: string;
  /** Told to the provider, so that the payment can be found again when its answer was lost. */
  commandId: string;
  idempotencyKey: string;
  returnUrl: string;
}>;

/** What can be done after a purchase: at a provider, or, like sending an invoice, without one. */
export const OPERATIONS = ['capture', 'cancel', 'refund', 're_authorize', 'invoice'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What becomes of the rest of a hold when part of it is captured. */
export type Rest = 'keep' | 'release';

type OnPayment = Readonly<{ paymentReference: string; idempotencyKey: string }>;

/** What the shop asks a provider to do with a hold. */
export type CaptureCommand = OnPayment & Readonly<{ amount: Money; rest: Rest }>;

/** Gives back what is left of a hold. */
export type VoidCommand = OnPayment;

/** Returns captured money; what it is told as the command comes back with the refund. */
export type RefundCommand = OnPayment & Readonly<{ amount: Money; commandId: string; captureReference?: string }>;

/** Asks for a fresh hold in place of the one there is, which stays until then. */
export type ReauthorizeCommand = OnPayment;

/** Who the provider says is calling. */
export type Connection = Readonly<{
  environment: string;
  mode: string;
  merchantId: string;
  merchantName: string;
  merchantStatus: string;
  scopes: readonly string[];
}>;

/** How a credential gets a request through: sent as it is, or exchanged for a token first. */
export type Authorization =
  | Readonly<{ kind: 'direct'; headers: Readonly<Record<string, string>> }>
  | Readonly<{ kind: 'exchange'; request: HttpRequest }>;

/** What came of exchanging a credential for a token. */
export type TokenReading =
  | Readonly<{ kind: 'token'; headers: Readonly<Record<string, string>>; lifetimeMs: number }>
  | Readonly<{ kind: 'rejected'; rejection: Rejection }>
  | Unknown;

/** What came of asking who is calling. */
export type ConnectionReading =
  | Readonly<{ kind: 'connection'; connection: Connection }>
  | Readonly<{ kind: 'rejected'; rejection: Rejection }>
  | Unknown;

/** What came of looking for the payment of a command. */
export type SearchReading = Reading | Readonly<{ kind: 'absent' }>;

/**
 * A provider's adapter: pure halves around calls that `perform.ts` makes. One half writes the request, the other reads
 * the reply; neither knows the host, the clock or the store.
 */
export interface Provider {
  readonly type: ProviderType;
  readonly name: string;
  /** What each part of a credential says about its environment, by its shape. */
  declarations(credential: Credential): readonly Declaration[];
  authorization(credential: Credential): Authorization;
  readToken(reply: HttpReply): TokenReading;
  connectionRequest(): HttpRequest;
  readConnection(reply: HttpReply): ConnectionReading;
  purchaseRequest(command: PurchaseCommand): HttpRequest;
  /** What of this the provider can do; nothing else is offered to staff. */
  readonly operations: readonly Operation[];
  captureRequest(command: CaptureCommand): HttpRequest;
  voidRequest(command: VoidCommand): HttpRequest;
  refundRequest(command: RefundCommand): HttpRequest;
  reauthorizeRequest(command: ReauthorizeCommand): HttpRequest;
  lookupRequest(paymentReference: string): HttpRequest;
  /** Reads the reply to a purchase, an operation or a lookup: the payment as it stands now. */
  readPayment(reply: HttpReply): Reading;
  searchRequest(orderNumber: string): HttpRequest;
  readSearch(reply: HttpReply, commandId: string): SearchReading;
  /** What a report of the provider's console says about one payout. */
  readSettlementReport(text: string): SettlementReading;
  /** Whether a text can be a secret that this provider signs notifications with. */
  isSigningSecret(text: string): boolean;
  /** Who has sent these bytes, before anything in them is looked at. */
  verifyNotification(arrival: Arrival, secrets: readonly string[], now: Instant): Verification;
  /** What bytes say that have been verified under this id. */
  readNotification(body: Buffer, id: string): NotificationReading;
}

/** The adapter of each provider. */
export type Providers = Readonly<Record<ProviderType, Provider>>;
