import { expect, test } from 'vitest';
import { expectProblem, journal, type MerchantAccount, merchant } from './merchant-account.ts';
import { CONTROL_TOKEN, type ControlWire, type Running, SECOND, START, start } from './running-simulator.ts';

test('an entry is the whole exchange: who, where, what, when, decoded and masked', async () => {
  await using running = await start();
  const shop = await merchant(running);
  running.clock.advance(SECOND);
  const payment = await shop.pay();
  const entry = (await journal(running, `merchant=${shop.id}`)).at(-1);
  expect(entry).toMatchObject({
    at: new Date(START + SECOND).toISOString(),
    environment: 'sandbox',
    dialect: 'generic',
    operation: 'createPayment',
    merchantId: shop.id,
    paymentId: payment.id,
    credential: { id: shop.credentialId, environment: 'sandbox', merchantId: shop.id },
    crossing: false,
    request: {
      method: 'POST',
      path: '/v1/payments',
      body: { amount: { minor: 10_000, currency: 'EUR' }, card: { number: '••••4242', cvc: '•••', expiryMonth: 12 } },
    },
    response: { status: 201, body: { id: payment.id, status: 'authorized' } },
  });
  expect(entry?.request.headers.authorization).toMatch(/^Bearer gsk_sandbox_\w+_….{4}$/);
  expect(entry).not.toHaveProperty('refusal');
});

test('the answer carries the id by which the journal knows it', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const answer = await shop.ask('GET', '/v1/connection');
  const [entry] = await journal(running, 'path=/v1/connection');
  expect(answer.headers.get('request-id')).toBe(entry?.requestId);
});

test('what nobody serves is journaled all the same, and claimed by no dialect', async () => {
  await using running = await start();
  const provider = running.provider('testing');
  await provider.ask('GET', '/nowhere');
  await provider.ask('DELETE', '/v1/payments');
  await provider.ask('POST', '/v1/payments', { body: `"${'x'.repeat(1024 * 1024)}"` });
  const entries = await journal(running, 'environment=testing');
  expect(entries.map(({ dialect, operation, response }) => [dialect, operation, response.status])).toEqual([
    ['none', undefined, 404],
    ['generic', undefined, 405],
    ['generic', 'createPayment', 413],
  ]);
});

test('one body that is strange does not spoil the journal for the rest', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const deep = `${'['.repeat(3000)}${']'.repeat(3000)}`;
  const bodies = ['{"$n":"not a number"}', '{"__proto__":{"$n":"1"}}', '"\\ud800"', '{"a\\u0000":1}', deep];
  for (const body of bodies) {
    await shop.ask('POST', '/v1/payments', { body, headers: { 'content-type': 'application/json' } });
  }
  expect(await journal(running, `merchant=${shop.id}`)).toHaveLength(bodies.length);
});

test('the journal is filtered by environment, merchant, crossing, path and status, and turned page by page', async () => {
  await using running = await start();
  const [shop, stranger] = [await merchant(running), await merchant(running, 'production')];
  await shop.ask('GET', '/v1/connection');
  await shop.ask('GET', '/v1/payments/none');
  await running
    .provider('sandbox')
    .ask('GET', '/v1/connection', { headers: { authorization: `Bearer ${stranger.secret}` } });
  await stranger.ask('GET', '/v1/connection');
  const numbers = async (query: string) => (await journal(running, query)).map(({ number }) => number);
  const all = await numbers('');
  expect(all).toHaveLength(4);
  expect(await numbers('environment=sandbox')).toEqual(all.slice(0, 3));
  expect(await numbers(`merchant=${shop.id}`)).toEqual(all.slice(0, 2));
  expect(await numbers(`merchant=${stranger.id}`)).toEqual(all.slice(2));
  expect(await numbers('crossing=true')).toEqual([all[2]]);
  expect(await numbers('crossing=false&path=/v1/connection')).toEqual([all[0], all[3]]);
  expect(await numbers('status=404')).toEqual([all[1]]);
  expect(await numbers(`after=${all[0]}&limit=2`)).toEqual(all.slice(1, 3));
  expect(await numbers(`after=${all[3]}`)).toEqual([]);
  expectProblem(await running.control.ask('GET', '/journal?crossing=maybe'), 400, 'invalid-request');
});

