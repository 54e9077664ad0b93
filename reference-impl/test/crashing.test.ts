import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiWorld } from '../src/api/operation.ts';
import type { components } from '../src/api/wire.d.ts';
import type { Reply } from '../src/http/exchange.ts';
import { workOff } from '../src/payments/inbox.ts';
import { sweep } from '../src/payments/reconcile.ts';
import { askProcess, freshProcess, processThatTakes } from './dying-process.ts';
import type { Payment } from './local-provider.ts';
import { SECRET, signedHeaders } from './notifying.ts';
import { openForBusiness, startedCheckout, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;
let methodId: string;
/** Methods of integrations that check a card first. */
const checking = new Map<string, string>();
let notificationPath: string;

beforeAll(async () => {
  shop = await testShop();
  const integration = await openForBusiness(shop, { signingSecrets: [SECRET] });
  methodId = integration.methodId;
  for (const cardCheck of ['only', 'then_authorize'] as const) {
    checking.set(cardCheck, (await openForBusiness(shop, { label: cardCheck, cardCheck })).methodId);
  }
  notificationPath = new URL(integration.notificationUrl).pathname;
});
afterAll(() => shop.close());

/** A process that has just been started. */
function fresh(): ApiWorld {
  return freshProcess(shop.app.world);
}

/** What somebody wants of an order, as often as they have to say it. */
type Intent = Readonly<{
  what: string;
  /** Gets an order to where this can be wanted. */
  given(): Promise<Ordered>;
  /** Says it to a process. */
  say(world: ApiWorld, ordered: Ordered): Promise<Reply>;
  /** What there is of it at the provider, which has to be one. */
  effects(payment: Payment): number;
  status: Wire['PaymentStatus'];
}>;

type Ordered = Readonly<{ checkoutId: string; orderId?: string; transactionId?: string }>;

const asStaff = (path: string, body: object) => (world: ApiWorld, ordered: Ordered) =>
  askProcess(world, `/api/payment-transactions/${ordered.transactionId}/${path}`, {
    body: JSON.stringify(body),
    headers: { ...shop.administrator.headers },
  });

const INTENTS: readonly Intent[] = [
  {
    what: 'placing an order',
    given: async () => ({ checkoutId: (await startedCheckout(shop)).id }),
    say: (world, ordered) => placed(world, ordered),
    effects: () => 1,
    status: 'authorized',
  },
  {
    what: 'taking in a notification',
    given: () => ordered(),
    async say(world, { orderId }) {
      const payment = await paymentOf(orderId ?? '');
      customerPays(payment);
      const body = JSON.stringify(shop.provider.notification(payment.id));
      const headers = signedHeaders({ body, at: new Date(shop.clock.now()) });
      const reply = await askProcess(world, notificationPath, { body, headers });
      await world.background.settled();
      return reply;
    },
    effects: ({ authorizations }) => authorizations.length,
    status: 'authorized',
  },
  {
    what: 'taking the money with a card that was checked',
    given: () => paid('only'),
    say: asStaff('capture', {}),
    effects: ({ reference }) => paymentsOf(reference).filter(({ status }) => status === 'captured').length,
    status: 'full',
  },
  {
    what: 'calling off what was to be paid with a card that was checked',
    given: () => paid('only'),
    say: asStaff('cancel', { note: 'Sold out' }),
    // The check itself, and nothing else.
    effects: ({ reference }) => paymentsOf(reference).length,
    status: 'canceled',
  },
  {
    what: 'holding the amount once the card is checked',
    async given() {
      const order = await ordered('then_authorize');
      customerPays(await paymentOf(order.orderId ?? ''));
      return order;
    },
    say: async (world, { orderId }) =>
      askProcess(world, `/api/orders/${orderId}/reconcile`, { body: '', headers: { ...shop.administrator.headers } }),
    effects: ({ reference }) => paymentsOf(reference).filter(({ status }) => status === 'authorized').length,
    status: 'authorized',
  },
  {
    what: 'capturing',
    given: () => paid(),
    say: asStaff('capture', {}),
    effects: ({ captures }) => captures.length,
    status: 'full',
  },
  {
    what: 'giving a hold back',
    given: () => paid(),
    say: asStaff('cancel', { note: 'Sold out' }),
    effects: ({ authorizations }) => authorizations.filter(({ status }) => status === 'voided').length,
    status: 'canceled',
  },
  {
    what: 'refunding',
    async given() {
      const hold = await paid();
      await asStaff('capture', {})(fresh(), hold);
      const [capture] = await historyOf(hold.orderId ?? '');
      return { ...hold, transactionId: capture?.id ?? '' };
    },
    say: asStaff('refund', { note: 'Broken' }),
    effects: ({ refunds }) => refunds.length,
    status: 'refunded',
  },
  {
    what: 'renewing a hold',
    given: () => paid(),
    async say(world, { orderId, transactionId }) {
      const payment = await paymentOf(orderId ?? '');
      const authorizationReference = `auth_${payment.id}_1`;
      return asStaff('reauthorize', { authorizationReference })(world, {
        checkoutId: '',
        transactionId: transactionId ?? '',
      });
    },
    effects: ({ authorizations }) => authorizations.length - 1,
    status: 'authorized',
  },
];

function placed(world: ApiWorld, { checkoutId }: Ordered, by = methodId): Promise<Reply> {
  return askProcess(world, `/api/checkouts/${checkoutId}/place`, { body: JSON.stringify({ methodId: by }) });
}

async function ordered(cardCheck = ''): Promise<Ordered> {
  const checkout = await startedCheckout(shop);
  const reply = await placed(fresh(), { checkoutId: checkout.id }, checking.get(cardCheck));
  const { orderId } = JSON.parse(String(reply.body)) as Wire['PlacedOrder'];
  return { checkoutId: checkout.id, orderId };
}

async function paid(cardCheck = ''): Promise<Ordered> {
  const order = await ordered(cardCheck);
  customerPays(await paymentOf(order.orderId ?? ''));
  await sweep(fresh());
  const [hold] = await historyOf(order.orderId ?? '');
  return { ...order, transactionId: hold?.id ?? '' };
}

async function historyOf(orderId: string): Promise<readonly Wire['PaymentTransaction'][]> {
  const path = `/api/orders/${orderId}/payment-transactions`;
  const answer = await shop.administrator.get<{ paymentTransactions: Wire['PaymentTransaction'][] }>(200, 'GET', path);
  return answer.paymentTransactions;
}

/** Every payment of an order, those with a card that was checked too. */
function paymentsOf(orderNumber: string): readonly Payment[] {
  return [...shop.provider.payments.values()].filter(({ reference }) => reference === orderNumber);
}

async function paymentOf(orderId: string): Promise<Payment> {
  const order = await shop.app.world.orders.byId(orderId as Parameters<ApiWorld['orders']['byId']>[0]);
  const found = paymentsOf(order?.number ?? '').filter(({ cardOf }) => cardOf === undefined);
  const [payment] = found;
  if (!payment || found.length > 1) throw new Error(`the provider has ${found.length} payments for one order`);
  return payment;
}

function customerPays(payment: Payment): void {
  if (payment.status === 'action_required') shop.provider.customer(payment.id, 'pays');
}

/** Lets a process go for so many steps, starts another, and lets people do what people do. Tells whether it was gone. */
async function crashed(intent: Intent, steps: number): Promise<boolean> {
  const before = await intent.given();
  shop.provider.seen.splice(0);
  const dying = processThatTakes(steps, shop.app.world);
  const ended = await Promise.race([intent.say(dying.world, before), dying.gone]);

  const next = fresh();
  await workOff(next);
  await sweep(next);
  // Whoever has seen no answer says it once more.
  await intent.say(next, before);
  const order = before.orderId ?? (await orderOfCheckout(before.checkoutId));
  customerPays(await paymentOf(order));
  await workOff(next);
  await sweep(next);

  const at = `${intent.what}, gone after step ${steps}`;
  expect(intent.effects(await paymentOf(order)), at).toBe(1);
  const { paymentStatus, unresolved } = await shop.administrator.get<Wire['Order']>(200, 'GET', `/api/orders/${order}`);
  expect([paymentStatus, unresolved], at).toEqual([intent.status, false]);
  const keys = shop.provider.seen.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
  expect(new Set(keys).size, at).toBeLessThanOrEqual(1);
  return ended === 'gone';
}

async function orderOfCheckout(checkoutId: string): Promise<string> {
  const { world } = shop.app;
  const checkout = await world.checkouts.checkout(checkoutId as Parameters<ApiWorld['checkouts']['checkout']>[0]);
  const order = checkout && (await world.orders.ofCart(checkout.cartId));
  return order?.id ?? 'none';
}

describe('a process that dies at any step leaves one effect for one intent', () => {
  for (const intent of INTENTS) {
    test(intent.what, async () => {
      let steps = 0;
      while (await crashed(intent, steps)) steps += 1;
      // As many steps as there were, so that nobody takes this for nothing.
      expect(steps).toBeGreaterThan(10);
    });
  }
});
