import type { Instant, IntegrationId, OrderId, TransactionId } from '../shop/ids.ts';
import type { Money } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { Mode } from './deployment.ts';
import type { Decline, Outcome, UnknownWhy } from './outcome.ts';
import type { Rest } from './provider.ts';

/** What a waiting transaction waits for. */
export type Waiting =
  /** Stored and about to be sent; still so after a crash, and then as good as unknown. */
  | Readonly<{ for: 'answer' }>
  | Readonly<{ for: 'customer'; redirectUrl: string }>
  | Readonly<{ for: 'provider' }>
  | Readonly<{ for: 'reconciliation'; why: UnknownWhy }>
  /** The provider's payment is not the one that was asked for. Neither paid nor failed until a person has looked. */
  | Readonly<{ for: 'person'; mismatch: Mismatch }>;

/** In what the provider's payment differs from the order's. */
export type Mismatch = Readonly<{
  about: 'environment' | 'mode' | 'account' | 'amount' | 'order_number' | 'command' | 'captured_amount';
  expected: string;
  found: string;
}>;

/** Why a transaction came to nothing. */
export type Failure =
  | Readonly<{ kind: 'declined'; decline: Decline }>
  | Readonly<{ kind: 'rejected'; code: string; requestId?: string }>
  | Readonly<{ kind: 'cancelled' }>
  | Readonly<{ kind: 'withheld'; code: string }>;

/** How far a transaction is. `open` is a hold that can be captured, or a dispute; `finished` is done and well. */
export type Progress =
  | Readonly<{ state: 'waiting'; waiting: Waiting }>
  | Readonly<{ state: 'open' }>
  | Readonly<{ state: 'finished' }>
  | Readonly<{ state: 'failed'; failure: Failure }>;

/** Who caused it: this shop by a command, whose key is stored before it is sent, or somebody at the provider. */
export type Origin = Readonly<{ by: 'shop'; commandId: string; idempotencyKey: string }> | Readonly<{ by: 'provider' }>;

type Common = Readonly<{
  id: TransactionId;
  orderId: OrderId;
  /** Unguessable; the return address of the customer's browser ends in it. */
  accessIdentifier: string;
  /** The environment and mode it was made in; they never change. */
  environment: string;
  mode: Mode;
  method: Readonly<{ id: string; label: string; integrationId: IntegrationId }>;
  amount: Money;
  origin: Origin;
  /** The provider's id of what this is, once known. */
  reference?: string;
  progress: Progress;
  createdAt: Instant;
  updatedAt: Instant;
  version: number;
}>;

/** What of a purchase the issuer holds, as the provider last told it. */
export type Held = Readonly<{
  /** The provider's name for the authorization; a re-authorization puts another in its place. */
  reference: string;
  /** Captured or still to be captured, which is less than was asked for when the issuer approved a part only. */
  amount: Money;
  expiresAt?: Instant;
}>;

/** A card that an earlier transaction has checked, by what the provider calls that. */
export type KeptCard = Readonly<{ checkedBy: TransactionId; reference: string }>;

/**
 * What is asked of a provider for the whole amount. `account` is whose is paid: as the integration says, or else as the
 * provider has said first; it never changes. With `card` the customer was not asked for one again.
 */
export type CardPurchase = Common &
  Readonly<{ action: 'authorize' | 'charge'; account?: string; held?: Held; card?: KeptCard }>;

/**
 * A card that is checked with an amount of nothing, so that `pays` can be paid with it. Nothing is held by that: open, it
 * waits for a sales person; finished, it was used.
 */
export type Validation = Common &
  Readonly<{
    action: 'validate';
    account?: string;
    held?: never;
    card?: never;
    next: 'wait' | 'authorize' | 'charge';
    pays: Money;
  }>;

/** The first operation of an attempt to pay, or the next where that was the check of a card. */
export type Purchase = CardPurchase | Validation;

/** What a customer has promised to send by another way; the first operation of an attempt to pay without a provider. */
export type Pledge = Common & Readonly<{ action: 'pending'; instructions: string; dueAt?: Instant }>;

/**
 * What is done to a hold, a pledge or a capture: the source. `wish` says what was wanted of what was left then; a wish is
 * carried out once, however many people have it.
 */
