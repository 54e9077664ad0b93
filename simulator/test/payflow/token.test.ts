import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectStatus, journal } from '../merchant-account.ts';
import type { ControlWire } from '../running-simulator.ts';
import { HOUR, type Running, SECOND, start } from '../running-simulator.ts';
import { card, type PayflowAccount, payflowAccount, type Said } from './payflow-account.ts';

let running: Running;
let sandbox: PayflowAccount;
let production: PayflowAccount;

/** What was posted to the shop, and how the shop answers. */
const posts: { path: string; type: string; form: Said }[] = [];
let shopAnswers = 200;
const shopServer = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
  posts.push({ path: request.url ?? '', type: request.headers['content-type'] ?? '', form });
  response.writeHead(shopAnswers).end();
});
let silentPostUrl: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => shopServer.listen(0, '127.0.0.1', resolve));
  silentPostUrl = `http://127.0.0.1:${(shopServer.address() as AddressInfo).port}/notify/1`;
  running = await start();
  sandbox = await payflowAccount(running, 'sandbox');
  production = await payflowAccount(running, 'production');
});
afterAll(async () => {
  expect(running.logged).toEqual([]);
  await running[Symbol.asyncDispose]();
  shopServer.close();
});

const MINUTE = 60 * SECOND;
const SHOP = 'http://127.0.0.1:9';
let made = 0;

/** Asks for a token; whatever is given here goes before what is usual. */
async function token(account: PayflowAccount, more: Said = {}): Promise<Said> {
  made += 1;
  return account.ask({
    TRXTYPE: 'S',
    TENDER: 'C',
    CREATESECURETOKEN: 'Y',
    AMT: '13.00',
    CURRENCY: 'USD',
    SECURETOKENID: `token-${made}`,
    CUSTREF: `ORDER${made}`,
    USER1: `order ${made}`,
    RETURNURL: `${SHOP}/return?order=7`,
    ERRORURL: `${SHOP}/error`,
    CANCELURL: `${SHOP}/cancel`,
    ...more,
  });
}

/** Opens the page of a token, by the address that a shop sends its customers to. */
function open(environment: string, { SECURETOKEN = '', SECURETOKENID = '' }: Said): Promise<Response> {
  const query = new URLSearchParams({ SECURETOKEN, SECURETOKENID });
  return fetch(`${running.provider(environment).url}/payflow/?${query}`, { redirect: 'manual' });
}

/** Sends a customer to the page, and answers where the browser is led in the end. */
async function visit(environment: string, said: Said, wish: object): Promise<URL> {
  const page = (await open(environment, said)).headers.get('location') ?? '';
  const opened = (await journal(running, `environment=${environment}&limit=1000`)).findLast(
    ({ operation }) => operation === 'openTokenPage',
  );
  expect(page).toMatch(/^\/pay\//);
  const answer = await running.control.ask('POST', `/payments/${opened?.paymentId}/buyer`, { body: wish });
  const trip = expectStatus<ControlWire['BuyerTrip']>(answer, 200);
  return new URL(trip.steps.at(-1)?.url ?? '');
}

const told = (url: URL): Said => Object.fromEntries(url.searchParams);

for (const environment of ['sandbox', 'production'] as const) {
  test(`a customer pays with a token in ${environment}, once`, async () => {
    const account = environment === 'sandbox' ? sandbox : production;
    const said = await token(account);
    expect(said).toEqual({
      RESULT: '0',
      RESPMSG: 'Approved',
      SECURETOKEN: expect.stringMatching(/^\w{16,64}$/),
      SECURETOKENID: `token-${made}`,
    });
    const asks = { TRXTYPE: 'I', TENDER: 'C', SECURETOKENID: said.SECURETOKENID ?? '' };
    expect(await account.ask(asks)).toMatchObject({ RESULT: '19' });
    const back = await visit(environment, said, { do: 'approve' });
    expect(back.pathname).toBe('/return');
    const { PNREF = '', ...rest } = told(back);
    expect(rest).toMatchObject({
      order: '7',
      RESULT: '0',
      RESPMSG: 'Approved',
      AMT: '13.00',
      CURRENCY: 'USD',
      TRXTYPE: 'S',
      SECURETOKEN: said.SECURETOKEN,
      SECURETOKENID: said.SECURETOKENID,
      USER1: `order ${made}`,
      ACCT: expect.stringMatching(/^\d{4}$/),
    });
    const found = { RESULT: '0', ORIGPNREF: PNREF, ORIGRESULT: '0', TRXTYPE: 'S', AMT: '13.00' };
    expect(await account.ask(asks)).toMatchObject(found);
    expect(await account.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: `ORDER${made}` })).toMatchObject(found);
    const again = new URL((await open(environment, said)).headers.get('location') ?? '');
    expect([again.pathname, again.searchParams.get('RESULT')]).toEqual(['/error', '160']);
    expect(await account.ask({ TRXTYPE: 'C', TENDER: 'C', ORIGID: PNREF })).toMatchObject({ RESULT: '0' });
  });
}

