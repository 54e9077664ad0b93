import type { Place } from '../accounts/environment.ts';
import type { Instant } from '../engine/ids.ts';
import type { Json } from './store.ts';

/** Whose objects: those of one merchant account, as one dialect knows them. */
export type ObjectOwner = Readonly<{ environment: string; merchantId: string; dialect: string }>;

/**
 * Something that a dialect keeps beside payments, in its own words: a customer, a card on file, an event that was told.
 * `value` is the dialect's own; it never holds a card number.
 */
export type DialectObject = ObjectOwner &
  Readonly<{
    kind: string;
    /** Unique among the objects of its owner. */
    id: string;
    createdAt: Instant;
    /** What it is found by in lists, such as `customer=cus_1`. */
    tags: readonly string[];
    value: Json;
    /** When time alone brings something about, by the account's clock; missing where it brings nothing more. */
    dueAt?: Instant | undefined;
    /** 1 for a new one; a commit of another version than the next is a conflict. */
    version: number;
  }>;

/** Which objects of one kind, newest first. A look-up always names the environment. */
export type ObjectQuery = ObjectOwner &
  Readonly<{
    kind: string;
    /** It has all of these. */
    tags?: readonly string[];
    /** It has at least one of these. */
    anyTag?: readonly string[];
    /** Created at this instant or later, or before that one. */
    from?: Instant;
    before?: Instant;
    /** Only those older, or only those newer than the object of this id; the nearest to it where there are more. */
    olderThan?: string;
    newerThan?: string;
    limit: number;
  }>;

/** Keeps what dialects know beside payments. It is written by commits, like everything that changes with payments. */
export interface ObjectStore {
  findObject(owner: ObjectOwner, kind: string, id: string): Promise<DialectObject | undefined>;
  listObjects(query: ObjectQuery): Promise<readonly DialectObject[]>;
  /**
   * Those with something due at or before `now` by the clock of the place, the longest overdue first: those of a merchant
   * account, or those of an environment without the merchant accounts that have a clock of their own.
   */
  dueObjects(place: Place, now: Instant, limit: number): Promise<readonly DialectObject[]>;
}
