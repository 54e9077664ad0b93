import { expect, test } from 'vitest';
import { euros, expectProblem, expectStatus, journal, type MerchantAccount, merchant } from './merchant-account.ts';
import { deliveries, goodSignatures, history, type Receiver, receiver, register, setDisorder } from './receiver.ts';
import { type ControlWire, HOUR, type Running, SECOND, START, start } from './running-simulator.ts';

type Disorder = ControlWire['Disorder'];

/** One notification after the other is paid for and sent. */
async function pay(running: Running, account: MerchantAccount, count = 1): Promise<void> {
  for (let paid = 0; paid < count; paid += 1) {
    await account.pay({ reference: `order-${paid + 1}` });
    await running.simulator.tick();
  }
}

function references(shop: Receiver): string {
  return shop.arrived.map(({ json }) => json.data.reference).join(' ');
}

/** What delivery and journal tell of the disorder, attempt by attempt. */
async function told(running: Running, account: MerchantAccount): Promise<readonly (string | undefined)[]> {
  const entries = await journal(running, `merchant=${account.id}&direction=outgoing`);
  const attempts = [];
  for (const delivery of (await deliveries(running, `merchant=${account.id}`)).toReversed()) {
    const { attempts: made } = await history(running, delivery);
    attempts.push(...made.map(({ disorder }) => disorder));
  }
  const journaled = entries.flatMap(({ delivery }) => (delivery?.attempt === undefined ? [] : [delivery.disorder]));
  expect(journaled.toSorted()).toEqual(attempts.toSorted());
  return attempts;
}

test('duplicate: what was received comes again, with the same id, as often as was asked', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  const endpoint = await register(running, account, shop.url);
  await setDisorder(running, account, { disorder: { kind: 'duplicate', times: 2 }, times: 1 });
  await pay(running, account, 2);
  expect(references(shop)).toBe('order-1 order-1 order-1 order-2');
  const [first, ...copies] = shop.arrived.slice(0, 3);
  for (const copy of copies) expect(copy.body).toBe(first?.body);
  for (const arrived of shop.arrived) expect(goodSignatures(arrived, endpoint)).toEqual(['v1', 'v1a']);
  expect(await told(running, account)).toEqual(['duplicate', 'duplicate', 'duplicate', undefined]);
});

test('delay: it comes so much later, and others do not wait for it', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  await setDisorder(running, account, { disorder: { kind: 'delay', ms: HOUR }, times: 1 });
  await pay(running, account, 2);
  expect(references(shop)).toBe('order-2');
  await running.pass(HOUR - 1);
  expect(references(shop)).toBe('order-2');
  await running.pass(1);
  expect(references(shop)).toBe('order-2 order-1');
  expect(await told(running, account)).toEqual(['delay', undefined]);
});

test('reorder: each is overtaken by the next one, in pairs', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  await setDisorder(running, account, { disorder: { kind: 'reorder' } });
  await pay(running, account, 4);
  expect(references(shop)).toBe('order-2 order-1 order-4 order-3');
  expect(await told(running, account)).toEqual(['reorder', undefined, 'reorder', undefined]);
});

test('reorder: two notifications of one request change places as well; without a next one it goes alone', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  await setDisorder(running, account, { disorder: { kind: 'reorder', withinMs: 30 * SECOND } });
  await account.pay({ captureMode: 'automatic' });
  await running.simulator.tick();
  expect(shop.types()).toEqual(['payment.captured', 'payment.authorized']);
  await account.pay();
  await running.pass(30 * SECOND - 1);
  expect(shop.arrived).toHaveLength(2);
  await running.pass(1);
  expect(shop.arrived).toHaveLength(3);
});

test('drop: nothing is sent; delivery and journal tell what was not', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  await setDisorder(running, account, { disorder: { kind: 'drop' }, types: ['payment.captured'] });
  const payment = await account.pay({ captureMode: 'automatic' });
  await running.simulator.tick();
  expect(shop.types()).toEqual(['payment.authorized']);
  const [dropped] = await deliveries(running, `payment=${payment.id}&status=parked`);
  expect(dropped).toMatchObject({ attemptCount: 0, parked: { reason: 'dropped' }, disorder: { kind: 'drop' } });
  const entries = await journal(running, `merchant=${account.id}&direction=outgoing`);
  const entry = entries.find(({ delivery }) => delivery?.disorder === 'drop');
  expect(entry).toMatchObject({
    delivery: { deliveryId: dropped?.id },
    request: { body: { type: 'payment.captured' } },
  });
  expect(entry?.response).toEqual({ headers: {} });
  expect(entry?.delivery).not.toHaveProperty('attempt');
  await running.control.ask('POST', `/deliveries/${dropped?.id}/redeliver`);
  await running.simulator.tick();
  expect(shop.types()).toEqual(['payment.authorized', 'payment.captured']);
});

