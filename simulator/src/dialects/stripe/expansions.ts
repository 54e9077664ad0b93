import type { Shown } from './call.ts';
import { renderCustomer } from './customer-object.ts';
import type { Expansion, Expansions } from './expand.ts';
import type { Source } from './objects.ts';

const customer: Expansion = { object: 'customer', fetch: showCustomer };

/** Everything that can be expanded. */
export const expansions: Expansions = {
  payment_intent: { customer },
};

async function showCustomer(source: Source, id: string, livemode: boolean): Promise<Shown | undefined> {
  const object = await source.object('customer', id);
  return object === undefined ? undefined : renderCustomer(object, livemode);
}
