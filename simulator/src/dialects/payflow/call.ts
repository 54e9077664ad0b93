import type { Caller } from '../../accounts/caller.ts';
import type { ListenerExchange } from '../../http/exchange.ts';
import type { World } from '../../operations/world.ts';
import type { ObjectOwner } from '../../store/objects.ts';
import type { Fields } from './fields.ts';
import type { Profile } from './profiles.ts';

/** The name under which everything of this dialect is kept. */
export const DIALECT = 'payflow';

/** By what a transaction is paid: a card, or a PayPal account. */
export type Tender = 'C' | 'P';

/** One authenticated request. */
export type Call = Readonly<{
  world: World;
  exchange: ListenerExchange;
  caller: Caller;
  fields: Fields;
  profile: Profile;
  tender: Tender;
}>;

/** Whose payments the caller sees, and where. */
export function ownerOf({ exchange, caller }: Pick<Call, 'exchange' | 'caller'>): ObjectOwner {
  return { environment: exchange.environment.name, merchantId: caller.merchant.id, dialect: DIALECT };
}