/** What is wrong with the first attempt; the second is as it should be, with the same id. */
const spoiled: readonly [disorder: Disorder, wrong: (first: Spoiled) => void][] = [
  [
    { kind: 'corrupt' },
    ({ good, body, proper }) => {
      expect(good).toEqual([]);
      expect(body).not.toBe(proper);
      expect(JSON.parse(body).data.amount.minor).not.toBe(JSON.parse(proper).data.amount.minor);
    },
  ],
  [
    { kind: 'wrong_signature' },
    ({ good, body, proper }) => {
      expect(good).toEqual([]);
      expect(body).toBe(proper);
    },
  ],
  [
    { kind: 'stale_timestamp', ms: HOUR },
    ({ good, headers }) => {
      expect(good).toEqual(['v1', 'v1a']);
      expect(headers['webhook-timestamp']).toBe(String((START - HOUR) / 1000));
    },
  ],
];
type Spoiled = Readonly<{ good: readonly string[]; body: string; proper: string; headers: Record<string, string> }>;
for (const [disorder, expectWrong] of spoiled) {
  test(`${disorder.kind}: the first attempt is wrong, the retry is as it should be`, async () => {
    await using running = await start();
    await using shop = await receiver();
    const account = await merchant(running);
    const endpoint = await register(running, account, shop.url);
    await setDisorder(running, account, { disorder });
    shop.react((_, index) => (index === 0 ? 400 : 204));
    await pay(running, account);
    await running.pass(5 * SECOND);
    const [first, second] = shop.arrived;
    if (first === undefined || second === undefined) throw new Error('not twice');
    expectWrong({ ...first, good: goodSignatures(first, endpoint), proper: second.body });
    expect(goodSignatures(second, endpoint)).toEqual(['v1', 'v1a']);
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(await told(running, account)).toEqual([disorder.kind, undefined]);
  });
}

test('unknown_type: properly signed, of a type that nobody has heard of', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  const endpoint = await register(running, account, shop.url);
  await setDisorder(
    running,
    account,
    { disorder: { kind: 'unknown_type' }, times: 1 },
    { disorder: { kind: 'unknown_type', type: 'payment.teleported' } },
  );
  await pay(running, account, 2);
  expect(shop.types()).toEqual(['payment.unheard_of', 'payment.teleported']);
  for (const arrived of shop.arrived) expect(goodSignatures(arrived, endpoint)).toEqual(['v1', 'v1a']);
  expect(await told(running, account)).toEqual(['unknown_type', 'unknown_type']);
});

test("other_environment_signature: signed with the other environment's secret for the same address, or for the one named", async () => {
  await using running = await start();
  await using shop = await receiver();
  await using elsewhere = await receiver();
  const account = await merchant(running);
  const [twin, neighbour] = [await merchant(running, 'production'), await merchant(running, 'sandbox')];
  const own = await register(running, account, shop.url);
  await register(running, neighbour, shop.url);
  const same = await register(running, twin, shop.url);
  const named = await register(running, twin, elsewhere.url);
  const disorder = { kind: 'other_environment_signature' } as const;
  await setDisorder(
    running,
    account,
    { disorder, times: 1 },
    { disorder: { ...disorder, endpointId: named.id }, times: 1 },
  );
  await pay(running, account, 3);
  const good = shop.arrived.map((arrived) =>
    [own, same, named].map((endpoint) => goodSignatures(arrived, endpoint).length).join(''),
  );
  expect(good).toEqual(['020', '002', '200']);
  const entries = await journal(running, `merchant=${account.id}&crossing=true`);
  expect(entries.map(({ delivery }) => delivery?.disorder)).toEqual([disorder.kind, disorder.kind]);
  expect(await told(running, account)).toEqual([disorder.kind, disorder.kind, undefined]);
});

