import type { WebhookEndpoint } from '../accounts/artefact.ts';
import type { CredentialKind, Scope } from '../accounts/credential.ts';
import type { Environment, Place } from '../accounts/environment.ts';
import type { Event } from '../engine/event.ts';
import type { Instant } from '../engine/ids.ts';
import type { Policy } from '../engine/policy.ts';
import type { Gate } from '../gate/gate.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import type { CardConduct } from '../situations/test-cards.ts';
import type { DialectObject } from '../store/objects.ts';
import type { Details, Json, Store, StoredPayment } from '../store/store.ts';
import type { Keyring } from '../webhooks/keyring.ts';
import type { Notification } from '../webhooks/notification.ts';
import type { Outbox } from '../webhooks/outbox.ts';
import type { Posted, Poster, Posting } from '../webhooks/post.ts';
import type { RetryLadder } from '../webhooks/schedule.ts';
import type { Signer } from '../webhooks/signature.ts';
import type { Clocks } from './clocks.ts';
import type { ConnectionPolicies } from './connection-policies.ts';
import type { DialectOptions, OptionChoices } from './dialect-options.ts';
import type { Disorders } from './disorder.ts';
import type { InTurn } from './in-turn.ts';
import type { Outages } from './outages.ts';
import type { RateLimits } from './rate-limits.ts';
import type { SettlementSchedules } from './settlement-schedule.ts';
import type { Situations } from './situations.ts';
import type { Waits } from './waits.ts';

/** What a credential is made for. */
export type CredentialOrder = Readonly<{ environment: Environment; scopes: readonly Scope[]; random: Random }>;

/** How one dialect's credentials look; a kind that is missing is not offered. */
export type CredentialShapes = Readonly<
  Partial<Record<CredentialKind, (order: CredentialOrder) => Readonly<{ publicId: string; secret: string }>>>
>;

/** How one dialect tells merchants what has happened. */
export type DialectNotifications = Readonly<{
  /** Every type of notification there is. */
  types: readonly string[];
  /** What is told of a change, of the types that are wanted and in this order; the same change has the same ids. */
  toldOf: (changed: Changed, where: Where, wanted: (type: string) => boolean) => readonly Notification[];
  /** The payment as it is told. */
  dataOf: (stored: StoredPayment, where: Where) => unknown;
  /** The exact text that is signed and sent to an endpoint. */
  body: (notification: Notification, endpoint: WebhookEndpoint) => string;
  sign: Signer;
  ladder: Readonly<Record<Environment['mode'], RetryLadder>>;
}>;

/** Where something has happened; `pages` is the base address of the pages that customers see there. */
export type Where = Readonly<{ environment: Environment; pages: string }>;

/** A change of a payment that is about to be committed, whoever has caused it: a request, a page, the console, the clock. */
export type Changed = Readonly<{
  before: StoredPayment | undefined;
  events: readonly Event[];
  stored: StoredPayment;
  /** What the dialect has changed beside the payment in the same step. */
  objects: readonly DialectObject[];
  at: Instant;
  /** The request that has caused it, where one has. */
  cause?: Cause;
}>;

/** Which request has caused a change. */
export type Cause = Readonly<{ requestId: string; idempotencyKey?: string }>;

/** What a dialect brings to the operations: its policy, the shape of its credentials, its notifications. */
export type DialectData = Readonly<{
  policy: Policy;
  /** The policy of payments of another kind, which their details tell. */
  policyFor?: (details: Details) => Policy;
  /** What can be chosen of it for a merchant account; nothing where there is none. */
  options?: OptionChoices;
  credentials: CredentialShapes;
  notifications: DialectNotifications;
  /** What the issuer does with the card of a payment, decided when it was entered. */
  conductOf: (stored: StoredPayment) => CardConduct | undefined;
  /** What it keeps beside the payment because of a change, in the same commit; the same change gives the same objects. */
  keeps?: (changed: Changed, where: Where) => readonly DialectObject[];
  /** Does what time brings about with such an object; answers what was told of it, or undefined where nothing was done. */
  fallDue?: (world: World, object: DialectObject) => Promise<readonly string[] | undefined>;
}>;

/** Masks what may hold a card number or a secret, for what is journaled and kept of exchanges. */
export type Masks = Readonly<{
  target: (target: string) => string;
  headers: (headers: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  body: (contentType: string, body: string) => Readonly<{ body?: Json; truncated?: true }>;
}>;

export type { Place };

/** Everything the operations work with. */
export type World = Readonly<{
  /** What issuers and wire do, because somebody wants to see what comes of it. */
  situations: Situations;
  /** Holds chosen requests and notifications, and knows what moves. */
  gate: Gate;
  /** Lets an answer wait by the clock of its place. */
  waits: Waits;
  /** Makes environments that nobody can connect to. */
  outages: Outages;
  store: Store;
  /** The time in an environment, or for one merchant account in it. */
  now: (place: Place) => Instant;
  /** The clocks behind `now`, for whoever sets and turns them. */
  clocks: Clocks;
  /** When captures are settled by themselves. */
  settlements: SettlementSchedules;
  /** How many requests a second are let in, where a dialect has such a limit. */
  rateLimits: RateLimits;
  random: Random;
  environments: readonly Environment[];
  dialects: Readonly<Record<string, DialectData>>;
  inTurn: InTurn;
  /** The key that makes card fingerprints of one environment useless in another. */
  fingerprintKey: (environment: string) => Promise<string>;
  /** Address of an environment's listener as this program reaches it itself. */
  listenerAddress: (environment: string) => string;
  /** Asks for a page, or posts a form, as a customer's browser does. */
  browse: (at: 'provider' | 'shop', posting: Posting) => Promise<Posted>;
  /** Base address of the pages that customers of an environment see. */
  pageAddress: (environment: string) => string;
  log: Log;
  /** Milliseconds on a scale that never jumps. */
  elapsedMs: () => number;
  keyring: Keyring;
  masks: Masks;
  poster: Pick<Poster, 'post'>;
  outbox: Outbox;
  disorders: Disorders;
  /** What merchant accounts want of whoever calls, beyond the credential. */
  connectionPolicies: ConnectionPolicies;
  /** What merchant accounts have chosen of dialects. */
  dialectOptions: DialectOptions;
  /** Idempotent requests that are being worked on by this process. */
  running: Set<string>;
}>;

/** The data of a dialect; throws when there is none, since what is stored names only dialects that exist. */
export function dialectData(world: World, dialect: string): DialectData {
  const data = world.dialects[dialect];
  if (data === undefined) throw new Error(`no dialect ${dialect}`);
  return data;
}

/** By which rules a payment goes: those of its dialect, or of the kind that its details say it is of. */
export function policyOf(world: World, { dialect, details }: Pick<StoredPayment, 'dialect' | 'details'>): Policy {
  const { policy, policyFor } = dialectData(world, dialect);
  return policyFor?.(details) ?? policy;
}
