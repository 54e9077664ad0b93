import { get } from 'node:http';
import { expect, test } from 'vitest';
import { euros, expectProblem, expectStatus, merchant, signUp } from './merchant-account.ts';
import { type ControlWire, controlSpecification, type Running, start } from './running-simulator.ts';

/** The control API without the token that the stories otherwise bring. */
function unauthorized(running: Running, authorization?: string) {
  return async (method: string, target: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(`${running.control.url}${target}`, { method, headers });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, text, body: JSON.parse(text || 'null') };
    controlSpecification.check(method, target, answer);
    return answer;
  };
}

test('health and readiness are for everybody, everything else wants the token', async () => {
  await using running = await start();
  const nobody = unauthorized(running);
  const stranger = unauthorized(running, 'Bearer the-token-of-another-story');
  expect((await nobody('GET', '/health')).body).toEqual({ status: 'ok' });
  expect((await nobody('GET', '/ready')).body).toEqual({ status: 'ok' });
  const guarded: readonly [method: string, target: string][] = [
    ['GET', '/environments'],
    ['POST', '/merchants'],
    ['GET', '/merchants'],
    ['GET', '/merchants/m'],
    ['POST', '/merchants/m/activate'],
    ['POST', '/merchants/m/suspend'],
    ['POST', '/merchants/m/reset'],
    ['POST', '/merchants/m/credentials'],
    ['GET', '/merchants/m/credentials'],
    ['POST', '/credentials/c/rotate'],
    ['POST', '/credentials/c/revoke'],
    ['POST', '/merchants/m/artefacts'],
    ['GET', '/merchants/m/artefacts'],
    ['DELETE', '/artefacts/a'],
    ['GET', '/ledger'],
    ['GET', '/ledger/p'],
    ['GET', '/journal'],
    ['GET', '/journal/stream'],
    ['GET', '/environments/sandbox/clock'],
    ['PUT', '/environments/sandbox/clock'],
    ['DELETE', '/environments/sandbox/clock'],
    ['POST', '/environments/sandbox/clock/advance'],
    ['GET', '/merchants/m/clock'],
    ['PUT', '/merchants/m/clock'],
    ['DELETE', '/merchants/m/clock'],
    ['POST', '/merchants/m/clock/advance'],
    ['GET', '/environments/sandbox/settlement'],
    ['PUT', '/environments/sandbox/settlement'],
    ['POST', '/merchants/m/settlements'],
    ['GET', '/payouts'],
    ['GET', '/payouts/p'],
    ['POST', '/payments/p/capture'],
    ['POST', '/payments/p/void'],
    ['POST', '/payments/p/cancel'],
    ['POST', '/payments/p/refund'],
    ['POST', '/payments/p/refunds/r/return'],
    ['POST', '/payments/p/decide'],
    ['POST', '/payments/p/buyer'],
    ['POST', '/payments/p/disputes'],
    ['POST', '/payments/p/disputes/d/evidence'],
    ['POST', '/payments/p/disputes/d/escalate'],
    ['POST', '/payments/p/disputes/d/win'],
    ['POST', '/payments/p/disputes/d/lose'],
    ['POST', '/payments/p/disputes/d/accept'],
  ];
  for (const [method, target] of guarded) {
    const missing = await nobody(method, target);
    expectProblem(missing, 401, 'control-token-missing');
    expect(missing.headers.get('www-authenticate')).toBe('Bearer realm="assay control"');
    expectProblem(await stranger(method, target), 401, 'control-token-wrong');
  }
  for (const authorization of ['', 'Bearer', 'Basic dGhlOnRva2Vu', running.simulator.controlToken]) {
    expectProblem(await unauthorized(running, authorization)('GET', '/environments'), 401, 'control-token-wrong');
  }
});

for (const host of [
  'evil.example',
  'evil.example:4000',
  '169.254.169.254',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
]) {
  test(`a page that was led here as ${host} is refused, token or not`, async () => {
    await using running = await start();
    for (const target of ['/health', '/environments']) {
      const headers = { host, authorization: `Bearer ${running.simulator.controlToken}` };
      const { status, body } = await rawGet(`${running.control.url}${target}`, headers);
      expect(`${status} ${JSON.parse(body).type}`).toBe('403 /problems/forbidden-host');
    }
  });
}

test('loopback has several names', async () => {
  await using running = await start();
  for (const host of ['localhost', 'LOCALHOST:4000', '127.0.0.1:1', '127.1.2.3', '[::1]:4000']) {
    expect((await rawGet(`${running.control.url}/health`, { host })).status).toBe(200);
  }
});

