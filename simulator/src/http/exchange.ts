import type { IncomingMessage } from 'node:http';
import type { Presented, RefusalKind } from '../accounts/caller.ts';
import type { ConnectionRefusalKind } from '../accounts/connection-policy.ts';
import type { Credential } from '../accounts/credential.ts';
import type { Environment } from '../accounts/environment.ts';
import type { Instant } from '../engine/ids.ts';
import type { FaultMark } from '../faults/fault.ts';
import type { KeptReply } from '../store/store.ts';
import { type Arrival, arrivalOf } from './arrival.ts';

/** What a handler answers: the whole body as text, so that it can be kept and replayed byte for byte. */
export type WholeReply = KeptReply;

/** An answer that goes on until the peer has enough; `start` returns what ends it. */
type StreamReply = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  start: (write: (text: string) => void) => () => void;
}>;

/** How an answer goes wrong on its way, because it was asked to. */
export type FaultyDelivery = Readonly<
  /** The connection ends in the middle of the body. */
  | { how: 'half' }
  /** The body comes in so many pieces, each after a pause. */
  | { how: 'pieces'; count: number; pause: () => Promise<void> }
>;
type FaultyReply = WholeReply & Readonly<{ delivery: FaultyDelivery }>;

/** How there comes to be no answer at all: the connection is reset at once, or stays open until it is over. */
export type NoDelivery = Readonly<{ how: 'reset' } | { how: 'silence'; over: () => Promise<void> }>;
type NoReply = Readonly<{ delivery: NoDelivery }>;

/** What a handler may answer. */
export type Reply = WholeReply | StreamReply | FaultyReply | NoReply;

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
  arrival: Arrival;
}>;

/** One request on an environment's listener, with what is found out about it on the way. */
export type ListenerExchange = Exchange &
  Readonly<{
    environment: Environment;
    /** When it began, by the machine's clock. */
    at: Instant;
    /** Filled in by whoever finds it out; the journal reads it when the answer is sent. */
    notes: ExchangeNotes;
  }>;

/** What the journal says about an exchange beyond its bytes. */
type ExchangeNotes = {
  dialect: string;
  presented?: Presented;
  credential?: Credential;
  refusal?: RefusalKind | ConnectionRefusalKind;
  fault?: FaultMark;
  merchantId?: string;
  paymentId?: string;
};

/** The exchange that a request begins. `target` is what arrived, before any router has taken a prefix off it. */
export function exchangeOf(
  request: IncomingMessage,
  target: string,
  body: Buffer,
  begun: Pick<Exchange, 'requestId' | 'startedMs'>,
): Exchange {
  const queryAt = target.indexOf('?');
  return {
    ...begun,
    method: request.method ?? 'GET',
    target,
    // Not by way of a URL: a target such as `//` is none, and is to be answered all the same.
    query: new URLSearchParams(queryAt === -1 ? '' : target.slice(queryAt)),
    headers: headersOf(request.headers),
    body,
    arrival: arrivalOf(request),
  };
}

/** The path of a request without its query. */
export function pathOf(exchange: Exchange): string {
  return exchange.target.split('?', 1)[0] ?? exchange.target;
}

/** A reply whose body is JSON. */
export function jsonReply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WholeReply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** Names are in lower case already; repeated headers are joined as HTTP allows. */
function headersOf(raw: NodeJS.Dict<string | string[]>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    ),
  );
}
