import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '../src/payments/inbox.ts';
import type { Provider } from '../src/payments/provider.ts';
import type { PaymentWorld } from '../src/payments/world.ts';
import { generic } from '../src/providers/generic/index.ts';
import { PROVIDERS } from '../src/providers/registry.ts';
import { openForBusiness, type TestShop, testShop } from './shop.ts';

let shop: TestShop;
let accessId: string;
let integrationId: string;
let world: PaymentWorld;

// A provider whose notifications bear no signature that anybody else could verify: it vouches for them when asked.
const vouching: Provider = {
  ...generic,
  verifyNotification: (_arrival, _secrets, now) => ({
    kind: 'to_be_asked',
    request: generic.connectionRequest(),
    read: ({ status }) =>
      status === 200 ? { kind: 'verified', id: 'ntf_1', sentAt: now } : { kind: 'unverified', why: 'signature_wrong' },
  }),
};
const ARRIVAL = { headers: {}, body: Buffer.from('{"id":"ntf_1","type":"something.new"}') };

beforeAll(async () => {
  shop = await testShop();
  const { id, notificationUrl } = await openForBusiness(shop);
  integrationId = id;
  accessId = new URL(notificationUrl).pathname.split('/').at(-1) ?? '';
  world = { ...shop.app.world, providers: { ...PROVIDERS, generic: vouching } };
});

afterAll(() => shop.close());

test('what the provider does not vouch for while it is silent is neither taken nor counted, and may come again', async () => {
  shop.provider.fail('GET /v1/connection', 'lost_before');
  expect(await receive(world, accessId, ARRIVAL)).toEqual({ kind: 'unasked' });
  const inbox = await shop.administrator.get(200, 'GET', `/api/integrations/${integrationId}/notifications`);
  expect(inbox).toEqual({ notifications: [], unverified: [] });
});

test('what the provider denies is counted, and what it vouches for is kept once', async () => {
  shop.provider.refuse('GET /v1/connection', 422, 'invalid-request');
  expect(await receive(world, accessId, ARRIVAL)).toEqual({ kind: 'unverified', why: 'signature_wrong' });
  expect(await receive(world, accessId, ARRIVAL)).toMatchObject({ kind: 'recorded', entry: { webhookId: 'ntf_1' } });
  expect(await receive(world, accessId, ARRIVAL)).toMatchObject({ kind: 'repeated' });
});