test('environments come in their configured order with the addresses of their listeners', async () => {
  await using running = await start();
  const answer = await running.control.ask('GET', '/environments');
  const { environments } = expectStatus<{ environments: ControlWire['Environment'][] }>(answer, 200);
  expect(environments.map(({ name, mode }) => `${name} ${mode}`)).toEqual([
    'sandbox test',
    'testing test',
    'production live',
  ]);
  for (const { name, url } of environments) expect((await (await fetch(url)).json()).environment).toBe(name);
});

test('an account is pending, then active, suspended, and active again, and takes no step twice', async () => {
  await using running = await start();
  const { id, status } = await signUp(running, 'sandbox');
  expect(status).toBe('pending');
  const steps: readonly [move: string, expected: string][] = [
    ['suspend', 'wrong-state'],
    ['activate', 'active'],
    ['activate', 'wrong-state'],
    ['suspend', 'suspended'],
    ['suspend', 'wrong-state'],
    ['activate', 'active'],
  ];
  for (const [move, expected] of steps) {
    const answer = await running.control.ask('POST', `/merchants/${id}/${move}`);
    if (expected === 'wrong-state') expectProblem(answer, 409, expected);
    else expect(expectStatus<ControlWire['Merchant']>(answer, 200).status).toBe(expected);
  }
  expect(expectStatus<ControlWire['Merchant']>(await running.control.ask('GET', `/merchants/${id}`), 200).status).toBe(
    'active',
  );
});

test('accounts are listed newest first, page by page, by environment', async () => {
  await using running = await start();
  const ids: string[] = [];
  for (const environment of ['sandbox', 'testing', 'sandbox', 'sandbox']) {
    ids.unshift((await signUp(running, environment)).id);
  }
  const list = async (query: string) =>
    expectStatus<{ merchants: ControlWire['Merchant'][]; nextCursor?: string }>(
      await running.control.ask('GET', `/merchants?${query}`),
      200,
    );
  expect((await list('')).merchants.map(({ id }) => id)).toEqual(ids);
  const first = await list('environment=sandbox&limit=2');
  expect(first.merchants.map(({ id }) => id)).toEqual([ids[0], ids[1]]);
  const second = await list(`environment=sandbox&limit=2&cursor=${first.nextCursor}`);
  expect(second).toEqual({ merchants: [expect.objectContaining({ id: ids[3] })] });
  expectProblem(await running.control.ask('GET', '/merchants?environment=nowhere'), 422, 'environment-unknown');
  expectProblem(await running.control.ask('GET', '/merchants?cursor=nobody'), 400, 'invalid-request');
});

const wrong: readonly [
  what: string,
  method: string,
  target: string,
  body: object | undefined,
  status: number,
  type: string,
][] = [
  [
    'an environment that is none',
    'POST',
    '/merchants',
    { environment: 'nowhere', name: 'A' },
    422,
    'environment-unknown',
  ],
  ['a name of spaces', 'POST', '/merchants', { environment: 'sandbox', name: '   ' }, 400, 'invalid-request'],
  ['no body', 'POST', '/merchants', undefined, 400, 'malformed-json'],
  ['an account that is none', 'GET', '/merchants/none', undefined, 404, 'not-found'],
  ['credentials of no account', 'POST', '/merchants/none/credentials', {}, 404, 'not-found'],
  ['a reset of no account', 'POST', '/merchants/none/reset', undefined, 404, 'not-found'],
  ['an artefact that is none', 'DELETE', '/artefacts/none', undefined, 404, 'not-found'],
  ['a payment that is none', 'GET', '/ledger/none', undefined, 404, 'not-found'],
  ['a ledger of nobody', 'GET', '/ledger', undefined, 400, 'invalid-request'],
  ['a ledger of no environment', 'GET', '/ledger?environment=nowhere', undefined, 400, 'invalid-request'],
  [
    'a ledger from a cursor that is none',
    'GET',
    '/ledger?environment=sandbox&cursor=none',
    undefined,
    400,
    'invalid-request',
  ],
  ['a journal with a status that is none', 'GET', '/journal?status=99', undefined, 400, 'invalid-request'],
  ['a journal stream with a field that is none', 'GET', '/journal/stream?limit=1', undefined, 400, 'invalid-request'],
  ['a path that is none', 'GET', '/nowhere', undefined, 404, 'no-such-route'],
  ['a method that is none', 'PUT', '/merchants', undefined, 405, 'method-not-allowed'],
];
for (const [what, method, target, body, status, type] of wrong) {
  test(`${what}: ${status} ${type}`, async () => {
    await using running = await start();
    expectProblem(await running.control.ask(method, target, body === undefined ? {} : { body }), status, type);
  });
}

