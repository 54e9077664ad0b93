import type { RefusalKind } from '../accounts/caller.ts';
import type { ConnectionRefusalKind } from '../accounts/connection-policy.ts';
import type { Instant } from '../engine/ids.ts';
import type { FaultMark } from '../faults/fault.ts';
import type { UnansweredReason } from '../webhooks/delivery.ts';
import type { DisorderKind } from '../webhooks/disorder.ts';
import type { Json } from './store.ts';

/** One half of an exchange, decoded and masked: no secret and no card number gets this far. */
export type JournalMessage = Readonly<{
  method?: string;
  path?: string;
  status?: number;
  headers: Readonly<Record<string, string>>;
  body?: Json;
  truncated?: true;
}>;

/** Which attempt at which delivery an outgoing exchange is, and what was made to go wrong with it. */
export type JournaledAttempt = Readonly<{
  deliveryId: string;
  notificationId: string;
  endpointId: string;
  type: string;
  /** Counted from 1; missing where nothing was sent. */
  attempt?: number;
  disorder?: DisorderKind;
  /** Why there was no answer. */
  unanswered?: UnansweredReason;
  /** Why nothing was sent: not to this host, or not to one that the merchant account has not registered. */
  unsent?: 'host_not_allowed' | 'host_not_registered';
}>;

/** How a request came, where it did not come in plain text straight to the port of a listener. */
export type JournaledArrival = Readonly<{
  through: 'port' | 'proxy';
  /** The version that was agreed on, the name that was asked for, and the fingerprint of the client's certificate. */
  tls?: Readonly<{ protocol: string; serverName?: string; certificate?: string }>;
}>;

/** What can happen to a connection before, or in place of, a request that a listener would journal. */
export type ConnectionEvent = 'egress_refused' | 'proxy_refused' | 'no_dialect' | 'tls_failed' | 'bad_tls';

/** What has become of a connection, and why. */
export type JournaledConnection = Readonly<{
  event: ConnectionEvent;
  why: string;
  /** Where it comes from, if that was still known when it ended. */
  address?: string;
  /** Where it was to go. */
  host?: string;
  port?: number;
  /** Whose host that is. */
  provider?: string;
  bad?: BadTls;
}>;

/** What is wrong on purpose with how a listener makes connections secure. */
export const TLS_FLAWS = [
  'self_signed',
  'expired',
  'wrong_host',
  'unknown_authority',
  'tls_1_1',
  'plain_http',
] as const;
export type TlsFlaw = (typeof TLS_FLAWS)[number];

/** How a connection to such a listener ended. */
export type BadTls = Readonly<{
  flaw: TlsFlaw;
  /** `none` where no TLS was spoken at all. */
  handshake: 'completed' | 'failed' | 'none';
  /** How much of a request has come, once whoever connects could have known better. */
  bytes: number;
}>;

/** One exchange on a listener or with a receiver of notifications: the evidence that harness and dashboard believe. */
export type JournalEntry = Readonly<{
  at: Instant;
  /** Where there is one, the simulator has asked and somebody else has answered. */
  delivery?: JournaledAttempt;
  /** Where it was done in the provider's own console, and went over no wire. */
  origin?: 'console';
  /** Where there is one, it is about a connection; what came over it is told by other entries, if by any. */
  connection?: JournaledConnection;
  arrival?: JournaledArrival;
  /** `none` where it is about none: what wanted out, for one. */
  environment: string;
  dialect: string;
  requestId: string;
  operation?: string;
  merchantId?: string;
  paymentId?: string;
  credential?: Readonly<{ fingerprint: string; id?: string; environment?: string; merchantId?: string }>;
  refusal?: RefusalKind | ConnectionRefusalKind;
  /** What went wrong on the wire because it was asked to, and whether the effect stands all the same. */
  fault?: FaultMark;
  crossing: boolean;
  request: JournalMessage;
  response: JournalMessage;
  durationMs: number;
}>;

/** An entry with its number; numbers only grow, and never repeat. */
export type NumberedEntry = JournalEntry & Readonly<{ number: number }>;

/** Which entries, oldest first unless told otherwise. `merchantId` matches the merchant whose credential called. */
export type JournalQuery = Readonly<{
  environment?: string;
  merchantId?: string;
  paymentId?: string;
  crossing?: boolean;
  direction?: 'incoming' | 'outgoing';
  path?: string;
  status?: number;
  after?: number;
  before?: number;
  order?: 'newest_first';
  limit: number;
}>;

/** Keeps the journal. */
export interface JournalStore {
  /** Takes the entry at once and writes it with the next commit; a read that follows sees it. */
  append(entry: JournalEntry): void;
  readJournal(query: JournalQuery): Promise<readonly NumberedEntry[]>;
  /** Calls `listener` with every entry written from now on; returns what ends it. */
  followJournal(listener: (entry: NumberedEntry) => void): () => void;
}