test('other_environment_signature: without an endpoint anywhere else it is signed by nobody', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  const own = await register(running, account, shop.url);
  await setDisorder(running, account, { disorder: { kind: 'other_environment_signature', endpointId: own.id } });
  await pay(running, account);
  expect(shop.arrived.flatMap((arrived) => goodSignatures(arrived, own))).toEqual([]);
  expect(await journal(running, `merchant=${account.id}&crossing=true`)).toEqual([]);
});

test('what is set is shown with what is left of it, kept from others, and ended', async () => {
  await using running = await start();
  await using shop = await receiver();
  const [account, neighbour] = [await merchant(running), await merchant(running)];
  await register(running, account, shop.url);
  await register(running, neighbour, shop.url);
  const path = `/merchants/${account.id}/disorder`;
  const shown = async () => expectStatus(await running.control.ask('GET', path), 200);
  expect(await shown()).toEqual({ rules: [] });
  const rule = { types: ['payment.*'], times: 2, disorder: { kind: 'drop' } } as const;
  await setDisorder(running, account, { ...rule, types: ['payment.*'] });
  await pay(running, account);
  await neighbour.pay({ reference: 'neighbour' });
  await running.simulator.tick();
  expect(await shown()).toEqual({ rules: [{ ...rule, times: 1 }] });
  expect(references(shop)).toBe('neighbour');
  expect((await running.control.ask('DELETE', path)).status).toBe(204);
  expect(await shown()).toEqual({ rules: [] });
  await pay(running, account);
  expect(references(shop)).toBe('neighbour order-1');
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { body: { rules: [] } } : {};
    expectProblem(await running.control.ask(method, '/merchants/mer_none/disorder', body), 404, 'not-found');
  }
});

const wrongRules: readonly [what: string, rules: unknown, pointer: string][] = [
  ['no rules', undefined, '/rules'],
  ['an unknown kind', [{ disorder: { kind: 'shuffle' } }], '/rules/0/disorder/kind'],
  ['a duplicate without a number', [{ disorder: { kind: 'duplicate' } }], '/rules/0/disorder/times'],
  ['too many copies', [{ disorder: { kind: 'duplicate', times: 21 } }], '/rules/0/disorder/times'],
  ['a delay of nothing', [{ disorder: { kind: 'delay', ms: 0 } }], '/rules/0/disorder/ms'],
  ['a field of another kind', [{ disorder: { kind: 'drop', ms: 1 } }], '/rules/0/disorder/ms'],
  ['a type that is none', [{ types: ['Payment'], disorder: { kind: 'drop' } }], '/rules/0/types/0'],
];
for (const [what, rules, pointer] of wrongRules) {
  test(`disorder with ${what} is refused at ${pointer}`, async () => {
    await using running = await start();
    const account = await merchant(running);
    const body = rules === undefined ? {} : { rules };
    const refused = await running.control.ask('PUT', `/merchants/${account.id}/disorder`, { body });
    expect(expectProblem(refused, 400, 'invalid-request').errors?.[0]?.pointer).toBe(pointer);
  });
}

/** Sends a notification by hand. */
function byHand(running: Running, { id }: MerchantAccount, body: object) {
  return running.control.ask('POST', `/merchants/${id}/notifications`, { body });
}

test('by hand: about a payment as it stands now, of any type, to all who want it or to one in particular', async () => {
  await using running = await start();
  await using shop = await receiver();
  await using refunds = await receiver();
  const account = await merchant(running);
  const endpoint = await register(running, account, shop.url);
  const refundEndpoint = await register(running, account, refunds.url, { types: ['refund.*'] });
  const payment = await account.pay();
  await account.change(payment, 'captures', { amount: euros(1) });
  await running.simulator.tick();
  const before = shop.arrived.length;
  const sent = await byHand(running, account, { type: 'payment.captured', paymentId: payment.id });
  const { deliveries: owed } = expectStatus<{ deliveries: ControlWire['Delivery'][] }>(sent, 201);
  expect(owed.map(({ endpointId, paymentId }) => [endpointId, paymentId])).toEqual([[endpoint.id, payment.id]]);
  await running.simulator.tick();
  expect(shop.arrived.at(-1)?.json.data).toEqual(await account.read(payment));
  expect(shop.arrived.flatMap((one) => goodSignatures(one, endpoint)).length).toBe(2 * (before + 1));

  const strange = { type: 'anything.At:all', endpointId: refundEndpoint.id, data: { any: ['thing', null] } };
  expectStatus(await byHand(running, account, strange), 201);
  await running.simulator.tick();
  expect(refunds.arrived.map(({ json }) => [json.type, json.data])).toEqual([['anything.At:all', strange.data]]);
});

