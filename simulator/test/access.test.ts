import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  account,
  euros,
  expectProblem,
  expectStatus,
  issue,
  journal,
  type MerchantAccount,
  merchant,
  signUp,
} from './merchant-account.ts';
import { type ControlWire, DAY, HOUR, type Running, SECOND, start, type Wire } from './running-simulator.ts';

const DAYS_30 = 30 * DAY;

/** What the journal holds against a caller: everything but the secret. */
async function lastEntry(running: Running, environment: string): Promise<ControlWire['JournalEntry']> {
  const entries = await journal(running, `environment=${environment}`);
  const last = entries.at(-1);
  if (last === undefined) throw new Error('the journal is empty');
  return last;
}

function fingerprint(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}

test('a connection check says who is calling, where, with which rights', async () => {
  await using running = await start();
  const shop = await merchant(running, 'production', { scopes: ['read', 'pay'], lifetimeMs: DAY });
  const connection = expectStatus<Wire['Connection']>(await shop.ask('GET', '/v1/connection'), 200);
  expect(connection).toEqual({
    environment: 'production',
    mode: 'live',
    merchant: { id: shop.id, name: 'Shop & Söhne', status: 'active' },
    credential: {
      id: shop.credentialId,
      kind: 'api_key',
      scopes: ['pay', 'read'],
      expiresAt: new Date(running.clock.now() + DAY).toISOString(),
    },
  });
});

type Refused = Readonly<{ environment?: string; authorization: string | undefined; credential?: MerchantAccount }>;

const refusals: readonly [
  what: string,
  prepare: (running: Running) => Promise<Refused>,
  status: number,
  type: string,
  refusal: string,
][] = [
  // who calls                        how it came to that                                       answer
  ['nobody', async () => ({ authorization: undefined }), 401, 'credential-missing', 'missing'],
  ['an empty key', async () => ({ authorization: 'Bearer ' }), 401, 'credential-missing', 'missing'],
  ['words', async () => ({ authorization: 'let me in' }), 401, 'credential-unknown', 'unknown'],
  [
    'a key of another provider',
    async () => ({ authorization: `Bearer sk_test_${'x'.repeat(24)}` }),
    401,
    'credential-unknown',
    'unknown',
  ],
  [
    'an id with another secret',
    async (running) => {
      const shop = await merchant(running);
      return { authorization: `Bearer ${shop.secret.slice(0, -1)}${shop.secret.endsWith('a') ? 'b' : 'a'}` };
    },
    401,
    'credential-unknown',
    'unknown',
  ],
  [
    'a client id and secret instead of a token',
    async (running) => {
      const { id } = await merchant(running);
      const client = await issue(running, id, { kind: 'oauth_client' });
      const text = `${client.credential.publicId}:${client.secret}`;
      return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
    },
    401,
    'credential-unknown',
    'unknown',
  ],
  [
    'a key of another environment',
    async (running) => {
      const shop = await merchant(running, 'production');
      return { authorization: `Bearer ${shop.secret}`, credential: shop };
    },
    401,
    'credential-of-another-environment',
    'other_environment',
  ],
  [
    'a live key of a test environment',
    async (running) => {
      const shop = await merchant(running, 'sandbox');
      return { environment: 'production', authorization: `Bearer ${shop.secret}`, credential: shop };
    },
    401,
    'credential-of-another-environment',
    'other_environment',
  ],
  [
    'a revoked key of another environment',
    async (running) => {
      const shop = await merchant(running, 'production');
      await running.control.ask('POST', `/credentials/${shop.credentialId}/revoke`);
      return { authorization: `Bearer ${shop.secret}`, credential: shop };
    },
    401,
    'credential-of-another-environment',
    'other_environment',
  ],
  [
    'a revoked key',
    async (running) => {
      const shop = await merchant(running);
      await running.control.ask('POST', `/credentials/${shop.credentialId}/revoke`);
      return { authorization: `Bearer ${shop.secret}`, credential: shop };
    },
    401,
    'credential-revoked',
    'revoked',
  ],
  [
    'a key past its time',
    async (running) => {
      const shop = await merchant(running, 'sandbox', { lifetimeMs: HOUR });
      running.clock.advance(HOUR);
      return { authorization: `Bearer ${shop.secret}`, credential: shop };
    },
    401,
    'credential-expired',
    'expired',
  ],
  [
    'a key of an account that is not let in yet',
    async (running) => {
      const { id, environment } = await signUp(running, 'sandbox');
      const { credential, secret } = await issue(running, id);
      const shop = account(running, { id, environment, credentialId: credential.id, secret });
      return { authorization: `Bearer ${secret}`, credential: shop };
    },
    403,
    'merchant-pending',
    'merchant_pending',
  ],
  [
    'a key of a suspended account',
    async (running) => {
      const shop = await merchant(running);
      await running.control.ask('POST', `/merchants/${shop.id}/suspend`);
      return { authorization: `Bearer ${shop.secret}`, credential: shop };
    },
    403,
    'merchant-suspended',
    'merchant_suspended',
  ],
];

