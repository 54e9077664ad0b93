import type { HttpReply, HttpRequest } from '../platform/http-client.ts';
import type { Instant } from '../shop/ids.ts';
import type { Money } from '../shop/money.ts';
import type { Credential, CredentialField } from './credential.ts';
import type { Deployment, Mode } from './deployment.ts';
import type { Declaration } from './environment-guard.ts';
import type { IntegrationSettings } from './integration.ts';
import type { Arrival, NotificationReading, Verification } from './notification.ts';
import type { Reading, Rejection, Unknown } from './outcome.ts';
import type { DeclaredMethods, MethodKind } from './payment-method.ts';
import type { SettlementReading } from './settlement-report.ts';

/** The providers the shop has an adapter for. */
export const PROVIDER_TYPES = ['generic', 'stripe', 'paypal', 'payflow'] as const;
export type ProviderType = (typeof PROVIDER_TYPES)[number];

/** What the shop asks a provider to do with a customer's money. */
export type PurchaseCommand = Readonly<{
  action: 'authorize' | 'charge';
  /** Which of the adapter's methods the customer has chosen. */
  method: MethodKind;
  amount: Money;
  orderNumber: string;
  /** Told to the provider, so that the payment can be found again when its answer was lost. */
  commandId: string;
  /** Told as well, for providers that know only whether money is real. */
  environment: string;
  idempotencyKey: string;
  returnUrl: string;
  /** Only for methods that check cards: with an amount of nothing, or to pay with a card that was checked. */
  card?: Readonly<{ kind: 'check' }> | Readonly<{ kind: 'kept'; reference: string }>;
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
export type RefundCommand = OnPayment &
  Readonly<{
    amount: Money;
    commandId: string;
    captureReference?: string;
    /** Why, as staff have put it. */
    note?: string;
  }>;

/** Asks for a fresh hold in place of the one there is, which stays until then. */
export type ReauthorizeCommand = OnPayment;

/** Who the provider says is calling. */
export type Connection = Readonly<{
  /** Left out where the provider knows only whether money is real. */
  environment?: string;
  /** Left out where not even that is told, but follows from the host. */
  mode?: string;
  merchantId: string;
  merchantName: string;
  merchantStatus: string;
  scopes: readonly string[];
}>;

/**
 * What the shop knows of a payment by itself, for providers that have to be told or reminded of it: some tell of one
 * transaction at a time, and never what else was done to it.
 */
export type Known = Readonly<{
  /** Where this provider is asked. */
  address: string;
  /** Where it is to send notifications. */
  notificationUrl: string;
  now: Instant;
  purchase: PurchaseCommand;
  /** When the purchase was wished for. */
  wishedAt: Instant;
  /** What the provider calls the purchase, once that is known. */
  reference?: string;
  /** Whose account is to be paid, once that is known. */
  account?: string;
  /** Its captures, by what the provider calls them. */
  captures: readonly string[];
  /** Captures that were sent and of which nobody knows what became. */
  unanswered: readonly CaptureCommand[];
  refunds: readonly Readonly<{ commandId: string; reference: string }>[];
}>;

/** How a credential gets a request through: in headers, written into the request, or exchanged for a token first. */
export type Authorization =
  | Readonly<{ kind: 'direct'; headers: Readonly<Record<string, string>> }>
  | Readonly<{ kind: 'written'; into: (request: HttpRequest) => HttpRequest }>
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

/** What came of one exchange with the provider. */
export type Answered =
  | Readonly<{ kind: 'replied'; reply: HttpReply }>
  | Readonly<{ kind: 'rejected'; rejection: Rejection }>
  | Unknown;

/**
 * What takes more than one exchange, as with an SDK: it says what it has to, always over the integration's own way out,
 * and gives one reply for all, or what it has read of them itself. It ends as soon as there is no answer.
 */
export type Conversation<Read = never> = (say: (request: HttpRequest) => Promise<Answered>) => Promise<Answered | Read>;

/** What an adapter wants to be sent. */
export type Wish<Read = never> = HttpRequest | Conversation<Read>;

/** A kind of credential the provider issues, with how each of its fields is recognized where staff copy them from. */
export type CredentialOffer = Readonly<{
  kind: Credential['kind'];
  hints: Readonly<Partial<Record<CredentialField, string>>>;
}>;

/** What staff have to copy from the provider, in words. */
export type SettingsForm = Readonly<{
  /** The usual one first. */
  credentials: readonly [CredentialOffer, ...CredentialOffer[]];
  /** What the account is called that is paid; left out where the provider never names it. */
  account?: string;
  /** Left out where notifications are not signed. */
  signingSecret?: string;
}>;

/** Who has sent something: told by its bytes alone, or only by asking the provider. */
export type Verifying =
  | Verification
  | Readonly<{
      kind: 'to_be_asked';
      request: Wish;
      read: (reply: HttpReply) => Verification | Unknown;
      /** Where the same answer is good for others as well: for which, and until when, if it is good at all. */
      keep?: Readonly<{ under: string; until: (reply: HttpReply) => Instant | undefined }>;
    }>;

/** Where a provider has its pages for customers, besides the address that the shop asks. */
type PageOrigins = Readonly<Record<Mode, readonly string[]>>;

/**
 * A provider's adapter: pure halves around calls that `perform.ts` makes. One half writes the request, the other reads
 * the reply; neither knows the host, the clock or the store. Where the provider has an SDK, the request is a conversation.
 */
export interface Provider {
  readonly type: ProviderType;
  readonly name: string;
  /** What customers can choose to pay with: each integration brings all of these. */
  readonly methods: DeclaredMethods;
  readonly pageOrigins: PageOrigins;
  /** What its settings are called where staff copy them from. */
  settingsForm(deployment: Pick<Deployment, 'environment' | 'mode'>): SettingsForm;
  /**
   * What each part of a credential says about its environment, by its shape. Nothing at all where only the provider's
   * host tells environments apart; a credential of a kind that it does not issue has an undeclared part.
   */
  declarations(credential: Credential): readonly Declaration[];
  authorization(credential: Credential): Authorization;
  readToken(reply: HttpReply): TokenReading;
  connectionRequest(): Wish<ConnectionReading>;
  readConnection(reply: HttpReply, by: Pick<IntegrationSettings, 'address' | 'credential'>): ConnectionReading;
  purchaseRequest(command: PurchaseCommand, known: Known): Wish<Reading>;
  /** What of this the provider can do; nothing else is offered to staff. */
  readonly operations: readonly Operation[];
  captureRequest(command: CaptureCommand, known: Known): Wish<Reading>;
  voidRequest(command: VoidCommand, known: Known): Wish<Reading>;
  refundRequest(command: RefundCommand, known: Known): Wish<Reading>;
  reauthorizeRequest(command: ReauthorizeCommand, known: Known): Wish<Reading>;
  lookupRequest(paymentReference: string, known: Known): Wish<Reading>;
  /** Reads the reply to a purchase, an operation or a lookup: the payment as it stands now. */
  readPayment(reply: HttpReply): Reading;
  searchRequest(orderNumber: string, known: Known): Wish<SearchReading>;
  readSearch(reply: HttpReply, commandId: string): SearchReading;
  /** What a report of the provider's console says about one payout. */
  readSettlementReport(text: string): SettlementReading;
  /** Whether a text can be a secret that this provider signs notifications with. */
  isSigningSecret(text: string): boolean;
  /** Who has sent these bytes, before anything in them is looked at. */
  verifyNotification(arrival: Arrival, secrets: readonly string[], now: Instant): Verifying | Promise<Verification>;
  /** What bytes say that have been verified under this id. */
  readNotification(body: Buffer, id: string): NotificationReading;
}

/** The adapter of each provider. */
export type Providers = Readonly<Record<ProviderType, Provider>>;

/** Everywhere that the providers of a deployment may send customers to pay. */
export function pageOriginsOf(
  deployment: Pick<Deployment, 'providers' | 'mode'>,
  providers: Providers,
): readonly string[] {
  const all = [...deployment.providers].flatMap(([type, address]) => [
    new URL(address).origin,
    ...providers[type].pageOrigins[deployment.mode],
  ]);
  return [...new Set(all)];
}
