import type { Caller } from '../../accounts/caller.ts';
import { paymentId } from '../../engine/ids.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import type { PathParameters } from '../../http/route-table.ts';
import type { Asking, Change, Target } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import type { About } from '../../situations/match.ts';

/** One authenticated request. */
export type Call = Readonly<{ world: World; exchange: ListenerExchange; caller: Caller; parameters: PathParameters }>;

/** One that changes something: what it is about, and the wait that comes before it is done. */
export type ChangeCall = Call & Readonly<{ about: About; slowly: () => Promise<void> }>;

/** A request that changes something, ready to run, or the answer when it cannot. */
export type Started = Readonly<{ run: (asking: Asking) => Promise<Change> }> | Readonly<{ reply: WholeReply }>;

/** Turns a parsed body into what is to be done. */
export type Mutation<Body> = (call: ChangeCall, body: Body) => Promise<Started> | Started;

/** Whose payments the caller may see, and where. */
export function accountOf(call: Call): Omit<Target, 'paymentId'> {
  return { environment: call.exchange.environment.name, merchantId: call.caller.merchant.id, dialect: 'generic' };
}

/** The payment that the path names, as this caller sees it. */
export function targetOf(call: Call): Target {
  return { ...accountOf(call), paymentId: paymentId(call.parameters.paymentId ?? '') };
}