test('a body has to be JSON in UTF-8', async () => {
  await using running = await start();
  const post = (body: string | Uint8Array, type: string, more: Readonly<Record<string, string>> = {}) =>
    running.control.ask('POST', '/merchants', { body, headers: { 'content-type': type, ...more } });
  const json = '{"environment":"sandbox","name":"A"}';
  expect((await post(json, 'application/json; charset="UTF-8"')).status).toBe(201);
  expectProblem(await post(json, 'text/plain'), 415, 'unsupported-media-type');
  expectProblem(await post(json, 'application/json; charset=utf-16'), 415, 'unsupported-media-type');
  expectProblem(await post(json, 'application/json', { 'content-encoding': 'gzip' }), 415, 'unsupported-media-type');
  expectProblem(await post('{', 'application/json'), 400, 'malformed-json');
  expect(
    expectProblem(await post(Buffer.from([0x22, 0xff, 0x22]), 'application/json'), 400, 'malformed-json').detail,
  ).toBe('It is not UTF-8.');
  expectProblem(await post(`"${'x'.repeat(1024 * 1024)}"`, 'application/json'), 413, 'body-too-large');
  const twice = await post('{"environment":"production","environment":"sandbox","name":"A"}', 'application/json');
  expect(expectProblem(twice, 400, 'invalid-request').errors).toEqual([
    { pointer: '/environment', detail: 'is given more than once' },
  ]);
});

test('the ledger shows every payment with its balances, and totals per currency', async () => {
  await using running = await start();
  const [shop, other] = [await merchant(running), await merchant(running)];
  const first = await shop.pay({ reference: 'first', captureMode: 'automatic' });
  await shop.change(first, 'refunds', { amount: euros(2_500) });
  await shop.pay({ amount: { minor: 500, currency: 'JPY' } });
  await other.pay({ reference: 'first' });
  const read = async (query: string) =>
    expectStatus<ControlWire['Ledger']>(await running.control.ask('GET', `/ledger?${query}`), 200);
  const all = await read('environment=sandbox');
  expect(all.payments).toHaveLength(3);
  expect(
    all.totals.map(({ currency, authorized, captured, refunded }) => [currency, authorized, captured, refunded]),
  ).toEqual([
    ['EUR', '20000', '10000', '2500'],
    ['JPY', '500', '0', '0'],
  ]);
  const mine = await read(`merchant=${shop.id}`);
  expect(mine.payments.map(({ paymentId, counts }) => [paymentId === first.id, counts])).toEqual([
    [false, { authorizations: 1, captures: 0, refunds: 0 }],
    [true, { authorizations: 1, captures: 1, refunds: 1 }],
  ]);
  expect((await read('environment=sandbox&reference=first')).payments).toHaveLength(2);
  expect((await read(`environment=testing&merchant=${shop.id}`)).payments).toEqual([]);
  const page = await read('environment=sandbox&limit=2');
  expect((await read(`environment=sandbox&limit=2&cursor=${page.nextCursor}`)).payments).toHaveLength(1);
  const history = await running.control.ask('GET', `/ledger/${first.id}`);
  const { payment, events } = expectStatus<ControlWire['LedgerHistory']>(history, 200);
  expect(payment).toMatchObject({ state: 'approved', dialect: 'generic', environment: 'sandbox', merchantId: shop.id });
  expect(events.map(({ version, type }) => `${version} ${type}`)).toEqual([
    '1 requested',
    '2 authorized',
    '3 captured',
    '4 refunded',
  ]);
});

test('a reset forgets what a merchant did, and leaves what it is and what others did', async () => {
  await using running = await start();
  const [shop, other] = [await merchant(running), await merchant(running)];
  await shop.pay();
  const kept = await other.pay();
  const answer = await running.control.ask('POST', `/merchants/${shop.id}/reset`);
  expect(expectStatus(answer, 200)).toEqual({ payments: 1, journalEntries: 1 });
  const ledger = await running.control.ask('GET', '/ledger?environment=sandbox');
  expect(expectStatus<ControlWire['Ledger']>(ledger, 200).payments.map(({ paymentId }) => paymentId)).toEqual([
    kept.id,
  ]);
  expect((await shop.ask('GET', '/v1/connection')).status).toBe(200);
});

test('the simulator is not ready once its store is gone', async () => {
  const running = await start();
  const nobody = unauthorized(running);
  expect((await nobody('GET', '/ready')).status).toBe(200);
  await running[Symbol.asyncDispose]();
  await expect(nobody('GET', '/ready')).rejects.toThrow();
});

/** Asks with a Host header of the test's own, which fetch does not allow. */
function rawGet(url: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).once('error', reject);
  });
}
