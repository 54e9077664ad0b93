import type { Role } from '../src/access/roles.ts';
import type { components } from '../src/api/wire.d.ts';
import { type App, startApp } from '../src/app.ts';
import type { Config } from '../src/config.ts';
import { PROVIDER_TYPES } from '../src/payments/provider.ts';
import { type HandTurnedClock, handTurnedClock } from '../src/platform/clock.ts';
import { jsonLog } from '../src/platform/log.ts';
import { seededRandom } from '../src/platform/random.ts';
import { instant } from '../src/shop/ids.ts';
import { type LocalProvider, localProvider } from './local-provider.ts';
import { expectDescribed } from './specification.ts';

type Wire = components['schemas'];

/** An answer of the API, held against its specification. */
export type Answer = Readonly<{ status: number; headers: Headers; body: unknown; text: string }>;

/** Somebody who asks the API. */
export type Client = Readonly<{
  headers: Readonly<Record<string, string>>;
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The body of an answer that has to have this status. */
  get<T>(status: number, method: string, path: string, body?: unknown): Promise<T>;
}>;

/** A shop under test, with the provider it speaks to. */
export type TestShop = Readonly<{
  app: App;
  url: string;
  clock: HandTurnedClock;
  provider: LocalProvider;
  logged: string[];
  guest: Client;
  signIn(email: string, password: string): Promise<Client>;
  administrator: Client;
  staff(role: Role): Promise<Client>;
  close(): Promise<void>;
}>;

/** What a test may want otherwise. */
export type ShopOptions = Readonly<{ config?: Partial<Config>; provider?: LocalProvider; seed?: string }>;

/** The password of everybody in tests. */
export const PASSWORD = 'correct horse battery staple';
/** The key every test shop seals its settings with, unless a test wants another. */
export const KEY = Buffer.alloc(32, 1);

const ADMINISTRATOR = 'administrator@shop.example';

/** Starts a shop of the sandbox on a free port, with a hand-turned clock and a provider of its own. */
export async function testShop(options: ShopOptions = {}): Promise<TestShop> {
  const provider = options.provider ?? (await localProvider());
  const clock = handTurnedClock(instant(Date.parse('2026-12-01T10:00:00Z')));
  const logged: string[] = [];
  const app = await startApp(
    {
      environment: 'sandbox',
      mode: 'test',
      host: '127.0.0.1',
      port: 0,
      publicUrl: undefined,
      providers: new Map(PROVIDER_TYPES.map((type) => [type, provider.url])),
      database: ':memory:',
      durability: 'normal',
      passwordCost: 'low',
      settingsKey: { kind: 'given', key: KEY },
      administrator: { email: ADMINISTRATOR, password: PASSWORD },
      providerTimeoutMs: 2_000,
      reconcileEveryMs: 0,
      trustedProxies: [],
      json: true,
      concerns: [],
      ...options.config,
    },
    {
      clock,
      random: seededRandom(options.seed ?? 'shop'),
      log: jsonLog((line) => void logged.push(line)),
      scryptCost: { n: 16, r: 8, p: 1 },
    },
  );
  const guest = client(app.url, {});
  const signIn = async (email: string, password: string) => {
    const answer = await guest.ask('POST', '/api/session', { email, password });
    if (answer.status !== 201) throw new Error(`${email} cannot sign in: ${answer.text}`);
    const { csrfToken } = answer.body as Wire['Session'];
    const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
    return client(app.url, { cookie, 'csrf-token': csrfToken });
  };
  const administrator = await signIn(ADMINISTRATOR, PASSWORD);
  return {
    app,
    url: app.url,
    clock,
    provider,
    logged,
    guest,
    signIn,
    administrator,
    async staff(role) {
      const email = `${role}-${app.world.random.id('x').toLowerCase()}@shop.example`;
      const draft = { email, name: role, role, password: PASSWORD };
      await administrator.get(201, 'POST', '/api/users', draft);
      return signIn(email, PASSWORD);
    },
    async close() {
      await app.close();
      if (!options.provider) await provider.close();
    },
  };
}

/** An API key of an environment. */
export function apiKey(environment = 'sandbox'): Wire['ApiKey'] {
  return { kind: 'api_key', apiKey: `gsk_${environment}_SeCrEtSeCrEt42` };
}