for (const [what, prepare, status, type, refusal] of refusals) {
  test(`${what}: ${status} ${type}, and the journal says ${refusal}`, async () => {
    await using running = await start();
    const { environment = 'sandbox', authorization, credential } = await prepare(running);
    const headers = authorization === undefined ? {} : { authorization };
    const provider = running.provider(environment);
    for (const [method, path] of [
      ['GET', '/v1/connection'],
      ['POST', '/v1/payments'],
      ['GET', '/v1/payments/pay_1'],
    ] as const) {
      expectProblem(await provider.ask(method, path, { headers }), status, type);
    }
    const entry = await lastEntry(running, environment);
    expect(entry).toMatchObject({ refusal, crossing: refusal === 'other_environment', operation: 'getPayment' });
    expect(entry.paymentId).toBeUndefined();
    if (credential === undefined) expect(entry.credential ?? {}).not.toHaveProperty('id');
    else {
      expect(entry.credential).toEqual({
        fingerprint: fingerprint(credential.secret),
        id: credential.credentialId,
        environment: credential.environment,
        merchantId: credential.id,
      });
      expect(JSON.stringify(await journal(running, 'limit=1000'))).not.toContain(credential.secret);
    }
    const crossings = await journal(running, 'crossing=true');
    expect(crossings).toHaveLength(refusal === 'other_environment' ? 3 : 0);
    expect((await journal(running, `crossing=true&environment=testing`)).length).toBe(0);
  });
}

test('a crossing names both environments to whoever has the secret, and to nobody else', async () => {
  await using running = await start();
  const shop = await merchant(running, 'production');
  const ask = (secret: string) =>
    running.provider('sandbox').ask('GET', '/v1/connection', { headers: { authorization: `Bearer ${secret}` } });
  expect(expectProblem(await ask(shop.secret), 401, 'credential-of-another-environment').detail).toBe(
    'It belongs to production; this is sandbox.',
  );
  expect((await ask(`${shop.secret}x`)).text).not.toContain('production;');
  expect((await ask(`${shop.secret}x`)).text).not.toContain('belongs');
});

test('an access token of another environment is a crossing too', async () => {
  await using running = await start();
  const { id } = await merchant(running, 'production');
  const client = await issue(running, id, { kind: 'oauth_client' });
  const answer = await running.provider('production').ask('POST', '/oauth/token', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.credential.publicId,
      client_secret: client.secret,
    }).toString(),
  });
  const { access_token } = expectStatus<Wire['Token']>(answer, 200);
  const headers = { authorization: `Bearer ${access_token}` };
  const refused = await running.provider('testing').ask('GET', '/v1/payments', { headers });
  expectProblem(refused, 401, 'credential-of-another-environment');
  expect(await lastEntry(running, 'testing')).toMatchObject({
    crossing: true,
    credential: { fingerprint: fingerprint(access_token), id: client.credential.id, environment: 'production' },
  });
});

test('a refused caller changes nothing and learns nothing of the body', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const stranger = await merchant(running, 'testing');
  const headers = {
    authorization: `Bearer ${stranger.secret}`,
    'idempotency-key': 'k',
    'content-type': 'application/json',
  };
  const provider = running.provider('sandbox');
  const good = await provider.ask('POST', '/v1/payments', { headers, body: '{"amount":{"minor":1,"currency":"EUR"}}' });
  const broken = await provider.ask('POST', '/v1/payments', { headers, body: '{' });
  expectProblem(good, 401, 'credential-of-another-environment');
  expectProblem(broken, 401, 'credential-of-another-environment');
  const ledger = expectStatus<ControlWire['Ledger']>(
    await running.control.ask('GET', '/ledger?environment=sandbox'),
    200,
  );
  expect(ledger.payments).toEqual([]);
  expect((await shop.ask('GET', '/v1/payments')).status).toBe(200);
});

const scoped: readonly [method: string, path: string, needs: Wire['Scope']][] = [
  ['POST', '/v1/payments', 'pay'],
  ['GET', '/v1/payments', 'read'],
  ['GET', '/v1/payments/{id}', 'read'],
  ['POST', '/v1/payments/{id}/captures', 'capture'],
  ['POST', '/v1/payments/{id}/void', 'capture'],
  ['POST', '/v1/payments/{id}/cancel', 'pay'],
  ['POST', '/v1/payments/{id}/increments', 'pay'],
  ['POST', '/v1/payments/{id}/reauthorizations', 'pay'],
  ['POST', '/v1/payments/{id}/refunds', 'refund'],
];
for (const [method, path, needs] of scoped) {
  test(`${method} ${path} needs ${needs}, and no other scope stands in for it`, async () => {
    await using running = await start();
    const shop = await merchant(running);
    const payment = await shop.pay();
    const target = path.replace('{id}', payment.id);
    for (const scope of ['pay', 'capture', 'refund', 'read'] as const) {
      const key = await issue(running, shop.id, { scopes: [scope] });
      const limited = account(running, { ...shop, credentialId: key.credential.id, secret: key.secret });
      const answer = await limited.ask(method, target, method === 'POST' ? { body: { amount: euros(1) } } : {});
      if (scope === needs) {
        expect([401, 403]).not.toContain(answer.status);
        continue;
      }
      expect(expectProblem(answer, 403, 'scope-missing').detail).toBe(`It has ${scope}; this needs ${needs}.`);
      expect(answer.headers.get('www-authenticate')).toBe(
        `Bearer realm="assay", error="insufficient_scope", scope="${needs}"`,
      );
      expect(await lastEntry(running, 'sandbox')).toMatchObject({
        refusal: 'under_scoped',
        crossing: false,
        merchantId: shop.id,
        credential: { id: key.credential.id },
      });
    }
  });
}

