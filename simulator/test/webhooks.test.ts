import { Webhook } from 'standardwebhooks';
import { expect, test, vi } from 'vitest';
import { NOTIFICATION_TYPES } from '../src/dialects/generic/notify.ts';
import wire from '../src/dialects/generic/wire.json' with { type: 'json' };
import { CARDS, card, euros, expectProblem, expectStatus, freshKey, journal, merchant } from './merchant-account.ts';
import { deliveries, expectNotification, goodSignatures, history, receiver, register } from './receiver.ts';
import { type ControlWire, DAY, HOUR, SECOND, START, start, type Wire } from './running-simulator.ts';

test('what happens to a payment is told in order, with the payment as each event has left it', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  const payment = await account.pay();
  await account.change(payment, 'captures', { amount: euros(4_000) });
  await account.change(payment, 'increments', { amount: euros(500) });
  await account.change(payment, 'reauthorizations');
  await account.change(payment, 'refunds', { amount: euros(1_000), reason: 'damaged' });
  await account.change(payment, 'void');
  await running.simulator.tick();
  expect(shop.types()).toEqual([
    'payment.authorized',
    'payment.captured',
    'authorization.incremented',
    'authorization.replaced',
    'refund.succeeded',
    'payment.voided',
  ]);
  for (const arrived of shop.arrived) {
    expectNotification(arrived);
    expect(arrived.json).toMatchObject({ environment: 'sandbox', mode: 'test', data: { id: payment.id } });
  }
  const [first, second] = shop.arrived;
  expect(first?.json.data).toEqual(payment);
  expect(second?.json.data).toMatchObject({ status: 'partially_captured', balances: { captured: 4_000, refunded: 0 } });
  expect(shop.arrived.at(-1)?.json.data).toEqual(await account.read(payment));
  expect(running.logged).toEqual([]);
});

const stories: readonly [what: string, request: object, expected: readonly string[]][] = [
  ['a decline', { card: card(CARDS.declines) }, ['payment.declined']],
  ['a challenge', { card: card(CARDS.challenges) }, ['payment.action_required']],
  ['a payment page', { returnUrl: 'https://shop.example/' }, ['payment.action_required']],
  ['a review', { card: card(CARDS.reviews) }, ['payment.processing']],
  ['an automatic capture', { captureMode: 'automatic' }, ['payment.authorized', 'payment.captured']],
  [
    'a cardholder who disputes',
    { captureMode: 'automatic', card: card(CARDS.disputes) },
    ['payment.authorized', 'payment.captured', 'dispute.opened'],
  ],
];
for (const [what, request, expected] of stories) {
  test(`${what} is told as ${expected.join(', ')}`, async () => {
    await using running = await start();
    await using shop = await receiver();
    const account = await merchant(running);
    await register(running, account, shop.url);
    await account.pay(request);
    await running.simulator.tick();
    expect(shop.types()).toEqual(expected);
    for (const arrived of shop.arrived) expectNotification(arrived);
  });
}

test('every type in the specification can be sent, and no other', () => {
  expect(wire.components.schemas.NotificationType.enum).toEqual(NOTIFICATION_TYPES);
});

test('what time brings is told as well: an answer that comes late, a hold that expires, a customer who never came', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  const reviewed = await account.pay({ card: card(CARDS.reviews) });
  const abandoned = await account.pay({ returnUrl: 'https://shop.example/' });
  await running.pass(HOUR);
  const refunded = await account.pay({ captureMode: 'automatic', card: card(CARDS.delaysRefunds) });
  await account.change(refunded, 'refunds', {});
  await running.pass(8 * DAY);
  const about = ({ id }: Wire['Payment']) => shop.arrived.filter(({ json }) => json.data.id === id);
  expect(about(reviewed).map(({ json }) => json.type)).toEqual([
    'payment.processing',
    'payment.authorized',
    'payment.expired',
  ]);
  expect(about(abandoned).map(({ json }) => json.type)).toEqual(['payment.action_required', 'payment.cancelled']);
  expect(about(refunded).map(({ json }) => json.type)).toEqual([
    'payment.authorized',
    'payment.captured',
    'refund.pending',
    'refund.succeeded',
  ]);
  expect(about(reviewed).at(-1)?.json.createdAt).toBe(new Date(START + HOUR + 7 * DAY).toISOString());
});

test('a request that is repeated with its key, and one that is refused, owe nothing more', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  const payment = await account.pay();
  const headers = { 'idempotency-key': freshKey() };
  const capture = () => account.ask('POST', `/v1/payments/${payment.id}/captures`, { headers, body: {} });
  for (let count = 0; count < 3; count += 1) expect((await capture()).status).toBe(201);
  expect((await account.ask('POST', `/v1/payments/${payment.id}/captures`, { body: {} })).status).toBe(409);
  await running.simulator.tick();
  expect(shop.types()).toEqual(['payment.authorized', 'payment.captured']);
  expect(await deliveries(running, `merchant=${account.id}`)).toHaveLength(2);
});

