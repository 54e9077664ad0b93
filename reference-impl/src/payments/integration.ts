import type { Instant, IntegrationId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { CardCheck } from './card-check.ts';
import { type ConnectionSettings, connectionFingerprint } from './connection.ts';
import { type Credential, fingerprintOf } from './credential.ts';
import type { Deployment } from './deployment.ts';
import { type GuardRefusal, refusalInWords } from './environment-guard.ts';
import type { UnknownWhy } from './outcome.ts';
import type { MethodLabels } from './payment-method.ts';
import type { ProviderType } from './provider.ts';

/** Whether an order's money is held first and captured by a sales person, or taken at once. */
export const PAYMENT_ACTIONS = ['authorize', 'charge'] as const;
export type PaymentAction = (typeof PAYMENT_ACTIONS)[number];

/** What a payment action means, in words. */
export function paymentActionInWords(action: PaymentAction): string {
  switch (action) {
    case 'authorize':
      return 'Authorize: hold the money, a sales person captures it later';
    case 'charge':
      return 'Charge: take the money at once';
    default:
      return unreachable(action);
  }
}

/** What is sealed in the database: which host gets which credential is one fact, so that the two cannot part. */
export type IntegrationSettings = Readonly<{
  address: string;
  credential: Credential;
  paymentAction: PaymentAction;
  /** Whether a card is first checked with an amount of nothing; it is not, where it is left out. */
  cardCheck?: CardCheck;
  /** Whose account is to be paid; where it is left out, the provider's first answer about a payment says so. */
  account?: string;
  /** How it connects; directly and as anybody, where it is left out. */
  connection?: ConnectionSettings;
  /** What the provider signs notifications with, the newest first; two while one replaces the other. */
  signingSecrets: readonly string[];
}>;

/** What the last connection check said. It counts only for the credential and address it was made with. */
export type ConnectionCheck =
  | Readonly<{ kind: 'unchecked' }>
  | Readonly<{
      kind: 'agreed';
      at: Instant;
      madeWith: string;
      merchantId: string;
      merchantName: string;
      scopes: readonly string[];
    }>
  | Readonly<{ kind: 'disagreed'; at: Instant; refusal: GuardRefusal }>
  | Readonly<{ kind: 'merchant_not_active'; at: Instant; merchantStatus: string }>
  | Readonly<{ kind: 'rejected'; at: Instant; code: string }>
  | Readonly<{ kind: 'unknown'; at: Instant; why: UnknownWhy }>;

/** An integration as it is stored: a configured connection to a provider, its settings sealed. */
export type IntegrationRow = Readonly<{
  id: IntegrationId;
  type: ProviderType;
  /** The environment it was saved in, in the clear, so that a copied row can say where it came from. */
  environment: string;
  /** Unguessable; the address for notifications ends in it. It never changes. */
  accessId: string;
  label: string;
  /** What its methods are called, where not as usual. */
  methodLabels?: MethodLabels;
  enabled: boolean;
  check: ConnectionCheck;
  sealed: Uint8Array;
  createdAt: Instant;
  updatedAt: Instant;
  version: number;
}>;

/** An integration whose settings could be read and belong here. */
export type Integration = Omit<IntegrationRow, 'sealed'> & Readonly<{ settings: IntegrationSettings }>;

/** A stored integration: usable, or withheld with the reason why. */
export type OpenedIntegration =
  | Readonly<{ kind: 'open'; integration: Integration }>
  | Readonly<{ kind: 'withheld'; row: Omit<IntegrationRow, 'sealed'>; refusal: GuardRefusal }>;

/** Whether customers can pay through it, and if not, why not. */
export const INTEGRATION_STATUSES = ['active', 'disabled', 'unchecked', 'check_failed', 'withheld'] as const;
export type IntegrationStatus = (typeof INTEGRATION_STATUSES)[number];

/** The status, computed from what is stored. */
export function integrationStatus(opened: OpenedIntegration): IntegrationStatus {
  if (opened.kind === 'withheld') return 'withheld';
  const { enabled, check, settings } = opened.integration;
  if (!enabled) return 'disabled';
  switch (check.kind) {
    case 'agreed':
      return check.madeWith === checkIdentity(settings) ? 'active' : 'unchecked';
    case 'unchecked':
      return 'unchecked';
    case 'disagreed':
    case 'merchant_not_active':
    case 'rejected':
    case 'unknown':
      return 'check_failed';
    default:
      return unreachable(check);
  }
}

/** Where the provider is to send notifications. */
export function notificationUrl({ publicUrl }: Pick<Deployment, 'publicUrl'>, accessId: string): string {
  return `${publicUrl}/notifications/${accessId}`;
}

/** Names the credential, the address and the way there together that a connection check was made with. */
export function checkIdentity({ credential, address, connection = {} }: IntegrationSettings): string {
  return `${fingerprintOf(credential)} ${address} ${connectionFingerprint(connection)}`.trimEnd();
}

/** Why customers cannot pay with it, in a sentence with what to do; nothing when they can. */
export function whyNotActive(opened: OpenedIntegration): string | undefined {
  if (opened.kind === 'withheld') return refusalInWords(opened.refusal);
  const status = integrationStatus(opened);
  switch (status) {
    case 'active':
      return undefined;
    case 'disabled':
      return 'It is switched off. Switch it on to offer it.';
    case 'unchecked':
      return 'Its connection has not been checked since it was last changed. Check the connection.';
    case 'check_failed':
    case 'withheld':
      return checkInWords(opened.integration.check);
    default:
      return unreachable(status);
  }
}

/** What a connection check said, in a sentence. */
export function checkInWords(check: ConnectionCheck): string {
  switch (check.kind) {
    case 'unchecked':
      return 'Not checked yet.';
    case 'agreed':
      return `The provider knows us as "${check.merchantName}" in this environment.`;
    case 'disagreed':
      return refusalInWords(check.refusal);
    case 'merchant_not_active':
      return `The merchant account is ${check.merchantStatus}. Ask the provider to activate it, then check again.`;
    case 'rejected':
      return `The provider refused the credential (${check.code}). Enter a valid one, then check again.`;
    case 'unknown':
      return `The provider gave no readable answer (${check.why.replaceAll('_', ' ')}). Check again.`;
    default:
      return unreachable(check);
  }
}
