import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiWorld } from '../src/api/operation.ts';
import type { components } from '../src/api/wire.d.ts';
import type { Reply } from '../src/http/exchange.ts';
import { workOff } from '../src/payments/inbox.ts';
import { sweep } from '../src/payments/reconcile.ts';
import { askProcess, freshProcess, processThatTakes } from './dying-process.ts';
import { type ProviderProgram, startProvider } from './provider-program.ts';
import { openForBusiness, startedCheckout, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

// The same as with the generic provider, where one wish takes several exchanges that an SDK makes.
let provider: ProviderProgram;
let shop: TestShop;
let merchantId: string;
const methods = new Map<string, string>();

beforeAll(async () => {
  provider = await startProvider();
  const url = provider.environments.sandbox?.url ?? '';
  const providers = new Map((['generic', 'stripe', 'paypal'] as const).map((type) => [type, url] as const));
  shop = await testShop({ config: { providers } });
  const { body } = await provider.control('POST', '/merchants', { environment: 'sandbox', name: 'Shop' });
  merchantId = String(body.id);
  await provider.control('POST', `/merchants/${merchantId}/activate`);
  const issued = async (dialect: string, kind: string) =>
    (await provider.control('POST', `/merchants/${merchantId}/credentials`, { dialect, kind })).body;
  const stripe = await issued('stripe', 'api_key');
  const paypal = await issued('paypal', 'oauth_client');
  const { publicId } = paypal.credential as { publicId: string };
  const credentials = {
    stripe: { kind: 'api_key', apiKey: String(stripe.secret) },
    paypal: { kind: 'oauth_client', clientId: publicId, clientSecret: String(paypal.secret) },
  } as const;
  for (const type of ['stripe', 'paypal'] as const) {
    const { methodId } = await openForBusiness(shop, { type, label: type, credential: credentials[type] });
    methods.set(type, methodId);
  }
});

afterAll(async () => {
  await shop?.close();
  provider?.end();
});

type LedgerPayment = Readonly<{ paymentId: string; counts: Readonly<{ authorizations: number; captures: number }> }>;

async function ledger(): Promise<readonly LedgerPayment[]> {
  const { body } = await provider.control('GET', `/ledger?merchant=${merchantId}&limit=3`);
  return body.payments as LedgerPayment[];
}

type Ordered = Readonly<{ checkoutId: string; transactionId: string }>;

const fresh = () => freshProcess(shop.app.world);

async function orderIdOf({ checkoutId }: Ordered): Promise<string> {
  const { world } = shop.app;
  const checkout = await world.checkouts.checkout(checkoutId as Parameters<ApiWorld['checkouts']['checkout']>[0]);
  return (checkout && (await world.orders.ofCart(checkout.cartId)))?.id ?? 'none';
}

async function historyOf(ordered: Ordered): Promise<readonly Wire['PaymentTransaction'][]> {
  const path = `/api/orders/${await orderIdOf(ordered)}/payment-transactions`;
  const answer = await shop.administrator.get<{ paymentTransactions: Wire['PaymentTransaction'][] }>(200, 'GET', path);
  return answer.paymentTransactions;
}

/** The customer goes to the provider's page and lets the card be used, or the wallet. */
async function customerApproves(ordered: Ordered): Promise<void> {
  const [asked] = await historyOf(ordered);
  const url = asked?.outcome.redirectUrl;
  if (url === undefined) throw new Error(`the customer is not sent anywhere: ${asked?.outcome.kind}`);
  const page = await fetch(url);
  const [, action = ''] = /<form[^>]*\saction="([^"]*)"/.exec(await page.text()) ?? [];
  const card = { number: '4242424242424242', expiry: '12/40', cvc: '123' };
  const fields = new URLSearchParams(action.endsWith('/wallet') ? { answer: 'approve' } : card);
  const answer = await fetch(new URL(action, page.url), { method: 'POST', body: fields, redirect: 'manual' });
  expect(answer.status).toBe(303);
}

/** An order that the customer has approved on the provider's page, about which the shop has not asked since. */
async function approved(type: string): Promise<Ordered> {
  const { id } = await startedCheckout(shop);
  const body = JSON.stringify({ methodId: methods.get(type) });
  await askProcess(fresh(), `/api/checkouts/${id}/place`, { body });
  const ordered = { checkoutId: id, transactionId: '' };
  await customerApproves(ordered);
  return ordered;
}

type Intent = Readonly<{
  type: string;
  what: string;
  given(): Promise<Ordered>;
  say(world: ApiWorld, ordered: Ordered): Promise<Reply>;
  counts: LedgerPayment['counts'];
  status: Wire['PaymentStatus'];
}>;

const asStaff = (world: ApiWorld, path: string) =>
  askProcess(world, path, { body: '{}', headers: { ...shop.administrator.headers } });

const INTENTS: readonly Intent[] = [
  {
    type: 'stripe',
    what: 'capturing',
    async given() {
      const ordered = await approved('stripe');
      await sweep(fresh());
      const [hold] = await historyOf(ordered);
      return { ...ordered, transactionId: hold?.id ?? '' };
    },
    say: (world, { transactionId }) => asStaff(world, `/api/payment-transactions/${transactionId}/capture`),
    counts: { authorizations: 1, captures: 1 },
    status: 'full',
  },
  {
    type: 'paypal',
    // To ask PayPal about an approved order is to pay it.
    what: 'asking about an order that the customer has approved',
    given: () => approved('paypal'),
    say: async (world, ordered) => asStaff(world, `/api/orders/${await orderIdOf(ordered)}/reconcile`),
    counts: { authorizations: 1, captures: 0 },
    status: 'authorized',
  },
];

/** Lets a process go for so many steps, starts another, and lets people do what people do. Tells whether it was gone. */
async function crashed(intent: Intent, steps: number): Promise<boolean> {
  const [last] = await ledger();
  const before = await intent.given();
  const dying = processThatTakes(steps, shop.app.world);
  const ended = await Promise.race([intent.say(dying.world, before), dying.gone]);

  const next = fresh();
  await workOff(next);
  await sweep(next);
  await intent.say(next, before);
  await sweep(next);

  const at = `${intent.type}, ${intent.what}, gone after step ${steps}`;
  const payments = await ledger();
  const own = payments.slice(
    0,
    last === undefined ? undefined : payments.findIndex((one) => one.paymentId === last.paymentId),
  );
  expect(
    own.map(({ counts }) => counts),
    at,
  ).toMatchObject([intent.counts]);
  const order = await shop.administrator.get<Wire['Order']>(200, 'GET', `/api/orders/${await orderIdOf(before)}`);
  expect([order.paymentStatus, order.unresolved], at).toEqual([intent.status, false]);
  return ended === 'gone';
}

describe('a process that dies at any step of an SDK leaves one effect for one intent', () => {
  for (const intent of INTENTS) {
    test(`${intent.type}: ${intent.what}`, { timeout: 60_000 }, async () => {
      let steps = 0;
      while (await crashed(intent, steps)) steps += 1;
      expect(steps).toBeGreaterThan(10);
    });
  }
});