test('both signatures are good, and the library of the specification takes the notification', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  const endpoint = await register(running, account, shop.url);
  await account.pay({ description: 'Söhne & Töchter ✓' });
  await running.simulator.tick();
  const [arrived] = shop.arrived;
  if (arrived === undefined) throw new Error('nothing has arrived');
  expect(goodSignatures(arrived, endpoint)).toEqual(['v1', 'v1a']);
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  try {
    expect(new Webhook(endpoint.secret).verify(arrived.body, { ...arrived.headers })).toEqual(arrived.json);
    expect(() => new Webhook(endpoint.secret).verify(`${arrived.body} `, { ...arrived.headers })).toThrow();
  } finally {
    vi.useRealTimers();
  }
});

test('the secret is shown once; lists show what may be seen', async () => {
  await using running = await start();
  const account = await merchant(running);
  const path = `/merchants/${account.id}/artefacts`;
  const body = { kind: 'webhook_endpoint', url: 'https://shop.example/hooks', types: ['payment.*', 'refund.failed'] };
  const answer = await running.control.ask('POST', path, { body });
  const registered = expectStatus<ControlWire['RegisteredArtefact']>(answer, 201);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(Buffer.from(registered.secret?.replace('whsec_', '') ?? '', 'base64')).toHaveLength(32);
  const listed = await running.control.ask('GET', path);
  const [shown] = expectStatus<{ artefacts: ControlWire['Artefact'][] }>(listed, 200).artefacts;
  const { secret, ...rest } = registered;
  expect(shown).toEqual(rest);
  expect(shown).toMatchObject({ status: 'enabled', dialect: 'generic', types: ['payment.*', 'refund.failed'] });
  expect(shown?.secrets?.[0]?.maskedSecret).toBe(`whsec_…${secret?.slice(-4)}`);
  expect(listed.text).not.toContain(secret);
});

test('while a secret is rotated both sign; afterwards the new one alone', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  const first = await register(running, account, shop.url);
  const rotate = async (overlapMs?: number) => {
    const asked = overlapMs === undefined ? {} : { body: { overlapMs } };
    return expectStatus<typeof first>(
      await running.control.ask('POST', `/artefacts/${first.id}/rotate-secret`, asked),
      201,
    );
  };
  const good = async (...endpoints: readonly (typeof first)[]) => {
    await account.pay();
    await running.simulator.tick();
    const arrived = shop.arrived.at(-1);
    if (arrived === undefined) throw new Error('nothing has arrived');
    expect(arrived.headers['webhook-signature']?.split(' ')).toHaveLength(2 * endpoints.length);
    for (const endpoint of endpoints) expect(goodSignatures(arrived, endpoint)).toContain('v1');
  };
  const second = await rotate(HOUR);
  expect(second.secrets).toHaveLength(2);
  await good(second, first);
  const third = await rotate();
  await good(third, second);
  await running.pass(DAY);
  await good(third);
  const fourth = await rotate(0);
  await good(fourth);
  expect(new Set([first, second, third, fourth].map(({ secret }) => secret)).size).toBe(4);
  expectProblem(await running.control.ask('POST', '/artefacts/art_none/rotate-secret'), 404, 'not-found');
});

test('an endpoint hears of the types that it wants, and each endpoint of all that it wants', async () => {
  await using running = await start();
  await using everything = await receiver();
  await using captures = await receiver();
  await using refunds = await receiver();
  const account = await merchant(running);
  await register(running, account, everything.url);
  await register(running, account, captures.url, { types: ['payment.captured'] });
  await register(running, account, refunds.url, { types: ['refund.*', 'dispute.*'] });
  const payment = await account.pay({ captureMode: 'automatic' });
  await account.change(payment, 'refunds', { amount: euros(1) });
  await running.simulator.tick();
  expect(everything.types()).toEqual(['payment.authorized', 'payment.captured', 'refund.succeeded']);
  expect(captures.types()).toEqual(['payment.captured']);
  expect(refunds.types()).toEqual(['refund.succeeded']);
  const ids = [...everything.arrived, ...captures.arrived, ...refunds.arrived].map(({ json }) => json.id);
  expect(new Set(ids).size).toBe(3);
});

