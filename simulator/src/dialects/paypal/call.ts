import type { Caller } from '../../accounts/caller.ts';
import type { Instant } from '../../engine/ids.ts';
import type { ListenerExchange } from '../../http/exchange.ts';
import type { RecordOf } from '../../operations/idempotency.ts';
import type { Cause, World } from '../../operations/world.ts';
import type { About } from '../../situations/match.ts';
import type { ObjectOwner } from '../../store/objects.ts';
import { debugIdOf } from './errors.ts';
import type { At } from './links.ts';

/** The name under which everything of this dialect is kept. */
export const DIALECT = 'paypal';

/** One authenticated request. */
export type Call = Readonly<{
  world: World;
  exchange: ListenerExchange;
  caller: Caller;
  /** What the path names, where it names something. */
  id: string;
  now: Instant;
  /** Payments are shown as they were one change ago, because somebody wants to see what comes of it. */
  view?: 'stale';
}>;

/** One that changes something, with what makes the memory of its answer where there is to be one. */
export type ChangeCall = Call & Readonly<{ about: About; recordOf?: RecordOf; requestId?: string }>;

/** Whose objects the caller sees, and where. */
export function ownerOf({ exchange, caller }: Pick<Call, 'exchange' | 'caller'>): ObjectOwner {
  return { environment: exchange.environment.name, merchantId: caller.merchant.id, dialect: DIALECT };
}

/** The request as that which causes a change. */
export function causeOf({ exchange, requestId }: ChangeCall): Cause {
  return { requestId: exchange.requestId, ...(requestId === undefined ? {} : { idempotencyKey: requestId }) };
}

/** Where the caller is answered. */
export function atOf({ world, exchange }: Pick<Call, 'world' | 'exchange'>): At {
  return { pages: world.pageAddress(exchange.environment.name) };
}

/** What support is told to find a request by. */
export function debugHeader({ exchange }: Pick<Call, 'exchange'>): Readonly<Record<string, string>> {
  return { 'paypal-debug-id': debugIdOf(exchange.requestId) };
}