test('a rotated key works on for the overlap and is then expired; its successor works from the start', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const rotated = await running.control.ask('POST', `/credentials/${shop.credentialId}/rotate`, {
    body: { overlapMs: 10 * SECOND },
  });
  const { credential, secret } = expectStatus<ControlWire['IssuedCredential']>(rotated, 201);
  expect(credential).toMatchObject({
    status: 'live',
    merchantId: shop.id,
    scopes: ['pay', 'capture', 'refund', 'read'],
  });
  const successor = account(running, { ...shop, credentialId: credential.id, secret });
  const statuses = async () => [
    (await shop.ask('GET', '/v1/connection')).status,
    (await successor.ask('GET', '/v1/connection')).status,
  ];
  expect(await statuses()).toEqual([200, 200]);
  running.clock.advance(10 * SECOND - 1);
  expect(await statuses()).toEqual([200, 200]);
  running.clock.advance(1);
  expect(await statuses()).toEqual([401, 200]);
  expectProblem(await shop.ask('GET', '/v1/connection'), 401, 'credential-expired');

  const listed = await running.control.ask('GET', `/merchants/${shop.id}/credentials`);
  const { credentials } = expectStatus<{ credentials: ControlWire['Credential'][] }>(listed, 200);
  expect(credentials).toMatchObject([
    { id: credential.id, status: 'live' },
    { id: shop.credentialId, status: 'expired', successorId: credential.id },
  ]);
  expect(listed.text).not.toContain(secret);
});

test('a credential is rotated once, for no longer than it would have lived, and for a day when nobody says', async () => {
  await using running = await start();
  const shop = await merchant(running, 'sandbox', { lifetimeMs: HOUR });
  const rotate = (body?: object) =>
    running.control.ask('POST', `/credentials/${shop.credentialId}/rotate`, body === undefined ? {} : { body });
  const { credential } = expectStatus<ControlWire['IssuedCredential']>(await rotate(), 201);
  expect(credential).not.toHaveProperty('expiresAt');
  expectProblem(await rotate(), 409, 'wrong-state');
  const listed = await running.control.ask('GET', `/merchants/${shop.id}/credentials`);
  const { credentials } = expectStatus<{ credentials: ControlWire['Credential'][] }>(listed, 200);
  expect(credentials[1]).toMatchObject({
    status: 'expiring',
    expiresAt: new Date(running.clock.now() + HOUR).toISOString(),
  });
  const other = await merchant(running);
  await running.control.ask('POST', `/credentials/${other.credentialId}/rotate`);
  running.clock.advance(DAY - 1);
  expect((await other.ask('GET', '/v1/connection')).status).toBe(200);
  running.clock.advance(1);
  expect((await other.ask('GET', '/v1/connection')).status).toBe(401);
});

test('a rotation without overlap refuses the old secret at once', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await running.control.ask('POST', `/credentials/${shop.credentialId}/rotate`, { body: { overlapMs: 0 } });
  expectProblem(await shop.ask('GET', '/v1/connection'), 401, 'credential-expired');
});

test('an expired or revoked credential is not rotated, and revoking twice changes nothing', async () => {
  await using running = await start();
  const shop = await merchant(running, 'sandbox', { lifetimeMs: HOUR });
  const other = await merchant(running);
  const revoke = () => running.control.ask('POST', `/credentials/${other.credentialId}/revoke`);
  const revoked = expectStatus<ControlWire['Credential']>(await revoke(), 200);
  running.clock.advance(HOUR);
  expect(expectStatus(await revoke(), 200)).toEqual(revoked);
  for (const [id, status] of [
    [shop.credentialId, 'expired'],
    [other.credentialId, 'revoked'],
  ]) {
    const refused = await running.control.ask('POST', `/credentials/${id}/rotate`);
    expect(expectProblem(refused, 409, 'wrong-state').detail).toBe(`The credential is ${status}.`);
  }
  for (const what of ['rotate', 'revoke']) {
    expectProblem(await running.control.ask('POST', `/credentials/cred_none/${what}`), 404, 'not-found');
  }
});

test('a suspended account is let in again with the credentials it had', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await running.control.ask('POST', `/merchants/${shop.id}/suspend`);
  expectProblem(await shop.ask('GET', '/v1/connection'), 403, 'merchant-suspended');
  await running.control.ask('POST', `/merchants/${shop.id}/activate`);
  expect((await shop.ask('GET', '/v1/connection')).status).toBe(200);
  running.clock.advance(DAYS_30);
  expect((await shop.ask('GET', '/v1/connection')).status).toBe(200);
});
