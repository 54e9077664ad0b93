import type { Caller } from '../../accounts/caller.ts';
import type { Instant } from '../../engine/ids.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import type { RecordOf } from '../../operations/idempotency.ts';
import type { Cause, World } from '../../operations/world.ts';
import type { About } from '../../situations/match.ts';
import type { DialectObject, ObjectOwner } from '../../store/objects.ts';
import type { Json, StoredPayment } from '../../store/store.ts';
import type { Refused } from './errors.ts';

/** The name under which everything of this dialect is kept. */
export const DIALECT = 'stripe';

/** One authenticated request. Its exchange says the environment that the key belongs to, whichever listener it came to. */
export type Call = Readonly<{
  world: World;
  exchange: ListenerExchange;
  caller: Caller;
  /** The object that the path names, where it names one. */
  id: string;
  now: Instant;
  livemode: boolean;
  /** Payments are shown as they were one change ago, because somebody wants to see what comes of it. */
  view?: 'stale';
}>;

/** One that changes something: how it is answered, and what makes the memory of the answer where there is to be one. */
export type ChangeCall = Call &
  Readonly<{
    about: About;
    /** The answer on the wire, expanded; `fresh` is what is about to be committed with it. */
    reply: (answer: Answer, fresh: Fresh) => Promise<WholeReply>;
    recordOf?: RecordOf;
    key?: string;
  }>;

/** What is about to be committed. */
export type Fresh = Readonly<{ objects?: readonly DialectObject[]; payment?: StoredPayment }>;

/** An object as it is answered. */
export type Shown = Readonly<{ [name: string]: Json | undefined }>;

/** What a request is answered with. */
export type Answer = Readonly<{ ok: true; value: Shown }> | Refused;

/** This object is the answer. */
export function show(value: Shown): Answer {
  return { ok: true, value };
}

/** Whose objects the caller sees, and where. */
export function ownerOf({ exchange, caller }: Pick<Call, 'exchange' | 'caller'>): ObjectOwner {
  return { environment: exchange.environment.name, merchantId: caller.merchant.id, dialect: DIALECT };
}

/** The request as that which causes a change. */
export function causeOf({ exchange, key }: ChangeCall): Cause {
  return { requestId: exchange.requestId, ...(key === undefined ? {} : { idempotencyKey: key }) };
}

/** A time as it is written here: whole seconds. */
export function seconds(at: Instant): number {
  return Math.floor(at / 1000);
}