test('a hold that a customer has agreed to is captured by its PNREF', async () => {
  const said = await token(sandbox, { TRXTYPE: 'A' });
  const back = told(await visit('sandbox', said, { do: 'approve' }));
  expect(back).toMatchObject({ RESULT: '0', TRXTYPE: 'A' });
  expect(await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID: back.PNREF ?? '' })).toMatchObject({ RESULT: '0' });
});

const others: readonly [string, object, string, Said][] = [
  // what somebody does            wish                                          path       what is told
  ['is declined', { do: 'decline' }, '/error', { RESULT: '12', RESPMSG: 'Declined' }],
  ['is held for review', { do: 'approve', card: '4000000000001000' }, '/return', { RESULT: '126' }],
];
for (const [what, wish, path, expected] of others) {
  test(`a customer who ${what} comes back to ${path}, and an inquiry says the same`, async () => {
    const said = await token(sandbox);
    const back = await visit('sandbox', said, wish);
    expect(back.pathname).toBe(path);
    const { PNREF: ORIGPNREF, RESULT: ORIGRESULT } = told(back);
    expect(told(back)).toMatchObject(expected);
    const asks = { TRXTYPE: 'I', TENDER: 'C', SECURETOKENID: said.SECURETOKENID ?? '' };
    expect(await sandbox.ask(asks)).toMatchObject({ RESULT: '0', ORIGPNREF, ORIGRESULT });
  });
}

test('up to three cards may be tried, and the shop is told of each transaction', async () => {
  posts.length = 0;
  shopAnswers = 200;
  const said = await token(sandbox, { SILENTPOSTURL: silentPostUrl });
  const backs = [
    told(await visit('sandbox', said, { do: 'decline' })),
    told(await visit('sandbox', said, { do: 'fail_challenge' })),
    told(await visit('sandbox', said, { do: 'approve' })),
  ];
  expect(backs.map(({ RESULT }) => RESULT)).toEqual(['12', '12', '0']);
  expect(backs[2]?.PNREF).not.toBe(backs[0]?.PNREF);
  const asks = { TRXTYPE: 'I', TENDER: 'C', CUSTREF: `ORDER${made}` };
  expect(await sandbox.ask(asks)).toMatchObject({ ORIGPNREF: backs[2]?.PNREF, ORIGRESULT: '0' });
  await running.pass(0);
  // Who fails the bank's question has made no transaction, and nothing is posted of it.
  expect(backs[1]).not.toHaveProperty('PNREF');
  expect(posts.map(({ form }) => [form.RESULT, form.PNREF])).toEqual([
    ['12', backs[0]?.PNREF],
    ['0', backs[2]?.PNREF],
  ]);
  const again = new URL((await open('sandbox', said)).headers.get('location') ?? '');
  expect(again.searchParams.get('RESULT')).toBe('160');
});

test('a fourth card is not tried, nor another one once the token is too old', async () => {
  const said = await token(sandbox);
  for (let count = 0; count < 3; count += 1) await visit('sandbox', said, { do: 'decline' });
  const fourth = new URL((await open('sandbox', said)).headers.get('location') ?? '');
  expect([fourth.pathname, fourth.searchParams.get('RESULT')]).toEqual(['/error', '160']);
  const old = await token(sandbox);
  await visit('sandbox', old, { do: 'decline' });
  await running.pass(20 * MINUTE);
  expect((await open('sandbox', old)).headers.get('location')).toMatch(/^\/pay\//);
  await running.pass(10 * MINUTE);
  const late = new URL((await open('sandbox', old)).headers.get('location') ?? '');
  expect([late.pathname, late.searchParams.get('RESULT')]).toEqual(['/error', '162']);
  const asks = { TRXTYPE: 'I', TENDER: 'C', SECURETOKENID: old.SECURETOKENID ?? '' };
  expect(await sandbox.ask(asks)).toMatchObject({ ORIGRESULT: '12' });
});

test('who cancels comes back to CANCELURL, and nothing was made', async () => {
  const said = await token(sandbox);
  const back = await visit('sandbox', said, { do: 'cancel' });
  expect(back.pathname).toBe('/cancel');
  expect(told(back)).toEqual({ SECURETOKEN: said.SECURETOKEN, SECURETOKENID: said.SECURETOKENID });
  expect(await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: `ORDER${made}` })).toMatchObject({ RESULT: '20' });
});

test('a token is good for thirty minutes by the clock', async () => {
  const said = await token(sandbox);
  await running.pass(30 * MINUTE - SECOND);
  expect((await open('sandbox', said)).headers.get('location')).toMatch(/^\/pay\//);
  await running.pass(SECOND);
  const late = new URL((await open('sandbox', said)).headers.get('location') ?? '');
  expect([late.pathname, late.searchParams.get('RESULT')]).toEqual(['/error', '162']);
  await running.pass(HOUR);
  expect(await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: `ORDER${made}` })).toMatchObject({ RESULT: '20' });
});

