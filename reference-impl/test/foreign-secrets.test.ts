import { expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { fingerprintOf } from '../src/payments/credential.ts';
import { instant, integrationId } from '../src/shop/ids.ts';
import { testShop } from './shop.ts';

type Wire = components['schemas'];

test('a credential that was in use in another environment is refused, though its shape does not tell', async () => {
  const shop = await testShop();
  const { administrator, app, provider } = shop;
  const credential = { kind: 'oauth_client', clientId: 'AExample', clientSecret: 'EEEE-secret-of-both' } as const;
  const draft = { type: 'paypal', label: 'PayPal', paymentAction: 'charge', credential };
  const { id } = await administrator.get<Wire['Integration']>(201, 'POST', '/api/integrations', draft);
  const row = await app.world.integrations.byId(integrationId(id));
  if (!row) throw new Error('the integration is not stored');
  // What a database that was copied here has brought along.
  const madeWith = `${fingerprintOf(credential)} ${provider.url}`;
  const check = { kind: 'agreed', at: instant(0), madeWith, merchantId: 'm', merchantName: 'M', scopes: [] } as const;
  const named = { id: integrationId('integration_of_testing'), accessId: 'x'.repeat(40) };
  const about = { kind: 'integration', id: named.id, label: 'PayPal' } as const;
  const entry = { at: instant(0), by: { kind: 'shop' }, action: 'integration_created', about, changes: [] } as const;
  await app.world.integrations.add({ ...row, ...named, environment: 'testing', check }, entry);

  for (const [method, path] of [
    ['POST', '/api/integrations'],
    ['PUT', `/api/integrations/${id}`],
  ] as const) {
    const refused = await administrator.ask(method, path, draft);
    expect(refused).toMatchObject({ status: 409, body: { foundEnvironment: 'testing' } });
    expect(refused.text).not.toContain('EEEE');
  }
  const other = { ...draft, credential: { ...credential, clientSecret: 'EEEE-secret-of-its-own' } };
  expect((await administrator.ask('PUT', `/api/integrations/${id}`, other)).status).toBe(200);
  expect(provider.seen).toEqual([]);
  await shop.close();
});