const wrongEndpoints: readonly [what: string, more: object, pointers: string][] = [
  ['a type that no notification has', { types: ['payment.captured', 'payment.paid'] }, '/types/1'],
  ['a beginning that no type has', { types: ['payments.*'] }, '/types/0'],
  ['no type', { types: [] }, '/types'],
  ['a password in the address', { url: 'https://me:secret@shop.example/' }, '/url'],
  ['a dialect that is none', { dialect: 'esperanto' }, '/dialect'],
];
for (const [what, more, pointers] of wrongEndpoints) {
  test(`an endpoint with ${what} is refused at ${pointers}`, async () => {
    await using running = await start();
    const account = await merchant(running);
    const body = { kind: 'webhook_endpoint', url: 'https://shop.example/', ...more };
    const refused = await running.control.ask('POST', `/merchants/${account.id}/artefacts`, { body });
    const { errors } = expectProblem(refused, 400, 'invalid-request');
    expect(errors?.map(({ pointer }) => pointer).join(' ')).toBe(pointers);
  });
}

test('an account has sixteen webhook endpoints and no more', async () => {
  await using running = await start();
  const account = await merchant(running);
  for (let count = 0; count < 16; count += 1) await register(running, account, `https://shop.example/${count}`);
  const body = { kind: 'webhook_endpoint', url: 'https://shop.example/one-more' };
  expectProblem(await running.control.ask('POST', `/merchants/${account.id}/artefacts`, { body }), 409, 'too-many');
});

test('no notification crosses an environment or a merchant account, and no secret signs for another', async () => {
  await using running = await start();
  await using sandbox = await receiver();
  await using neighbour = await receiver();
  await using production = await receiver();
  const accounts = [await merchant(running), await merchant(running), await merchant(running, 'production')];
  const receivers = [sandbox, neighbour, production];
  const endpoints = [];
  for (const [index, account] of accounts.entries()) {
    endpoints.push(await register(running, account, receivers[index]?.url ?? ''));
    const number = account.environment === 'production' ? CARDS.realLooking : CARDS.approves;
    await account.pay({ reference: account.id, card: card(number) });
  }
  await running.simulator.tick();
  for (const [index, { arrived }] of receivers.entries()) {
    expect(arrived.map(({ json }) => json.data.reference)).toEqual([accounts[index]?.id]);
    expect(arrived.map(({ json }) => json.environment)).toEqual([accounts[index]?.environment]);
    const good = endpoints.map((endpoint) => arrived.flatMap((one) => goodSignatures(one, endpoint)).length > 0);
    expect(good).toEqual(endpoints.map((_, other) => other === index));
  }
});

test('what was sent is in the journal: outgoing, whole and masked', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  const endpoint = await register(running, account, `${shop.url}?token=${'s3cret'.repeat(6)}`);
  shop.react({
    status: 202,
    headers: { 'set-cookie': 'session=abcdef' },
    body: `card ${CARDS.approves} whsec_${'A'.repeat(43)}=`,
  });
  const payment = await account.pay();
  await running.simulator.tick();
  const [delivery] = await deliveries(running, `payment=${payment.id}`);
  const [entry, ...others] = await journal(running, `merchant=${account.id}&direction=outgoing`);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    direction: 'outgoing',
    environment: 'sandbox',
    dialect: 'generic',
    operation: 'receiveNotification',
    merchantId: account.id,
    paymentId: payment.id,
    crossing: false,
    delivery: { deliveryId: delivery?.id, endpointId: endpoint.id, type: 'payment.authorized', attempt: 1 },
    request: {
      method: 'POST',
      headers: { 'webhook-id': delivery?.notificationId },
      body: { data: { id: payment.id } },
    },
    response: { status: 202 },
  });
  expect(entry?.request.path).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hooks\?token=…/);
  const [incoming] = await journal(running, `merchant=${account.id}&direction=incoming`);
  expect(incoming).toMatchObject({ direction: 'incoming', operation: 'createPayment' });
  const shown = JSON.stringify([entry, await history(running, delivery ?? { id: '' })]);
  for (const secret of [CARDS.approves, 's3crets3cret', 'session=abcdef', 'AAAAAAAA', endpoint.secret]) {
    expect(shown).not.toContain(secret);
  }
});

test('with an outage of a second nothing is lost, and each notification keeps its id', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  shop.react((_, index) => (index === 0 ? 'reset' : 204));
  await account.pay();
  await running.simulator.tick();
  await running.pass(5 * SECOND);
  expect(shop.arrived.map(({ json }) => json.id)).toEqual([shop.arrived[0]?.json.id, shop.arrived[0]?.json.id]);
  const [delivery] = await deliveries(running, `merchant=${account.id}`);
  expect(delivery).toMatchObject({ status: 'delivered', attemptCount: 2 });
});
