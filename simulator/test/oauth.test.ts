import { expect, test } from 'vitest';
import { expectProblem, expectStatus, issue, journal, merchant } from './merchant-account.ts';
import { type ControlWire, HOUR, type Running, start, type Wire } from './running-simulator.ts';
import type { Answer } from './specification.ts';

type Client = Readonly<{ merchantId: string; id: string; secret: string; credentialId: string; environment: string }>;

async function client(
  running: Running,
  more: Partial<ControlWire['CredentialRequest']> = {},
  environment = 'sandbox',
): Promise<Client> {
  const { id: merchantId } = await merchant(running, environment);
  const { credential, secret } = await issue(running, merchantId, { kind: 'oauth_client', ...more });
  return { merchantId, id: credential.publicId, secret, credentialId: credential.id, environment };
}

type Form = Readonly<Record<string, string>> | string;

function ask(running: Running, form: Form, headers: Readonly<Record<string, string>> = {}, environment = 'sandbox') {
  const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
  return running.provider(environment).ask('POST', '/oauth/token', {
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
}

const GRANT = { grant_type: 'client_credentials' } as const;
const inForm = ({ id, secret }: Pick<Client, 'id' | 'secret'>) => ({ ...GRANT, client_id: id, client_secret: secret });
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

function read(running: Running, token: string, environment = 'sandbox', method = 'GET', path = '/v1/connection') {
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'k' };
  return running.provider(environment).ask(method, path, { headers });
}

async function token(running: Running, of: Client, more: Readonly<Record<string, string>> = {}): Promise<string> {
  return expectStatus<Wire['Token']>(await ask(running, { ...inForm(of), ...more }), 200).access_token;
}

test('a client gets a token with HTTP Basic and with the form, good for an hour', async () => {
  await using running = await start();
  const shop = await client(running);
  const answers = [await ask(running, GRANT, basic(shop.id, shop.secret)), await ask(running, inForm(shop))];
  const tokens = answers.map((answer) => expectStatus<Wire['Token']>(answer, 200));
  for (const [index, { access_token, ...rest }] of tokens.entries()) {
    expect(rest).toEqual({ token_type: 'Bearer', expires_in: 3600, scope: 'pay capture refund read' });
    expect(answers[index]?.headers.get('cache-control')).toBe('no-store');
    const connection = expectStatus<Wire['Connection']>(await read(running, access_token), 200);
    expect(connection.credential).toMatchObject({ id: shop.credentialId, kind: 'oauth_client' });
  }
  expect(tokens[0]?.access_token).not.toBe(tokens[1]?.access_token);
  running.clock.advance(HOUR - 1);
  expect((await read(running, tokens[0]?.access_token ?? '')).status).toBe(200);
  running.clock.advance(1);
  expectProblem(await read(running, tokens[0]?.access_token ?? ''), 401, 'credential-expired');
});

test('id and secret may be form-encoded within HTTP Basic, as the standard has it', async () => {
  await using running = await start();
  const shop = await client(running);
  const encoded = shop.id.replaceAll('_', '%5F');
  expect((await ask(running, GRANT, basic(encoded, shop.secret))).status).toBe(200);
});

const scopes: readonly [asked: string, granted: string | undefined][] = [
  ['', undefined],
  ['pay', 'pay'],
  ['read pay', 'pay read'],
  ['read  pay', undefined],
  [' pay', undefined],
  ['pay pay', 'pay'],
  ['capture', undefined],
  ['pay capture', undefined],
  ['everything', undefined],
  ['PAY', undefined],
];
for (const [asked, granted] of scopes) {
  test(`a client with pay and read asks for "${asked}": ${granted ?? 'invalid_scope'}`, async () => {
    await using running = await start();
    const shop = await client(running, { scopes: ['read', 'pay'] });
    const answer = await ask(running, { ...inForm(shop), scope: asked });
    if (granted === undefined) {
      expect(answer.body).toMatchObject({ error: 'invalid_scope' });
      expect((await journal(running, `merchant=${shop.merchantId}`))[0]?.refusal).toBe('under_scoped');
    } else expect(expectStatus<Wire['Token']>(answer, 200).scope).toBe(granted);
  });
}

test('a token has the scopes it was asked for, and not those of its client', async () => {
  await using running = await start();
  const shop = await client(running);
  const narrow = await token(running, shop, { scope: 'read' });
  const refused = await read(running, narrow, 'sandbox', 'POST', '/v1/payments');
  expect(expectProblem(refused, 403, 'scope-missing').detail).toBe('It has read; this needs pay.');
});

test('revoking a client kills the tokens it has obtained', async () => {
  await using running = await start();
  const shop = await client(running);
  const before = await token(running, shop);
  await running.control.ask('POST', `/credentials/${shop.credentialId}/revoke`);
  expectProblem(await read(running, before), 401, 'credential-revoked');
  running.clock.advance(HOUR);
  expectProblem(await read(running, before), 401, 'credential-revoked');
  const refused = await ask(running, inForm(shop));
  expect(refused.body).toEqual({ error: 'invalid_client', error_description: 'The client was revoked.' });
});

test('a rotated client keeps its id, and both secrets work for the overlap', async () => {
  await using running = await start();
  const shop = await client(running);
  const rotated = await running.control.ask('POST', `/credentials/${shop.credentialId}/rotate`, {
    body: { overlapMs: HOUR / 2 },
  });
  const { credential, secret } = expectStatus<ControlWire['IssuedCredential']>(rotated, 201);
  expect(credential.publicId).toBe(shop.id);
  const [old, fresh] = [await token(running, shop), await token(running, { ...shop, secret })];
  running.clock.advance(HOUR / 2);
  expect((await ask(running, inForm(shop))).body).toMatchObject({
    error_description: 'The client secret has expired.',
  });
  expectProblem(await read(running, old), 401, 'credential-expired');
  expect((await read(running, fresh)).status).toBe(200);
});

test('a token dies with the account that is suspended, and lives again with it', async () => {
  await using running = await start();
  const shop = await client(running);
  const access = await token(running, shop);
  await running.control.ask('POST', `/merchants/${shop.merchantId}/suspend`);
  expectProblem(await read(running, access), 403, 'merchant-suspended');
  expect((await ask(running, inForm(shop))).body).toMatchObject({ error: 'unauthorized_client' });
  await running.control.ask('POST', `/merchants/${shop.merchantId}/activate`);
  expect((await read(running, access)).status).toBe(200);
});

const refused: readonly [
  what: string,
  send: (running: Running, shop: Client) => Promise<Answer>,
  status: number,
  error: string,
  refusal?: string,
][] = [
  ['no client', (running) => ask(running, GRANT), 401, 'invalid_client', 'missing'],
  [
    'an unknown client',
    (running, { secret }) => ask(running, inForm({ id: 'gci_sandbox_x', secret })),
    401,
    'invalid_client',
    'unknown',
  ],
  [
    'a wrong secret',
    (running, { id }) => ask(running, inForm({ id, secret: 'wrong' })),
    401,
    'invalid_client',
    'unknown',
  ],
  [
    'a wrong secret with HTTP Basic',
    (running, { id }) => ask(running, GRANT, basic(id, 'wrong')),
    401,
    'invalid_client',
    'unknown',
  ],
  [
    'a client id alone',
    (running, { id }) => ask(running, { ...GRANT, client_id: id }),
    401,
    'invalid_client',
    'unknown',
  ],
  [
    'HTTP Basic without a colon',
    (running) => ask(running, GRANT, { authorization: 'Basic eHh4' }),
    401,
    'invalid_client',
    'unknown',
  ],
  ['a bearer token', (running) => ask(running, GRANT, { authorization: 'Bearer x' }), 401, 'invalid_client', 'unknown'],
  [
    'another environment',
    (running, shop) => ask(running, inForm(shop), {}, 'testing'),
    401,
    'invalid_client',
    'other_environment',
  ],
  [
    'both ways at once',
    (running, shop) => ask(running, inForm(shop), basic(shop.id, shop.secret)),
    400,
    'invalid_request',
  ],
  [
    'a client id beside HTTP Basic',
    (running, shop) => ask(running, { ...GRANT, client_id: shop.id }, basic(shop.id, shop.secret)),
    400,
    'invalid_request',
  ],
  [
    'another grant',
    (running, shop) => ask(running, { ...inForm(shop), grant_type: 'password' }),
    400,
    'unsupported_grant_type',
  ],
  [
    'no grant',
    (running, { id, secret }) => ask(running, { client_id: id, client_secret: secret }),
    400,
    'invalid_request',
  ],
  ['an unknown field', (running, shop) => ask(running, { ...inForm(shop), resource: 'x' }), 400, 'invalid_request'],
  [
    'a field twice',
    (running, shop) => ask(running, `${new URLSearchParams(inForm(shop))}&grant_type=x`),
    400,
    'invalid_request',
  ],
  ['10 MB', (running) => ask(running, `client_id=${'x'.repeat(10 * 1024 * 1024)}`), 413, 'invalid_request'],
  ['an empty body', (running) => ask(running, ''), 400, 'invalid_request'],
  ['JSON', (running) => ask(running, '{}', { 'content-type': 'application/json' }), 415, 'invalid_request'],
];
for (const [what, send, status, error, refusal] of refused) {
  test(`a token request with ${what}: ${status} ${error}`, async () => {
    await using running = await start();
    const shop = await client(running);
    const answer = await send(running, shop);
    expect(`${answer.status} ${(answer.body as Wire['OAuthError']).error}`).toBe(`${status} ${error}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="assay"' : null);
    const [entry] = await journal(running, 'path=/oauth/token');
    expect(entry?.refusal).toBe(refusal);
    expect(entry?.crossing).toBe(refusal === 'other_environment');
    expect(JSON.stringify(entry)).not.toContain(shop.secret);
    expect(answer.text).not.toContain(shop.secret);
  });
}

test('a wrong method gets the words of the provider', async () => {
  await using running = await start();
  const answer = await running.provider('sandbox').ask('GET', '/oauth/token');
  expectProblem(answer, 405, 'method-not-allowed');
  expect(answer.headers.get('allow')).toBe('POST');
});
