import type { Presented, RefusalKind } from '../accounts/caller.ts';
import type { Credential } from '../accounts/credential.ts';
import type { Environment } from '../accounts/environment.ts';
import type { Instant } from '../engine/ids.ts';
import type { KeptReply } from '../store/store.ts';

/** What a handler answers: the whole body as text, so that it can be kept and replayed byte for byte. */
export type WholeReply = KeptReply;

/** An answer that goes on until the peer has enough; `start` returns what ends it. */
export type StreamReply = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  start: (write: (text: string) => void) => () => void;
}>;

/** What a handler may answer. */
export type Reply = WholeReply | StreamReply;

/** One request, its body read whole. */
export type Exchange = Readonly<{
  requestId: string;
  startedMs: number;
  method: string;
  /** Path and query as they arrived. */
  target: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}>;

/** One request on an environment's listener, with what is found out about it on the way. */
export type ListenerExchange = Exchange &
  Readonly<{
    environment: Environment;
    at: Instant;
    /** Filled in by whoever finds it out; the journal reads it when the answer is sent. */
    notes: ExchangeNotes;
  }>;

/** What the journal says about an exchange beyond its bytes. */
export type ExchangeNotes = {
  dialect: string;
  operation?: string;
  presented?: Presented;
  credential?: Credential;
  refusal?: RefusalKind;
  merchantId?: string;
  paymentId?: string;
};

/** Headers of a request with names in lower case; repeated ones joined as HTTP allows. */
export function headersOf(raw: NodeJS.Dict<string | string[]>): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

/** A reply whose body is JSON. */
export function jsonReply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WholeReply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
