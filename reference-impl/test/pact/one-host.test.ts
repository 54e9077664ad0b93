import nock from 'nock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Credential } from '../../src/payments/credential.ts';
import type { Integration } from '../../src/payments/integration.ts';
import { ask } from '../../src/payments/perform.ts';
import { PROVIDER_TYPES, type Provider, type ProviderType, type Wish } from '../../src/payments/provider.ts';
import type { PaymentWorld } from '../../src/payments/world.ts';
import { handTurnedClock } from '../../src/platform/clock.ts';
import { type HttpReply, httpClient, type Send } from '../../src/platform/http-client.ts';
import { generic } from '../../src/providers/generic/index.ts';
import { PROVIDERS } from '../../src/providers/registry.ts';
import { instant, integrationId } from '../../src/shop/ids.ts';
import { API_KEY, CAPTURE, CLIENT, KNOWN, PURCHASE } from './contract/examples.ts';

const ADDRESS = 'https://pay.example';
const ELSEWHERE = 'https://evil.example';

/** What a customer or a provider could put into a request to lead it astray. */
const LURES = ['//evil.example', '../../..//evil.example', '@evil.example', '\\\\evil.example', `${ELSEWHERE}/`];

/** What each adapter is asked with. */
const CREDENTIALS: Readonly<Record<ProviderType, readonly Credential[]>> = {
  generic: [API_KEY, CLIENT],
  stripe: [{ kind: 'api_key', apiKey: 'sk_test_Example0123456789' }],
  paypal: [CLIENT],
  payflow: [{ kind: 'login', partner: 'PayPal', vendor: 'acme', user: 'acme', password: 'Example0123456789' }],
};

/** What every adapter asks, about a payment and an order of these names: one request, or several one after the other. */
function wishes(type: ProviderType, paymentReference: string, orderNumber: string): readonly Wish<unknown>[] {
  const provider: Provider = PROVIDERS[type];
  const purchase = { ...PURCHASE, orderNumber, returnUrl: `${ELSEWHERE}/return` };
  const known = { ...KNOWN, purchase };
  return [
    provider.connectionRequest(),
    provider.purchaseRequest(purchase, known),
    provider.captureRequest({ ...CAPTURE, paymentReference }, known),
    provider.lookupRequest(paymentReference, known),
    provider.searchRequest(orderNumber, known),
  ];
}

type Reply = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

const TOKEN: Reply = [
  200,
  JSON.stringify({ access_token: 'gat_sandbox_Example', token_type: 'Bearer', expires_in: 60 }),
];
const PAYMENT_ELSEWHERE = JSON.stringify({
  id: '//evil.example',
  amount_received: 1,
  url: ELSEWHERE,
  action: { url: `${ELSEWHERE}/pay` },
  next: `${ELSEWHERE}/next`,
});

const ANSWERS: readonly (readonly [what: string, reply: Reply | Error])[] = [
  ...[301, 302, 303, 307, 308].map(
    (status) => [`${status} to another host`, [status, '', { location: `${ELSEWHERE}/v1/payments` }]] as const,
  ),
  ['307 to another host, the protocol left out', [307, '', { location: '//evil.example/' }]],
  ['307 to another port', [307, '', { location: `${ADDRESS}:8443/v1/payments` }]],
  ['307 to the same host, unprotected', [307, '', { location: 'http://pay.example/v1/payments' }]],
  ['300 with a choice of hosts', [300, '', { location: ELSEWHERE, link: `<${ELSEWHERE}/>; rel="alternate"` }]],
  ['401, as when a token was withdrawn', [401, '{"type":"/problems/credential-expired"}', { location: ELSEWHERE }]],
  [
    'a page that leads elsewhere',
    [200, `<meta http-equiv="refresh" content="0;url=${ELSEWHERE}">`, { refresh: `0;url=${ELSEWHERE}` }],
  ],
  [
    'a payment whose addresses are elsewhere',
    [201, PAYMENT_ELSEWHERE, { location: ELSEWHERE, 'content-location': ELSEWHERE }],
  ],
  ['an alternative service', [200, '{}', { 'alt-svc': 'h2="evil.example:443"' }]],
  ['429 with a time to come back', [429, '', { 'retry-after': '0', location: ELSEWHERE }]],
  ['503', [503, '<html>', { 'retry-after': '0', location: ELSEWHERE }]],
  ['a connection that is lost', Object.assign(new Error('ECONNRESET'), { code: 'ECONNRESET' })],
  ['a name that is not found', Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })],
];

let contacted: string[];
let asked: string[];

beforeEach(() => {
  contacted = [];
  asked = [];
  nock.disableNetConnect();
});

afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
  nock.enableNetConnect();
});

for (const [what, reply] of ANSWERS) {
  test(`answered with ${what}, no adapter asks anybody but its provider`, async () => {
    everyHostAnswers(reply);
    for (const type of PROVIDER_TYPES) await askEverything(type, 'pay_1', 'N-1');
    expectOnlyTheProvider();
  });

  test(`answered with ${what} where it wants a token, the adapter asks nobody but its provider`, async () => {
    everyHostAnswers(reply, { tokensToo: true });
    for (const type of ['generic', 'paypal'] as const) {
      for (const wish of wishes(type, 'pay_1', 'N-1')) await ask(shop(), integration(type, CLIENT), wish, whole);
    }
    expectOnlyTheProvider();
  });
}

