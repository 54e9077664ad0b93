import type { RefusalKind } from '../accounts/caller.ts';
import type { Instant } from '../engine/ids.ts';
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

/** One exchange on a listener: the evidence that the harness and the dashboard believe. */
export type JournalEntry = Readonly<{
  at: Instant;
  environment: string;
  dialect: string;
  requestId: string;
  operation?: string;
  merchantId?: string;
  paymentId?: string;
  credential?: Readonly<{ fingerprint: string; id?: string; environment?: string; merchantId?: string }>;
  refusal?: RefusalKind;
  crossing: boolean;
  request: JournalMessage;
  response: JournalMessage;
  durationMs: number;
}>;

/** An entry with its number; numbers only grow, and never repeat. */
export type NumberedEntry = JournalEntry & Readonly<{ number: number }>;

/** Which entries, oldest first. `merchantId` matches the merchant whose credential called. */
export type JournalQuery = Readonly<{
  environment?: string;
  merchantId?: string;
  crossing?: boolean;
  path?: string;
  status?: number;
  after?: number;
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