export type FollowUp = Common &
  Readonly<{ sourceId: TransactionId; wish?: string }> &
  (
    | Readonly<{ action: 'capture'; rest: Rest }>
    /** Of a card that was only checked there is no hold to give back, and nobody to ask: what was to be paid is called off. */
    | Readonly<{ action: 'cancel'; note?: string; of?: 'card_check' }>
    | Readonly<{ action: 'refund'; note?: string }>
    | Readonly<{ action: 're_authorize'; replaces: string }>
    | Readonly<{ action: 'dispute'; reason: string }>
    /** The customer has been sent a bill for what was pledged. */
    | Readonly<{ action: 'invoice' }>
  );

/** One operation on an order's money, and what became of it. */
export type PaymentTransaction = Purchase | Pledge | FollowUp;

/** The two flags by which OroCommerce tells the same. */
export function flagsOf({ state }: Progress): Readonly<{ active: boolean; successful: boolean }> {
  switch (state) {
    case 'waiting':
      return { active: true, successful: false };
    case 'open':
      return { active: true, successful: true };
    case 'finished':
      return { active: false, successful: true };
    case 'failed':
      return { active: false, successful: false };
    default:
      return unreachable(state);
  }
}

/** What became of a transaction so far. */
export function outcomeOf({ progress }: PaymentTransaction): Outcome {
  switch (progress.state) {
    case 'open':
    case 'finished':
      return { kind: 'approved' };
    case 'waiting':
      return outcomeOfWaiting(progress.waiting);
    case 'failed':
      return outcomeOfFailure(progress.failure);
    default:
      return unreachable(progress);
  }
}

/** Whether a provider is asked for this by itself, and not for something to be done to another. */
export function isPurchase(transaction: PaymentTransaction): transaction is Purchase {
  const { action } = transaction;
  return action === 'authorize' || action === 'charge' || action === 'validate';
}

/** Whether this is what a customer has promised to send. */
export function isPledge(transaction: PaymentTransaction): transaction is Pledge {
  return transaction.action === 'pending';
}

/** Whether this is done to a hold, a pledge or a capture. */
export function isFollowUp(transaction: PaymentTransaction): transaction is FollowUp {
  return !isPurchase(transaction) && !isPledge(transaction);
}

/** The transaction with new progress, one version on, and its reference if that has become known. */
export function progressed<T extends PaymentTransaction>(
  transaction: T,
  progress: Progress,
  at: Instant,
  reference: string | undefined = transaction.reference,
): T {
  const next = { ...transaction, progress, updatedAt: at, version: transaction.version + 1 };
  return reference === undefined ? next : { ...next, reference };
}

/** Whether nobody knows yet what became of it: sent, or about to be, and not answered. One of a source at a time. */
export function isInFlight({ progress }: PaymentTransaction): boolean {
  if (progress.state !== 'waiting') return false;
  return progress.waiting.for === 'answer' || progress.waiting.for === 'reconciliation';
}

/** What was done to a purchase, and to that. */
export function followUpsOf(
  purchase: Pick<Purchase, 'id'>,
  transactions: readonly PaymentTransaction[],
): readonly FollowUp[] {
  const all = transactions.filter(isFollowUp);
  const own = all.filter(({ sourceId }) => sourceId === purchase.id);
  const sources = new Set(own.map(({ id }) => id));
  return [...own, ...all.filter(({ sourceId }) => sources.has(sourceId))];
}

/** Whether asking the provider could tell something new about the transaction. */
export function isUnresolved({ progress }: PaymentTransaction): boolean {
  return progress.state === 'waiting' && progress.waiting.for !== 'person';
}

function outcomeOfWaiting(waiting: Waiting): Outcome {
  switch (waiting.for) {
    case 'answer':
    case 'provider':
      return { kind: 'pending' };
    case 'customer':
      return { kind: 'action_required', redirectUrl: waiting.redirectUrl };
    case 'reconciliation':
      return { kind: 'unknown', why: waiting.why };
    case 'person':
      return { kind: 'mismatch', ...waiting.mismatch };
    default:
      return unreachable(waiting);
  }
}

function outcomeOfFailure(failure: Failure): Outcome {
  switch (failure.kind) {
    case 'declined':
      return { kind: 'declined', ...failure.decline };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'rejected':
    case 'withheld':
      return { kind: 'rejected', code: failure.code };
    default:
      return unreachable(failure);
  }
}