test('a token opens nothing in another environment, nor under another id', async () => {
  const said = await token(sandbox);
  expect((await open('production', said)).status).toBe(404);
  expect((await open('testing', said)).status).toBe(404);
  expect((await open('sandbox', { ...said, SECURETOKENID: 'another' })).status).toBe(404);
  expect((await open('sandbox', { SECURETOKENID: said.SECURETOKENID ?? '' })).status).toBe(404);
  const asks = { TRXTYPE: 'I', TENDER: 'C', SECURETOKENID: said.SECURETOKENID ?? '' };
  await visit('sandbox', said, { do: 'approve' });
  expect(await production.ask(asks)).toMatchObject({ RESULT: '19' });
  expect(await sandbox.ask(asks)).toMatchObject({ RESULT: '0' });
});

test('a browser may post the token as well', async () => {
  const { SECURETOKEN = '', SECURETOKENID = '' } = await token(sandbox, { SECURETOKENID: 'an-id/with&signs' });
  const answer = await fetch(`${running.provider('sandbox').url}/payflow/`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ MODE: 'TEST', SECURETOKEN, SECURETOKENID }),
  });
  expect(answer.headers.get('location')).toBe(`/pay/${SECURETOKEN}`);
});

test('an id is good for one token of an account, and a request id makes a repeat harmless', async () => {
  const headers = { 'x-vps-request-id': 'token-request' };
  const fields = { TRXTYPE: 'A', TENDER: 'C', CREATESECURETOKEN: 'Y', AMT: '5.00', SECURETOKENID: 'same' };
  const first = await sandbox.ask(fields, headers);
  expect(await sandbox.ask(fields, headers)).toEqual({ ...first, DUPLICATE: '1' });
  expect(await sandbox.ask(fields)).toMatchObject({ RESULT: '30' });
  expect(await production.ask(fields)).toMatchObject({ RESULT: '0' });
});

const refused: readonly [string, Said, string][] = [
  // what is wrong               fields                                  RESULT
  ['no id', { SECURETOKENID: '' }, '7'],
  ['an id that is too long', { SECURETOKENID: 'x'.repeat(37) }, '7'],
  ['a card beside it', { ...card('sandbox'), AMT: '1.00' }, '7'],
  ['an address that is none', { RETURNURL: 'javascript:alert(1)' }, '7'],
  ['no amount', { AMT: '' }, '4'],
  ['a currency that is not taken', { CURRENCY: 'CHF' }, '6'],
  ['a capture', { TRXTYPE: 'D' }, '7'],
  ['an echo that is too long', { USER1: 'x'.repeat(201) }, '7'],
  ['a wrong password', { PWD: 'wrong' }, '1'],
];
for (const [what, fields, RESULT] of refused) {
  test(`a token with ${what} is not made: RESULT ${RESULT}`, async () => {
    const said = await token(sandbox, fields);
    expect(said).toMatchObject({ RESULT });
    expect(said).not.toHaveProperty('SECURETOKEN');
  });
}

for (const [what, wish] of [
  ['paid', { do: 'approve' }],
  ['declined', { do: 'decline' }],
  ['held for review', { do: 'approve', card: '4000000000001000' }],
] as const) {
  test(`what is ${what} is posted to the shop, with the fields that the browser brings, and once`, async () => {
    posts.length = 0;
    shopAnswers = 200;
    const said = await token(sandbox, { SILENTPOSTURL: silentPostUrl, USER2: 'a&b=c' });
    const back = told(await visit('sandbox', said, wish));
    await running.pass(0);
    const { order: _ofReturnUrl, ...fields } = back;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(posts).toEqual([{ path: '/notify/1', type: form['content-type'], form: fields }]);
    expect(posts[0]?.form).toMatchObject({ USER2: 'a&b=c', PNREF: expect.stringMatching(/^A/), AMT: '13.00' });
    await running.pass(2 * HOUR);
    expect(posts).toHaveLength(1);
  });
}

test('what the shop does not take is not posted again, and is in the journal', async () => {
  posts.length = 0;
  shopAnswers = 500;
  const said = await token(sandbox, { SILENTPOSTURL: silentPostUrl });
  const { PNREF } = told(await visit('sandbox', said, { do: 'approve' }));
  await running.pass(0);
  await running.pass(HOUR);
  expect(posts).toHaveLength(1);
  const entries = await journal(running, 'environment=sandbox&direction=outgoing&limit=1000');
  const entry = entries.find(({ requestId }) => requestId === `post_${PNREF}`);
  expect(entry).toMatchObject({ operation: 'receiveSilentPost', response: { status: 500 } });
});

test('nothing is posted of what was cancelled, or came too late', async () => {
  posts.length = 0;
  const said = await token(sandbox, { SILENTPOSTURL: silentPostUrl });
  await visit('sandbox', said, { do: 'cancel' });
  await token(sandbox, { SILENTPOSTURL: silentPostUrl });
  await running.pass(HOUR);
  expect(posts).toEqual([]);
});