test('by hand: with a disorder of its own, and none of the account', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  const endpoint = await register(running, account, shop.url);
  await setDisorder(running, account, { disorder: { kind: 'drop' } });
  const body = { type: 'payment.captured', data: {}, disorder: { kind: 'wrong_signature' } };
  expectStatus(await byHand(running, account, body), 201);
  expectStatus(await byHand(running, account, { ...body, disorder: undefined }), 201);
  await running.simulator.tick();
  expect(shop.arrived.map((arrived) => goodSignatures(arrived, endpoint).length)).toEqual([0, 2]);
});

test('by hand: what there is not is refused where it stands', async () => {
  await using running = await start();
  const [account, neighbour] = [await merchant(running), await merchant(running)];
  const theirs = await neighbour.pay();
  const foreign = await register(running, neighbour, 'https://shop.example/');
  const pointer = async (body: object) => {
    const { errors } = expectProblem(await byHand(running, account, body), 400, 'invalid-request');
    return errors?.[0]?.pointer;
  };
  expectProblem(await byHand(running, account, { type: 'payment.captured', data: {} }), 409, 'wrong-state');
  await register(running, account, 'https://shop.example/', { types: ['refund.*'] });
  expectProblem(await byHand(running, account, { type: 'payment.captured', data: {} }), 409, 'wrong-state');
  expect(await pointer({ type: 'a', paymentId: theirs.id })).toBe('/paymentId');
  expect(await pointer({ type: 'a', data: {}, endpointId: foreign.id })).toBe('/endpointId');
  expect(await pointer({ type: 'a', data: { card: '4242424242424242' } })).toBe('/data/card');
  expect(await pointer({ type: 'a', data: { text: 'x'.repeat(300_000) } })).toBe('/data');
  expect(await pointer({ type: '', data: {} })).toBe('/type');
  expect(await pointer({ type: 'a', data: [] })).toBe('/data');
  expect(await pointer({ type: 'a' })).toBe('/paymentId');
  expect(await pointer({ type: 'a', data: {}, paymentId: 'b' })).toBe('/data');
  expect(await deliveries(running, 'environment=sandbox')).toEqual([]);
});

test('deliveries are listed newest first, page by page, by each of their marks', async () => {
  await using running = await start();
  await using shop = await receiver();
  const [account, foreign] = [await merchant(running), await merchant(running, 'testing')];
  const endpoint = await register(running, account, shop.url);
  await register(running, foreign, shop.url);
  await foreign.pay();
  const payment = await account.pay({ captureMode: 'automatic' });
  await running.simulator.tick();
  await account.pay();
  const list = async (filter: string) =>
    (await deliveries(running, filter)).map(({ type, status }) => `${type} ${status}`);
  const [authorized, captured] = ['payment.authorized delivered', 'payment.captured delivered'];
  expect(await list(`merchant=${account.id}`)).toEqual(['payment.authorized pending', captured, authorized]);
  expect(await list('environment=testing')).toEqual([authorized]);
  expect(await list(`payment=${payment.id}`)).toEqual([captured, authorized]);
  expect(await list(`endpoint=${endpoint.id}&status=pending`)).toEqual(['payment.authorized pending']);
  expect(await list(`merchant=${account.id}&type=payment.captured`)).toEqual([captured]);
  expect(await list('status=parked')).toEqual([]);
  const first = await running.control.ask('GET', `/deliveries?merchant=${account.id}&limit=2`);
  const page = expectStatus<{ deliveries: ControlWire['Delivery'][]; nextCursor: string }>(first, 200);
  expect(page.deliveries).toHaveLength(2);
  expect(await list(`merchant=${account.id}&limit=2&cursor=${page.nextCursor}`)).toEqual([authorized]);
  const [last] = page.deliveries;
  expect(await list(`notification=${last?.notificationId}`)).toEqual(['payment.authorized pending']);
  for (const wrong of ['cursor=none', 'status=lost', 'limit=0', 'merchant=a&merchant=b', 'colour=red']) {
    expectProblem(await running.control.ask('GET', `/deliveries?${wrong}`), 400, 'invalid-request');
  }
});
