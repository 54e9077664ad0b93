import type { Decline } from '../../engine/payment.ts';
import type { ListenerExchange } from '../../http/exchange.ts';
import { askIssuer, attemptAfterChallenge } from '../../operations/attempt.ts';
import { deliveriesFor } from '../../operations/notifications.ts';
import type { World } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import { DIALECT } from './call.ts';
import { sessionStatus } from './checkout-session-object.ts';
import { tagsOf } from './checkout-sessions.ts';
import { type KeptCustomer, merged, readMethod, readSession, readSetup } from './codec.ts';
import { eventObject } from './event-object.ts';
import { atIn } from './events-of-change.ts';
import { toldOfObject } from './events-of-objects.ts';
import { notificationOf } from './notify.ts';
import { changedObject } from './objects.ts';
import { customerTag } from './pointers.ts';
import { amountOf, methodOf, type Paying } from './session-payment.ts';

/**
 * Keeps a card in an open session, checked with an amount of nothing: for the customer of the session, or for one that is
 * made now. A bank that would ask the customer is taken to have been answered. One at a time; a second click changes nothing.
 */
export async function keepInSession(world: World, exchange: ListenerExchange, keeping: Paying): Promise<void> {
  await world.inTurn(keeping.id, () => keep(world, exchange, keeping));
}

async function keep(world: World, exchange: ListenerExchange, keeping: Paying): Promise<void> {
  const owner = { environment: exchange.environment.name, merchantId: keeping.merchant.id, dialect: DIALECT };
  const now = world.now(owner);
  const session = await world.store.findObject(owner, 'checkout_session', keeping.id);
  const kept = session && readSession(session);
  const setup = kept?.setup && (await world.store.findObject(owner, 'setup_intent', kept.setup.intent));
  if (session === undefined || kept?.setup === undefined || setup === undefined) return;
  if (sessionStatus(kept, undefined, { now }) !== 'open') return;
  const declined = declineOf(world, exchange, keeping, amountOf(kept));
  if (declined !== undefined) {
    const failed = changedObject(setup, { ...merged(readSetup(setup), { failure: declined }) });
    return commit(world, exchange, [[setup, failed]]);
  }
  const base = { ...owner, createdAt: now, tags: [], version: 1 };
  const made = merged<KeptCustomer>({ metadata: {} }, { email: keeping.email });
  const fresh: readonly DialectObject[] =
    kept.customer === undefined && kept.setup.makesCustomer
      ? [{ ...base, kind: 'customer', id: world.random.id('cus'), value: { ...made }, tags: ['alive'] }]
      : [];
  const customer = kept.customer ?? fresh[0]?.id;
  const card = methodOf(world, session, keeping);
  const { spent: _, ...usable } = readMethod(card);
  const method =
    customer === undefined ? card : { ...card, value: { ...usable, customer }, tags: [customerTag(customer)] };
  const over = { ...merged(kept, { email: keeping.email, customer }), setup: { ...kept.setup, done: true as const } };
  const { dueAt: _due, ...offTheClock } = changedObject(session, { ...over }, tagsOf(over));
  const { failure: _before, ...before } = readSetup(setup);
  const succeeded = changedObject(setup, { ...merged(before, { customer, method: method.id }) });
  await commit(world, exchange, [
    ...fresh.map((one) => [undefined, one] as const),
    [undefined, method],
    [setup, succeeded],
    [session, offTheClock],
  ]);
}

function declineOf(
  world: World,
  exchange: ListenerExchange,
  { merchant, number, card }: Paying,
  amount: ReturnType<typeof amountOf>,
): Decline | undefined {
  const about = {
    operations: ['page', 'authorize'],
    headers: exchange.headers,
    amount,
    card: { number, lastFour: number.slice(-4) },
  } as const;
  const asked = askIssuer(world, merchant, about, card.conduct, 'manual');
  const now = world.now({ environment: exchange.environment.name, merchantId: merchant.id });
  const { answer } = attemptAfterChallenge(world, asked, amount, now);
  return answer.kind === 'declined' ? answer.decline : undefined;
}

/** Whatever another process was faster with stands: the page shows what came of that. */
async function commit(
  world: World,
  { environment }: ListenerExchange,
  changes: readonly (readonly [DialectObject | undefined, DialectObject])[],
): Promise<void> {
  const [[, first] = []] = changes;
  if (first === undefined) return;
  const { merchantId, dialect } = first;
  const owner = { environment: environment.name, merchantId, dialect };
  const now = world.now(owner);
  const where = { environment, pages: world.pageAddress(environment.name) };
  const told = changes
    .flatMap(([before, object]) => toldOfObject(before, object, atIn(where, now)))
    .map((one) => ({ ...one, id: world.random.id('evt') }));
  const notifications = told.map((one) => notificationOf(one, one.id, undefined, where));
  const deliveries = await deliveriesFor(world, notifications, owner, now);
  const objects = [
    ...changes.map(([, object]) => object),
    ...told.map((one) => eventObject(owner, one.id, one, undefined)),
  ];
  if ((await world.store.commit({ objects, deliveries, at: now })) === 'committed') world.outbox.owed(deliveries);
}
