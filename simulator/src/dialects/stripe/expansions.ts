import type { StoredPayment } from '../../store/store.ts';
import { renderTransaction } from './balance-object.ts';
import type { Shown } from './call.ts';
import { renderCharge } from './charge-object.ts';
import { readPointer } from './codec.ts';
import { renderCustomer } from './customer-object.ts';
import { renderDispute } from './dispute-object.ts';
import type { Expansion, Expansions } from './expand.ts';
import { renderIntent } from './intent-object.ts';
import { attempts } from './intent-state.ts';
import { renderMethod } from './method-object.ts';
import type { At, Kind, Source } from './objects.ts';
import { chargeId } from './pointers.ts';
import { renderSetup } from './setup-intent-object.ts';

const customer: Expansion = {
  object: 'customer',
  fetch: async ({ object, at }, id) => {
    const found = await object('customer', id);
    return found === undefined ? undefined : renderCustomer(found, at.livemode);
  },
};

const paymentMethod: Expansion = {
  object: 'payment_method',
  fetch: async ({ object, at }, id) => {
    const found = await object('payment_method', id);
    return found === undefined ? undefined : renderMethod(found, at.livemode);
  },
};

const paymentIntent: Expansion = {
  object: 'payment_intent',
  fetch: async ({ payment, at }, id) => {
    const stored = await payment(id);
    return stored === undefined ? undefined : renderIntent(stored, at);
  },
};

const setupIntent: Expansion = {
  object: 'setup_intent',
  fetch: async ({ object, at }, id) => {
    const found = await object('setup_intent', id);
    return found === undefined ? undefined : renderSetup(found, at.livemode);
  },
};

const charge: Expansion = { object: 'charge', fetch: showCharge };

const transaction: Expansion = {
  object: 'balance_transaction',
  fetch: shownBy('balance_transaction', renderTransaction),
};
// They are put where they belong by whoever shows the session: nothing stands there in their place.
const lineItems: Expansion = { object: 'list', fetch: async () => undefined };
const dispute: Expansion = { object: 'dispute', fetch: shownBy('dispute', renderDispute) };

/** Shows what belongs to a payment: to the one that is about to be committed, or to one that is kept. */
function shownBy(
  kind: Kind,
  render: (stored: StoredPayment, id: string, at: At) => Shown | undefined,
): Expansion['fetch'] {
  return async ({ fresh, object, payment, at }, id) => {
    const ours = fresh === undefined ? undefined : render(fresh, id, at);
    if (ours !== undefined) return ours;
    const pointer = await object(kind, id);
    const stored = pointer === undefined ? undefined : await payment(readPointer(pointer).payment);
    return stored === undefined ? undefined : render(stored, id, at);
  };
}

/** Everything that can be expanded. */
export const expansions: Expansions = {
  payment_intent: { customer, latest_charge: charge, payment_method: paymentMethod },
  payment_method: { customer },
  charge: {
    balance_transaction: transaction,
    customer,
    dispute,
    payment_intent: paymentIntent,
    payment_method: paymentMethod,
  },
  refund: {
    balance_transaction: transaction,
    charge,
    failure_balance_transaction: transaction,
    payment_intent: paymentIntent,
  },
  dispute: { charge, payment_intent: paymentIntent },
  'checkout.session': { customer, line_items: lineItems, payment_intent: paymentIntent, setup_intent: setupIntent },
  setup_intent: { customer, payment_method: paymentMethod },
};

/** A charge that is part of what is about to be committed, or one that is kept. */
async function showCharge({ fresh, object, payment, at }: Source, id: string): Promise<Shown | undefined> {
  if (fresh !== undefined && attempts(fresh).some(({ authorization }) => chargeId(authorization.id) === id)) {
    return renderCharge(fresh, id, at);
  }
  const pointer = await object('charge', id);
  const stored = pointer === undefined ? undefined : await payment(readPointer(pointer).payment);
  return stored === undefined ? undefined : renderCharge(stored, id, at);
}
