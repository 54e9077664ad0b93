import { expect, test } from 'vitest';
import { type Served, serveOnLoopback } from '../http/serve.ts';
import { Relay } from './relay.ts';

/** A listener that answers with what it was asked. */
async function echo(): Promise<Served & AsyncDisposable> {
  const served = await serveOnLoopback(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, url, headers } = request;
    response.writeHead(201, { 'content-type': 'application/json', 'request-id': 'r1' });
    response.end(JSON.stringify({ method, url, body, key: headers['idempotency-key'], host: headers.host }));
  });
  return { ...served, [Symbol.asyncDispose]: () => served.close() };
}

test('another body may go on than was sent, which is kept; and a page at the relay is one at the listener', async () => {
  await using listener = await echo();
  await using relay = await Relay.to(listener.url, undefined, ({ body }) => body.replace('here', 'somewhere'));
  const answer = await fetch(`${relay.url}/a`, { method: 'POST', body: 'to=here' });
  expect(await answer.json()).toMatchObject({ body: 'to=somewhere' });
  expect(relay.exchanges).toMatchObject([{ request: { body: 'to=here' } }]);
  expect(relay.pageAt(`${relay.url}/pay?x=1`)).toBe(`${listener.url}/pay?x=1`);
  expect(relay.pageAt(`${relay.url}0/pay`)).toBe(`${relay.url}0/pay`);
});

test('everything is passed on as it is and kept with its secrets, and the host is the listener’s own', async () => {
  await using listener = await echo();
  await using relay = await Relay.to(listener.url);
  const headers = { authorization: 'Bearer secret', 'idempotency-key': '"k"' };
  const answer = await fetch(`${relay.url}/v1/payments?a=1`, { method: 'POST', headers, body: '{"a":1}' });
  expect(answer.status).toBe(201);
  const { host } = new URL(listener.url);
  const echoed = { method: 'POST', url: '/v1/payments?a=1', body: '{"a":1}', key: '"k"', host };
  expect(await answer.json()).toEqual(echoed);
  expect(relay.exchanges).toMatchObject([
    { request: { method: 'POST', target: '/v1/payments?a=1', body: '{"a":1}' }, answer: { status: 201 } },
  ]);
  expect(relay.exchanges[0]?.request.headers).toContainEqual(['authorization', 'Bearer secret']);
  expect(relay.exchanges[0]?.answer?.headers['request-id']).toBe('r1');
});

test('a request is held until it is released, and only the first that matches', async () => {
  await using listener = await echo();
  await using relay = await Relay.to(listener.url);
  const hold = relay.holdNext(({ target }) => target === '/held');
  const held = fetch(`${relay.url}/held`);
  expect((await hold.arrived).target).toBe('/held');
  expect((await fetch(`${relay.url}/other`)).status).toBe(201);
  expect((await fetch(`${relay.url}/held`)).status).toBe(201);
  expect(relay.exchanges[0]?.answer).toBeUndefined();
  hold.release();
  expect((await held).status).toBe(201);
});

test('a request whose sender has gone is not carried out when it is released', async () => {
  await using listener = await echo();
  await using relay = await Relay.to(listener.url);
  const hold = relay.holdNext(() => true);
  const giveUp = new AbortController();
  const sent = fetch(relay.url, { signal: giveUp.signal }).catch(() => 'given up');
  await hold.arrived;
  giveUp.abort();
  expect(await sent).toBe('given up');
  await fetch(`${relay.url}/afterwards`);
  hold.release();
  await fetch(`${relay.url}/later`);
  expect(relay.exchanges.map(({ answer }) => answer?.status)).toEqual([undefined, 201, 201]);
});

test('an answer is held until it is released, and is lost when its reader has gone by then', async () => {
  await using listener = await echo();
  await using relay = await Relay.to(listener.url);
  const waited = relay.holdNext(() => true, 'answer');
  const patient = fetch(`${relay.url}/patient`);
  expect((await waited.arrived).target).toBe('/patient');
  expect((await fetch(`${relay.url}/other`)).status).toBe(201);
  waited.release();
  expect((await patient).status).toBe(201);
  const hold = relay.holdNext(() => true, 'answer');
  const giveUp = new AbortController();
  const sent = fetch(`${relay.url}/impatient`, { signal: giveUp.signal }).catch(() => 'given up');
  await hold.arrived;
  giveUp.abort();
  expect(await sent).toBe('given up');
  await fetch(`${relay.url}/afterwards`);
  hold.release();
  await fetch(`${relay.url}/later`);
  expect(relay.exchanges.map(({ answer, lost = false }) => [answer?.status, lost])).toEqual([
    [201, false],
    [201, false],
    [201, true],
    [201, false],
    [201, false],
  ]);
});

test('an answer can be made up or changed, for as long as that is wanted', async () => {
  await using listener = await echo();
  await using relay = await Relay.to(listener.url);
  const elsewhere = { status: 307, headers: { location: 'http://127.0.0.1:9/' }, body: '' };
  const endMadeUp = relay.answer(
    ({ method }) => method === 'POST',
    () => elsewhere,
  );
  expect((await fetch(relay.url, { method: 'POST', redirect: 'manual' })).status).toBe(307);
  endMadeUp();
  expect((await fetch(relay.url, { method: 'POST' })).status).toBe(201);

  const endChanged = relay.change(
    () => true,
    (answer) => ({ ...answer, body: answer.body.replace('GET', 'got') }),
  );
  expect(await (await fetch(relay.url)).json()).toMatchObject({ method: 'got' });
  endChanged();
  expect(await (await fetch(relay.url)).json()).toMatchObject({ method: 'GET' });
});

test('a listener that is not there looks like a lost connection', async () => {
  await using relay = await Relay.to('http://127.0.0.1:9');
  await expect(fetch(relay.url)).rejects.toThrow('fetch failed');
  expect(relay.exchanges).toMatchObject([{ answer: undefined }]);
});

test('a lost request never reaches the listener, a lost answer does and is on record', async () => {
  await using listener = await echo();
  await using relay = await Relay.to(listener.url);
  const end = relay.lose('request', ({ target }) => target === '/a');
  relay.lose('answer', ({ target }) => target === '/b');
  await expect(fetch(`${relay.url}/a`)).rejects.toThrow();
  await expect(fetch(`${relay.url}/b`)).rejects.toThrow();
  expect(relay.exchanges.map(({ answer, lost = false }) => [answer?.status, lost])).toEqual([
    [undefined, false],
    [201, true],
  ]);
  end();
  expect((await fetch(`${relay.url}/a`)).status).toBe(201);
  relay.clear();
  expect((await fetch(`${relay.url}/b`)).status).toBe(201);
});
