import { expect } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import type { Payment } from './local-provider.ts';
import { SECRET } from './notifying.ts';
import {
  type Client,
  history,
  openForBusiness,
  placedOrder,
  returns,
  type ShopOptions,
  type TestShop,
  testShop,
} from './shop.ts';

type Wire = components['schemas'];

/** A shop with one order that has been paid, and everything that can be done to it. */
export type Scene = Readonly<{
  shop: TestShop;
  integration: Wire['Integration'];
  orderId: string;
  /** The hold, or the charge. */
  source: string;
  /** The provider's payment. */
  atProvider(): Payment;
  ask(what: string, body?: unknown, client?: Client, id?: string): ReturnType<Client['ask']>;
  /** What came of it, which has to be something. */
  done(what: string, body?: unknown, id?: string): Promise<Wire['OperationResult']>;
  /** The history, newest first. */
  inOneLine(): Promise<string>;
  /** The keys of the requests that asked for this. */
  sent(what: string): readonly (string | string[] | undefined)[];
}>;

/** Opens a shop and pays an order there; `before` is done when the customer has paid and nobody has asked. */
export async function paidOrder(
  paymentAction: 'authorize' | 'charge' = 'authorize',
  options: ShopOptions = {},
  before: (payment: Payment) => void = () => {},
): Promise<Scene> {
  const shop = await testShop(options);
  const integration = await openForBusiness(shop, { paymentAction, signingSecrets: [SECRET] });
  const { orderId } = await placedOrder(shop, integration.methodId);
  shop.provider.customer('pay_1', 'pays');
  const scene = sceneOf(shop, integration, orderId, '');
  before(scene.atProvider());
  await returns(shop);
  return sceneOf(shop, integration, orderId, (await history(shop, orderId))[0]?.id ?? '');
}

/** The same order, in a shop that has been started anew. */
export function sceneOf(shop: TestShop, integration: Wire['Integration'], orderId: string, source: string): Scene {
  const ask: Scene['ask'] = (what, body, client = shop.administrator, id = source) =>
    client.ask('POST', `/api/payment-transactions/${id}/${what}`, body);
  return {
    shop,
    integration,
    orderId,
    source,
    ask,
    atProvider() {
      const payment = shop.provider.payments.get('pay_1');
      if (!payment) throw new Error('the provider has no payment');
      return payment;
    },
    async done(what, body, id = source) {
      const answer = await ask(what, body, shop.administrator, id);
      expect(answer.status, answer.text).toBe(200);
      return answer.body as Wire['OperationResult'];
    },
    async inOneLine() {
      const all = await history(shop, orderId);
      return all.map(({ action, amount, outcome }) => `${action} ${amount.minor} ${outcome.kind}`).join(', ');
    },
    sent: (what) =>
      shop.provider.seen
        .filter(({ method, path }) => method === 'POST' && path === `/v1/payments/pay_1/${what}`)
        .map(({ headers }) => headers['idempotency-key']),
  };
}

/** So many cents. */
export const eur = (minor: number) => ({ minor, currency: 'EUR' });

/** A wish to capture a part of what is left. */
export const capturePart = (amount: number, remaining: number, more = {}) => ({
  amount: eur(amount),
  remaining: eur(remaining),
  ...more,
});

/** A wish to return a part of what is left. */
export const refundPart = (amount: number, remaining: number) => ({
  ...capturePart(amount, remaining),
  note: 'Broken on arrival',
});
