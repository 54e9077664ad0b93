import type { JournalEntry, JournaledAttempt, JournalMessage } from '../store/journal.ts';
import type { AttemptResult } from '../webhooks/delivery.ts';
import type { Posted } from '../webhooks/post.ts';
import type { World } from './world.ts';

/** What the simulator sends to somebody, or would have sent. */
export type Outgoing = Readonly<{
  environment: string;
  dialect: string;
  merchantId: string;
  paymentId?: string;
  /** What the receiver is asked to do, as the specification has it. */
  operation: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  contentType: string;
  body: string;
  delivery: JournaledAttempt;
}>;

/** What came of it; without a result nothing was sent. */
export type Ended = Readonly<{
  at: JournalEntry['at'];
  requestId: string;
  result?: AttemptResult;
  crossing?: boolean;
  durationMs?: number;
}>;

/** The journal's entry for what was sent, or was not: there is no other for anything that goes out. */
export function outgoingEntry(world: World, sent: Outgoing, ended: Ended): JournalEntry {
  const { environment, dialect, merchantId, paymentId, operation, url, headers, contentType, body, delivery } = sent;
  const { at, requestId, result, crossing = false, durationMs = 0 } = ended;
  return {
    environment,
    dialect,
    operation,
    merchantId,
    ...(paymentId === undefined ? {} : { paymentId }),
    at,
    requestId,
    delivery: { ...delivery, ...(result?.kind === 'unanswered' ? { unanswered: result.reason } : {}) },
    crossing,
    request: {
      method: 'POST',
      path: world.masks.target(url),
      headers: world.masks.headers(headers),
      ...world.masks.body(contentType, body),
    },
    response: result?.kind === 'answered' ? answer(result) : { headers: {} },
    durationMs,
  };
}

const EXCERPT_MAX = 1024;
const HEADERS_MAX = 40;
const HEADER_LENGTH_MAX = 200;

/** What is kept of an answer: its status, and no more of the rest than shows what the receiver said. */
export function resultOf(world: World, posted: Extract<Posted, { kind: 'answered' | 'unanswered' }>): AttemptResult {
  if (posted.kind === 'unanswered') return posted;
  const { kind, status, headers, body } = posted;
  const masked = world.masks.body(headers['content-type'] ?? '', body).body;
  const shown = masked === undefined || typeof masked === 'string' ? (masked ?? '') : JSON.stringify(masked);
  const some = Object.entries(world.masks.headers(headers)).slice(0, HEADERS_MAX);
  return {
    kind,
    status,
    headers: Object.fromEntries(some.map(([name, value]) => [name, value.slice(0, HEADER_LENGTH_MAX)])),
    excerpt: shown.slice(0, EXCERPT_MAX),
  };
}

/** Milliseconds that posting has taken, to the microsecond. */
export function tookMs(world: World, startedMs: number): number {
  return Math.max(0, Math.round((world.elapsedMs() - startedMs) * 1000) / 1000);
}

function answer({ status, headers, excerpt }: Extract<AttemptResult, { kind: 'answered' }>): JournalMessage {
  return { status, headers, ...(excerpt === '' ? {} : { body: excerpt }) };
}
