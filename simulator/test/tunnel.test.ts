import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARDS, card, euros, expectStatus, journal, type MerchantAccount, merchant } from './merchant-account.ts';
import { askBy, type Heard } from './proxied.ts';
import { rawExchange } from './raw-exchange.ts';
import { type ControlWire, type Running, start } from './running-simulator.ts';

let running: Running;
let proxy: string;
let ca: string;
let shop: MerchantAccount;

beforeAll(async () => {
  running = await start({
    proxyPort: 0,
    environments: [
      { name: 'sandbox', mode: 'test', port: 0 },
      { name: 'inside', mode: 'test', port: 'tunnel' },
    ],
  });
  proxy = running.simulator.proxyUrl ?? '';
  ca = await (await fetch(`${proxy}/ca.pem`)).text();
  shop = await merchant(running, 'inside');
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  expect(running.logged).toEqual([]);
});

const HOST = 'inside.assay.internal';

function ask(path: string, body?: object): Promise<Heard> {
  return askBy(proxy, {
    host: HOST,
    path,
    tls: { ca },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${shop.secret}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': 'a-key' }),
    },
  });
}

test('an environment behind a tunnel has a name that leads nowhere but through the proxy', async () => {
  const [, inside] = running.simulator.environments;
  expect(inside).toEqual({ name: 'inside', mode: 'test', url: `http://${HOST}` });
  await expect(fetch(`http://${HOST}/v1/connection`)).rejects.toThrow();
  expect(await ask('/v1/connection')).toMatchObject({ status: 200 });
  const [entry] = await journal(running, `merchant=${shop.id}`);
  expect(entry).toMatchObject({ environment: 'inside', arrival: { through: 'proxy', tls: { serverName: HOST } } });
});

test('no port of the machine answers for it: a listener of another environment takes its key for one of elsewhere', async () => {
  const headers = { authorization: `Bearer ${shop.secret}` };
  const answer = await running.provider('sandbox').ask('GET', '/v1/connection', { headers });
  expect(answer.status).toBe(401);
  expect((await journal(running, `merchant=${shop.id}`)).at(-1)).toMatchObject({
    environment: 'sandbox',
    crossing: true,
  });
  // What a Host header says leads nowhere: the name in CONNECT does.
  const named = await rawExchange(running.provider('sandbox').url, 'GET', '/v1/connection', {
    headers: { ...headers, host: HOST },
  });
  expect(named.status).toBe(401);
});

test('a customer gets to its pages within the program, and pays', async () => {
  const asked = {
    amount: euros(500),
    captureMode: 'automatic',
    reference: 'by-tunnel',
    card: card(CARDS.challenges),
    returnUrl: 'https://shop.example/back',
  };
  const made = await ask('/v1/payments', asked);
  expect(made.status).toBe(201);
  const { id, action } = JSON.parse(made.body);
  expect(action.url).toMatch(new RegExp(`^http://${HOST}/pay/`));
  const trip = expectStatus<ControlWire['BuyerTrip']>(
    await running.control.ask('POST', `/payments/${id}/buyer`, { body: { do: 'approve', back: 'never' } }),
    200,
  );
  expect(trip.steps.map(({ at, method, status }) => `${at} ${method} ${status}`)).toContain('provider POST 303');
  expect(JSON.parse((await ask(`/v1/payments/${id}`)).body).status).toBe('captured');
});

test('an outage shuts it out as it does a port', async () => {
  const outage = '/environments/inside/outage';
  expect((await running.control.ask('PUT', outage, { body: {} })).status).toBe(200);
  await expect(ask('/v1/connection')).resolves.toMatchObject({ status: 0 });
  await running.control.ask('DELETE', outage);
  expect((await ask('/v1/connection')).status).toBe(200);
});
