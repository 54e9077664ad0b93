import type { Behaviour } from '../bench/buyer.ts';
import type { Letter } from '../bench/mailbox.ts';
import type { Operation, RelayedAnswer, RelayedRequest } from '../bench/relay.ts';
import type { SpecificationName } from '../bench/specification.ts';
import type { components } from '../bench/subject-protocol.wire.d.ts';

/** The providers that a subject can be checked with. */
export const PROVIDERS = ['generic', 'stripe', 'paypal', 'payflow'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** What a shop proves with who it is. */
export type Credential = components['schemas']['Credential'];

/** The kinds of it that there are. */
export type CredentialKind = Credential['kind'];

/** A request as far as it says what it is about. */
export type Asked = Pick<RelayedRequest, 'method' | 'target' | 'headers' | 'body'>;

/**
 * An amount on the wire; the currency is left out where a request is about a payment that has one. It may then be written
 * with two decimals, since only with the currency it can be said how many minor units that is.
 */
export type Amount = Readonly<{ minor: string; currency?: string }>;

/** What a request says in words that are no provider's own. */
export type Said = Readonly<{
  operation?: Operation;
  /** What makes it one with its repetition; empty when there is nothing. */
  key: string;
  amount?: Amount;
  /** What the shop calls what is to be paid. */
  reference?: string;
  returnUrl?: string;
  captures?: 'now' | 'later';
}>;

/** Why a provider refuses, or what has gone wrong there. Every provider says each of them in its own way. */
export const REFUSALS = [
  'invalid_request',
  'amount_invalid',
  'credential_unknown',
  'credential_revoked',
  'merchant_suspended',
  'scope_missing',
  'payment_not_found',
  'wrong_state',
  'hold_released',
  'exceeds_capturable',
  'key_in_use',
  'key_reused',
  'rate_limited',
  'internal_error',
  'unavailable',
  'unheard_of',
  'unheard_of_failure',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What a refusal is said with besides. */
export type Saying = Readonly<{
  /** Its words for people. */
  title?: string;
  detail?: string;
  headers?: Readonly<Record<string, string>>;
}>;

/** How a text of the provider is changed into another that it could have written as well, were things different. */
export type Retelling =
  | Readonly<{ what: 'amount'; from: bigint; to: bigint }>
  | Readonly<{ what: 'currency'; from: string; to: string }>
  | Readonly<{
      what: 'state';
      from: 'action_required' | 'authorized' | 'captured';
      to: 'processing' | 'authorized' | 'captured' | 'unheard_of';
    }>
  /** As if it were of another environment, as far as the provider says of which anything is. */
  | Readonly<{ what: 'environment'; from: string; to: string }>
  /** As if money were real. */
  | Readonly<{ what: 'mode'; to: 'live' }>
  /** With members that nobody has heard of. */
  | Readonly<{ what: 'news' }>;

/** What a shop can be told of without asking. `charged`: a customer has paid what is to be captured at once. */
export const HAPPENINGS = [
  'action_required',
  'declined',
  'authorized',
  'charged',
  'captured',
  'voided',
  'expired',
  'refunded',
] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** What a notification is signed with and over. */
export type Signing = Readonly<{ id: string; atMs: number; secret: string }>;

/** A way to spoil a notification, in words, and how it is done. */
export type Spoil = readonly [what: string, spoilt: (letter: Letter) => Letter];

/** A request to be told. */
export type Registration = Readonly<{ path: string; authorization: string; body: string }>;

/** How a provider tells of what has happened. */
export type Notices = Readonly<{
  /** What it calls each; nothing for what it tells nobody of. */
  types: Readonly<Record<Happening, string | undefined>>;
  /** What shows that it is the provider's: a signature, or what the provider answers to whoever asks about it. */
  provenBy: 'signature' | 'answer';
  isOf: (body: string, type: string) => boolean;
  /** The same body with another type; nothing where it has none. */
  ofType: (body: string, type: string) => string | undefined;
  /** The same body as another of its kind, of which there can be many; nothing when it has no name. */
  renamed: (body: string, copy: number) => string | undefined;
  /** The body of a request, told to another address; where a shop says with each payment where it wants to be told. */
  addressed?: (request: Asked, address: string) => string;
  /**
   * How a shop asks to be told, where what it is told proves itself by a key of the provider's: the name that it is given
   * stands in the place of a secret, and is none.
   */
  registration?: (wanted: Readonly<{ url: string; credential: Credential }>) => Registration;
  /**
   * Signs as the provider does with a secret that the shop knows, or not at all where it does not either; not there where it
   * signs with a key of its own.
   */
  sign?: (body: string, signing: Signing) => Letter;
  /** The same letter with its signature among others that are not good. */
  amongOthers: (letter: Letter) => Letter;
  /** One thing is wrong with each about signature, time and name. */
  spoils: readonly Spoil[];
}>;

/** What can be done in the provider's own console. */
export const ON_CONSOLE = ['capture', 'void', 'refund'] as const;
type Console = (typeof ON_CONSOLE)[number];

/** How a currency is counted that has another number of digits in ISO 4217, or of whose units only some are taken. */
export type Counting = Readonly<{ isoExponent: number; exponent: number; multipleOf: bigint }>;

/** What a customer's bank makes of a purchase. */
export const TEMPERS = [
  'insufficient_funds',
  'stolen',
  'challenged',
  'challenge_failed',
  'refund_pending',
  'refund_comes_back',
] as const;
export type Temper = (typeof TEMPERS)[number];

/**
 * What a provider's API is like on the wire, as data and pure functions: what the harness has to know of it so that its
 * checks need not.
 */
export type Dialect = Readonly<{
  provider: ProviderName;
  /** The kinds of credential it gives to shops, the usual one first. */
  kinds: readonly [CredentialKind, ...CredentialKind[]];
  /** What can be read off a credential without asking anybody. */
  credentialTells: 'environment' | 'mode' | 'nothing';
  /** Whether a customer whose card was declined may try another on the same page, for which the payment stays open. */
  afterDecline: 'it_ends' | 'try_again';
  /** Who makes a hold of what a customer has agreed to: the provider by itself, or not before the shop asks for it. */
  holds: 'by_itself' | 'when_asked';
  /**
   * What it tells whoever asks about a payment: of which environment it is, whether a hold has lapsed, and what was done in
   * its console.
   */
  inquiries: Readonly<{ environment: 'told' | 'untold'; lapsed: 'told' | 'untold'; console: readonly Console[] }>;
  /** Where any amount can be paid: what is much may be a wish to be declined where money is not real. */
  anyAmount: 'sandbox' | 'production';
  /** Whether its API has versions that a request asks for. */
  versions: 'asked_for' | 'none';
  /** The currencies that it counts otherwise than ISO 4217 does; none when left out. */
  counts?: Readonly<Record<string, Counting>>;
  /** How long it remembers a key. */
  keyLifetimeMs: number;
  /** What its requests are held against; nothing where the simulator refuses itself what is not in them. */
  specification?: SpecificationName;
  read: (request: Asked) => Said;
  /** What shows in a request who asks, where that is not in its headers. */
  presented?: (request: Asked) => string;
  refusal: (refusal: Refusal, saying?: Saying) => RelayedAnswer;
  /** The text, changed; as it was where there is nothing to change in it. */
  retold: (text: string, retelling: Retelling) => string;
  /** The text with members more that nobody has asked for; as it was where there is no room for any. */
  added: (text: string, members: Readonly<Record<string, string>>) => string;
  notices: Notices;
  /** A customer whose bank behaves so; nothing where no customer of this provider can. */
  customer: (temper: Temper) => Behaviour | undefined;
}>;
