import type { Instant, IntegrationId, NotificationId, OrderId } from '../shop/ids.ts';
import type { Money } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';

/** What has arrived at the address of an integration, byte for byte. */
export type Arrival = Readonly<{ headers: Readonly<Record<string, string>>; body: Buffer }>;

/** Why it is not known who has sent something. */
export const UNVERIFIED_WHYS = [
  'no_signing_secret',
  'header_missing',
  'header_malformed',
  'timestamp_too_old',
  'timestamp_too_new',
  'signature_wrong',
  'body_malformed',
  'denied',
] as const;
export type UnverifiedWhy = (typeof UNVERIFIED_WHYS)[number];

/** Whether somebody who has the secret sent these bytes, and lately; or the provider, who was asked, says that it did. */
export type Verification =
  | Readonly<{ kind: 'verified'; id: string; sentAt: Instant }>
  | Readonly<{ kind: 'unverified'; why: UnverifiedWhy }>;

/**
 * What a notification says about a payment, which it names by its reference, or by the order and the command. It is a hint
 * whom to ask about, and never believed; what it does not say is not compared.
 */
export type Told = Readonly<{
  mode?: string;
  environment?: string;
  /** Whose account is paid. */
  account?: string;
  paymentReference?: string;
  orderNumber?: string;
  commandId?: string;
  amount?: Money;
}>;

/** What verified bytes say. */
export type NotificationReading =
  | Readonly<{ kind: 'about_payment'; type: string; told: Told }>
  | Readonly<{ kind: 'unknown_type'; type: string }>
  | Readonly<{ kind: 'unreadable' }>;

/** In what a verified notification does not fit the integration it came to, or the payment it is about. */
export const REFUSED_WHYS = [
  'unreadable',
  'environment_mismatch',
  'mode_mismatch',
  'account_mismatch',
  'order_mismatch',
  'currency_mismatch',
  'amount_mismatch',
] as const;
export type RefusedWhy = (typeof REFUSED_WHYS)[number];

/** Why a verified notification has no effect although nothing is wrong with it. */
export const KEPT_WHYS = ['unknown_type', 'unknown_order', 'unknown_payment'] as const;
export type KeptWhy = (typeof KEPT_WHYS)[number];

/** What becomes of a notification: `received` still has to be acted on, and all the others are final. */
export type InboxProgress =
  | Readonly<{ state: 'received'; attempts: number; nextAttemptAt: Instant }>
  /** The provider has been asked, and its answer recorded. */
  | Readonly<{ state: 'asked'; at: Instant }>
  | Readonly<{ state: 'kept'; why: KeptWhy }>
  | Readonly<{ state: 'refused'; why: RefusedWhy; expected?: string; found?: string }>
  /** The provider did not answer however often it was asked; what is unresolved is asked about elsewhere as well. */
  | Readonly<{ state: 'given_up'; at: Instant; attempts: number }>;

/** One notification as it is kept: once, whatever else is sent under its id. */
export type InboxEntry = Readonly<{
  id: NotificationId;
  integrationId: IntegrationId;
  /** The provider's name for it, the same at every attempt. */
  webhookId: string;
  type: string;
  /** Of the bytes, which are not kept: what is true is asked of the provider. */
  digest: string;
  sentAt: Instant;
  receivedAt: Instant;
  told?: Told;
  orderId?: OrderId;
  progress: InboxProgress;
  version: number;
}>;

/** What has arrived without anybody knowing from whom, counted by reason. */
export type UnverifiedCount = Readonly<{ why: UnverifiedWhy; count: number; lastAt: Instant }>;

/** What became of a notification, in a sentence for staff. */
export function progressInWords(progress: InboxProgress): string {
  switch (progress.state) {
    case 'received':
      return progress.attempts === 0
        ? 'To be acted on'
        : `The provider has not answered yet (${progress.attempts} times)`;
    case 'asked':
      return 'The provider was asked, and its answer recorded';
    case 'kept':
      return keptInWords(progress.why);
    case 'refused': {
      const { why, expected, found } = progress;
      const difference = expected === undefined || found === undefined ? '' : `: ${found}, expected ${expected}`;
      return `Refused without effect (${why.replaceAll('_', ' ')}${difference})`;
    }
    case 'given_up':
      return `Given up: the provider did not answer ${progress.attempts} times. Ask it by hand`;
    default:
      return unreachable(progress);
  }
}

/** Why it is not known who has sent something, with what to do about it. */
export function unverifiedInWords(why: UnverifiedWhy): string {
  switch (why) {
    case 'no_signing_secret':
      return 'The integration has no signing secret. Copy it from the provider.';
    case 'header_missing':
      return 'A header of the signature is missing.';
    case 'header_malformed':
      return 'A header of the signature is not well formed.';
    case 'timestamp_too_old':
      return 'It is older than five minutes: late, or sent again by somebody.';
    case 'timestamp_too_new':
      return 'It is from more than five minutes ahead: one of the two clocks is wrong.';
    case 'signature_wrong':
      return 'No signature fits. The signing secret is another one, or the bytes have been changed.';
    case 'body_malformed':
      return 'Something is missing that the provider always says, or it is there twice.';
    case 'denied':
      return 'The provider knows nothing of it: somebody else has sent it, or the environment is another one.';
    default:
      return unreachable(why);
  }
}

function keptInWords(why: KeptWhy): string {
  switch (why) {
    case 'unknown_type':
      return 'Kept: of a type this shop does not act on';
    case 'unknown_order':
      return 'Kept: about an order this shop does not have';
    case 'unknown_payment':
      return 'Kept: about a payment this shop did not ask for';
    default:
      return unreachable(why);
  }
}