for (const lure of LURES) {
  test(`a payment or an order called ${lure} leads no adapter anywhere`, async () => {
    everyHostAnswers([200, '{}']);
    for (const type of PROVIDER_TYPES) await askEverything(type, lure, lure);
    expectOnlyTheProvider();
  });
}

test('an SDK goes on with what it was answered, at its provider', async () => {
  everyHostAnswers([200, PAYMENT_ELSEWHERE]);
  const [credential = API_KEY] = CREDENTIALS.stripe;
  const [, , capture] = wishes('stripe', '//evil.example', 'N-1');
  if (capture) await ask(shop(), integration('stripe', credential), capture, whole);
  expect(asked).toEqual([
    'POST /v1/payment_intents/%2F%2Fevil.example/capture',
    'GET /v1/payment_intents/%2F%2Fevil.example',
    'GET /v1/refunds',
  ]);
  expectOnlyTheProvider();
});

test('an integration that was saved for another host asks nobody at all', async () => {
  everyHostAnswers([200, '{}']);
  for (const type of PROVIDER_TYPES) {
    for (const credential of CREDENTIALS[type]) {
      for (const wish of wishes(type, 'pay_1', 'N-1')) {
        const answer = await ask(shop(), integration(type, credential, ELSEWHERE), wish, whole);
        expect(answer).toMatchObject({ kind: 'withheld' });
      }
    }
  }
  expect(contacted).toEqual([]);
});

test('a client that follows redirects is noticed', async () => {
  everyHostAnswers([307, '', { location: ELSEWHERE }], { only: ADDRESS });
  const send: Send = async (address, { method, path, headers }) => {
    const { status } = await fetch(address + path, { method, headers });
    return { kind: 'replied', reply: { status, headers: {}, body: '' } };
  };
  await ask({ ...shop(), send }, integration('generic', API_KEY), generic.connectionRequest(), whole);
  expect(contacted).toEqual([ADDRESS, ELSEWHERE]);
});

function whole(reply: HttpReply): HttpReply {
  return reply;
}

/** Every wish with every credential; each but a search that asks nobody is heard at least once. */
async function askEverything(type: ProviderType, paymentReference: string, orderNumber: string): Promise<void> {
  const before = contacted.length;
  for (const credential of CREDENTIALS[type]) {
    const world = shop();
    const all = wishes(type, paymentReference, orderNumber);
    for (const wish of all) await ask(world, integration(type, credential), wish, whole);
  }
  const heard = type === 'generic' ? 5 : 4;
  expect(contacted.length - before).toBeGreaterThanOrEqual(heard * CREDENTIALS[type].length);
}

function expectOnlyTheProvider(): void {
  expect(new Set(contacted)).toEqual(new Set([ADDRESS]));
}

/** Whatever host is asked is there, so that a request that goes astray is noted and not merely refused. */
function everyHostAnswers(reply: Reply | Error, { tokensToo = false, only = '' } = {}): void {
  const scopes = [nock(only === '' ? /.*/ : only).persist(), nock(/.*/).persist()] as const;
  const [scope, others] = scopes;
  if (!tokensToo) for (const path of ['/oauth/token', '/v1/oauth2/token']) scope.post(path).reply(...TOKEN);
  for (const method of ['GET', 'POST']) {
    const interceptor = scope.intercept(/.*/, method);
    if (reply instanceof Error) interceptor.replyWithError(reply);
    else interceptor.reply(...reply);
    others.intercept(/.*/, method).reply(200, '{}');
  }
  for (const each of scopes) {
    each.on('request', ({ method, url }: Request) => {
      const { origin, pathname } = new URL(url);
      contacted.push(origin);
      asked.push(`${method} ${pathname}`);
    });
  }
}

/** As much of a shop as asking takes. */
function shop(): PaymentWorld {
  const parts: Partial<PaymentWorld> = {
    deployment: {
      environment: 'sandbox',
      mode: 'test',
      address: 'fixed',
      publicUrl: 'https://shop.example',
      providers: new Map(PROVIDER_TYPES.map((type) => [type, ADDRESS])),
    },
    deployments: { confirmed: async () => undefined, adopt: async () => {}, confirm: async () => {} },
    clock: handTurnedClock(instant(0)),
    log: { error: () => {}, warn: () => {}, info: () => {} },
    send: httpClient({ timeoutMs: 2_000 }),
    providers: PROVIDERS,
    tokens: new Map(),
  };
  return parts as PaymentWorld;
}

function integration(type: ProviderType, credential: Credential, address = ADDRESS): Integration {
  const settings = { address, credential, paymentAction: 'authorize' } as const;
  return { id: integrationId('int_1'), type, environment: 'sandbox', settings } as Integration;
}