/** A request to make an integration. */
export function integrationDraft(more: Partial<Wire['IntegrationDraft']> = {}) {
  return { type: 'generic', label: 'Card', paymentAction: 'authorize', credential: apiKey(), ...more };
}

/** Makes an active integration and a rule that offers it for euros everywhere. */
export async function openForBusiness(
  shop: TestShop,
  more: Partial<Wire['IntegrationDraft']> = {},
): Promise<Wire['Integration']> {
  const { administrator } = shop;
  const { id } = await administrator.get<Wire['Integration']>(201, 'POST', '/api/integrations', integrationDraft(more));
  const checked = await administrator.get<Wire['Integration']>(200, 'POST', `/api/integrations/${id}/check`);
  for (const currency of ['EUR', 'JPY', 'KWD']) {
    const rule = { name: currency, sortOrder: 1, currency, methods: [checked.methodId] };
    await administrator.get(201, 'POST', '/api/payment-rules', rule);
  }
  return checked;
}

/** Fills a cart and starts a checkout with one touchstone. */
export async function startedCheckout(shop: TestShop, currency = 'EUR'): Promise<Wire['Checkout']> {
  const { guest } = shop;
  const cart = await guest.get<Wire['Cart']>(201, 'POST', '/api/carts', { currency });
  await guest.get(200, 'PUT', `/api/carts/${cart.id}/lines/touchstone`, { quantity: 1 });
  const billingAddress = { name: 'Ada', street: 'Markt 5', city: 'Frankfurt', postalCode: '60311', country: 'DE' };
  return guest.get(201, 'POST', '/api/checkouts', { cartId: cart.id, email: 'ada@example.com', billingAddress });
}

/** Places an order for one touchstone. */
export async function placedOrder(shop: TestShop, methodId: string, currency = 'EUR'): Promise<Wire['PlacedOrder']> {
  const checkout = await startedCheckout(shop, currency);
  return shop.guest.get(201, 'POST', `/api/checkouts/${checkout.id}/place`, { methodId });
}

/** The browser comes back from the payment page, by the address the provider was given. */
export async function returns({ provider, url }: TestShop, at = -1): Promise<Response> {
  const asked = provider.seen.filter(({ method, path }) => method === 'POST' && path === '/v1/payments').at(at);
  const { returnUrl } = JSON.parse(asked?.body ?? '{}') as { returnUrl?: string };
  if (!returnUrl?.startsWith(url)) throw new Error(`not a return address of this shop: ${returnUrl}`);
  return fetch(`${returnUrl}?payment=pay_1&status=whatever`, { redirect: 'manual' });
}

/** The payment history of an order, as staff see it, newest first. */
export async function history(shop: TestShop, orderId: string): Promise<readonly Wire['PaymentTransaction'][]> {
  const path = `/api/orders/${orderId}/payment-transactions`;
  const { paymentTransactions } = await shop.administrator.get<{ paymentTransactions: Wire['PaymentTransaction'][] }>(
    200,
    'GET',
    path,
  );
  return paymentTransactions;
}

/** The order as staff see it. */
export function orderOf(shop: TestShop, orderId: string): Promise<Wire['Order']> {
  return shop.administrator.get(200, 'GET', `/api/orders/${orderId}`);
}

/** Those of the provider's requests that create or change something. */
export function commandsSeen({ provider }: TestShop): readonly string[] {
  return provider.seen
    .filter(({ method, path }) => method === 'POST' && path !== '/oauth/token')
    .map(({ path, headers }) => `${path} ${headers['idempotency-key']}`);
}

function client(url: string, headers: Readonly<Record<string, string>>): Client {
  const ask: Client['ask'] = async (method, path, body, more = {}) => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { ...type, ...headers, ...more },
      ...content,
    });
    const text = await response.text();
    const [pathname = ''] = path.split('?');
    expectDescribed(method, pathname, response.status, response.headers.get('content-type') ?? '', text);
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  return {
    headers,
    ask,
    async get<T>(status: number, method: string, path: string, body?: unknown) {
      const answer = await ask(method, path, body);
      if (answer.status !== status) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
      return answer.body as T;
    },
  };
}
