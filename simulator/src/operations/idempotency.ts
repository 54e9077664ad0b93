import { createHmac } from 'node:crypto';
import { type Instant, later, type PaymentId } from '../engine/ids.ts';
import type { IdempotencyRecord, KeptReply } from '../store/store.ts';
import type { World } from './world.ts';

/** A request that may be sent twice and must have one effect. */
export type IdempotentRequest = Readonly<{
  /** Whose key it is: keys of two merchant accounts, or of two dialects, are different keys. */
  environment: string;
  merchantId: string;
  dialect: string;
  key: string;
  /** Keyed hash of what is asked, see `requestFingerprint`. */
  fingerprint: string;
  /** Milliseconds for which the answer is kept. */
  lifetimeMs: number;
}>;

/** What becomes of an idempotent request. */
export type OnceAnswer =
  | Readonly<{ kind: 'answered'; reply: KeptReply }>
  /** The recorded answer, byte for byte, and the payment it was about. */
  | Readonly<{ kind: 'replayed'; reply: KeptReply; paymentId: PaymentId | undefined }>
  /** The key was used for another request. */
  | Readonly<{ kind: 'reused' }>
  /** The first request with this key is still running. */
  | Readonly<{ kind: 'in_use' }>;

/** Makes the record of an answer, to be committed with the effect. */
export type RecordOf = (reply: KeptReply, paymentId: PaymentId | undefined) => IdempotencyRecord;

/**
 * Runs the request unless its key has been used (IETF draft-ietf-httpapi-idempotency-key-header). `run` commits the
 * record it is given a maker for together with its effect, and answers `key_taken` when another process was faster.
 */
export async function once(
  world: World,
  request: IdempotentRequest,
  run: (recordOf: RecordOf, now: Instant) => Promise<KeptReply | 'key_taken'>,
): Promise<OnceAnswer> {
  const scope = `${request.dialect}/${request.merchantId}`;
  const running = `${scope}/${request.key}`;
  if (world.running.has(running)) return { kind: 'in_use' };
  world.running.add(running);
  try {
    const now = world.now(request);
    const earlier = await recorded(world, scope, request, now);
    if (earlier !== undefined) return earlier;
    const { key, merchantId, fingerprint, lifetimeMs } = request;
    const expiresAt = later(now, lifetimeMs);
    const reply = await run(
      (kept, paymentId) => ({ scope, key, merchantId, fingerprint, paymentId, reply: kept, expiresAt }),
      now,
    );
    if (reply !== 'key_taken') return { kind: 'answered', reply };
    return (await recorded(world, scope, request, now)) ?? { kind: 'in_use' };
  } finally {
    world.running.delete(running);
  }
}

/**
 * Hash of an operation, its target and its body; the order of a JSON object's members does not matter. It is keyed,
 * since a body may hold a card number, and the bare hash of one can be undone by trying all of them.
 */
export function requestFingerprint(
  asked: Readonly<{ operation: string; target: string; body: unknown }>,
  key: string,
): string {
  return createHmac('sha256', key).update(canonical(asked)).digest('hex');
}

async function recorded(
  world: World,
  scope: string,
  request: IdempotentRequest,
  now: Instant,
): Promise<OnceAnswer | undefined> {
  const record = await world.store.findIdempotency(scope, request.key, now);
  if (record === undefined) return undefined;
  if (record.fingerprint !== request.fingerprint) return { kind: 'reused' };
  return { kind: 'replayed', reply: record.reply, paymentId: record.paymentId };
}

/** The text of a value that JSON can say, with the members of each object in the order of their names. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`;
}