test('a follower hears what comes from now on, as it comes, and nothing before', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await shop.ask('GET', '/v1/connection');
  const following = await follow(running);
  await use(shop, 3);
  const heard = await following.take(3);
  expect(heard.map(({ entry }) => entry)).toEqual((await journal(running, '')).slice(1));
  expect(heard.map(({ id }) => id)).toEqual(heard.map(({ entry }) => entry.number));
  await following.leave();
});

test('a follower who comes back hears what it missed, without gap or repeat, while more comes in', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await use(shop, 5);
  const first = await follow(running, '?after=0');
  const before = await first.take(3);
  await first.leave();
  // More than a follower catches up with in one reading, and more still while it does.
  await use(shop, 700);
  const coming = use(shop, 50);
  const again = await follow(running, '', { 'last-event-id': String(before.at(-1)?.id) });
  await coming;
  await use(shop, 5);
  const after = await again.take(757);
  const ids = [...before, ...after].map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 760 }, (_, index) => index + 1));
  await again.leave();
});

test('a follower hears what its filters let through, in the past and from now on', async () => {
  await using running = await start();
  const [shop, other] = [await merchant(running), await merchant(running, 'production')];
  const mix = async () => {
    await shop.ask('GET', '/v1/connection');
    await shop.ask('GET', '/v1/payments/none');
    await other.ask('GET', '/v1/connection');
    await running
      .provider('sandbox')
      .ask('GET', '/v1/payments', { headers: { authorization: `Bearer ${other.secret}` } });
  };
  const filters = [
    'environment=production',
    `merchant=${other.id}`,
    'crossing=true',
    'crossing=false&status=200',
    'path=/v1/payments/',
    'status=404',
  ];
  await mix();
  const followers = await Promise.all(filters.map((filter) => follow(running, `?after=0&${filter}`)));
  await mix();
  for (const [index, filter] of filters.entries()) {
    const expected = await journal(running, filter);
    const heard = await followers[index]?.take(expected.length);
    expect(heard?.map(({ entry }) => entry)).toEqual(expected);
    await followers[index]?.leave();
  }
});

test('a follower may start beyond what there is', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const following = await follow(running, '?after=2');
  await use(shop, 4);
  expect((await following.take(2)).map(({ id }) => id)).toEqual([3, 4]);
  await following.leave();
});

test('a stream ends with the simulator', async () => {
  const running = await start();
  const response = await fetch(`${running.control.url}/journal/stream`, {
    headers: { authorization: `Bearer ${CONTROL_TOKEN}` },
  });
  const ended = response.text();
  await running[Symbol.asyncDispose]();
  expect(await ended).toBe(': following\n\n');
  expect(running.logged).toEqual([]);
});

async function use(shop: MerchantAccount, times: number): Promise<void> {
  for (let count = 0; count < times; count += 10) {
    const batch = Math.min(10, times - count);
    await Promise.all(Array.from({ length: batch }, () => shop.ask('GET', '/v1/connection')));
  }
}

type Heard = Readonly<{ id: number; entry: ControlWire['JournalEntry'] }>;

/** Follows the journal as a browser's EventSource would. */
async function follow(running: Running, query = '', headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${running.control.url}/journal/stream${query}`, {
    headers: { authorization: `Bearer ${CONTROL_TOKEN}`, ...headers },
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const next = async (): Promise<string> => {
    while (!text.includes('\n\n')) text += decoder.decode((await reader.read()).value, { stream: true });
    const end = text.indexOf('\n\n');
    const message = text.slice(0, end);
    text = text.slice(end + 2);
    return message;
  };
  expect(await next()).toBe(': following');
  return {
    take: async (count: number): Promise<readonly Heard[]> => {
      const heard: Heard[] = [];
      while (heard.length < count) {
        const [id = '', event, data = ''] = (await next()).split('\n');
        expect(event).toBe('event: entry');
        heard.push({ id: Number(id.replace('id: ', '')), entry: JSON.parse(data.replace('data: ', '')) });
      }
      return heard;
    },
    leave: () => reader.cancel(),
  };
}
