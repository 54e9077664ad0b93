import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectStatus, journal } from '../merchant-account.ts';
import { HOUR, type Running, SECOND, start } from '../running-simulator.ts';
import { choose, open, token, tokenNumber, told, visit } from './customers.ts';
import { type PayflowAccount, payflowAccount, type Said } from './payflow-account.ts';

let running: Running;
let sandbox: PayflowAccount;

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
});
afterAll(async () => {
  expect(running.logged).toEqual([]);
  await running[Symbol.asyncDispose]();
  shopServer.close();
});

const MINUTE = 60 * SECOND;

test('up to three cards may be tried, and the shop is told of each transaction', async () => {
  posts.length = 0;
  shopAnswers = 200;
  const said = await token(sandbox, { SILENTPOSTURL: silentPostUrl });
  const backs = [
    told(await visit(running, 'sandbox', said, { do: 'decline' })),
    told(await visit(running, 'sandbox', said, { do: 'fail_challenge' })),
    told(await visit(running, 'sandbox', said, { do: 'approve' })),
  ];
  expect(backs.map(({ RESULT }) => RESULT)).toEqual(['12', '12', '0']);
  expect(backs[2]?.PNREF).not.toBe(backs[0]?.PNREF);
  const asks = { TRXTYPE: 'I', TENDER: 'C', CUSTREF: `ORDER${tokenNumber()}` };
  expect(await sandbox.ask(asks)).toMatchObject({ ORIGPNREF: backs[2]?.PNREF, ORIGRESULT: '0' });
  await running.pass(0);
  // Who fails the bank's question has made no transaction, and nothing is posted of it.
  expect(backs[1]).not.toHaveProperty('PNREF');
  expect(posts.map(({ form }) => [form.RESULT, form.PNREF])).toEqual([
    ['12', backs[0]?.PNREF],
    ['0', backs[2]?.PNREF],
  ]);
  const again = new URL((await open(running, 'sandbox', said)).headers.get('location') ?? '');
  expect(again.searchParams.get('RESULT')).toBe('160');
});

for (const [what, wish] of [
  ['paid', { do: 'approve' }],
  ['declined', { do: 'decline' }],
  ['held for review', { do: 'approve', card: '4000000000001000' }],
] as const) {
  test(`what is ${what} is posted to the shop, with the fields that the browser brings, and once`, async () => {
    posts.length = 0;
    shopAnswers = 200;
    const said = await token(sandbox, { SILENTPOSTURL: silentPostUrl, USER2: 'a&b=c' });
    const back = told(await visit(running, 'sandbox', said, wish));
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
  const { PNREF } = told(await visit(running, 'sandbox', said, { do: 'approve' }));
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
  await visit(running, 'sandbox', said, { do: 'cancel' });
  await token(sandbox, { SILENTPOSTURL: silentPostUrl });
  await running.pass(HOUR);
  expect(posts).toEqual([]);
});

/** A merchant account for which silent posts are confirmed, or whatever else is chosen. */
async function choosing(silentPost: string): Promise<PayflowAccount> {
  await running.pass(0);
  posts.length = 0;
  shopAnswers = 200;
  const account = await payflowAccount(running);
  await choose(running, account, { silentPost });
  return account;
}

/** How a transaction stands. */
async function standing(account: PayflowAccount, ORIGID: string): Promise<readonly (string | undefined)[]> {
  const said = await account.ask({ TRXTYPE: 'I', TENDER: 'C', VERBOSITY: 'HIGH', ORIGID });
  return [said.ORIGRESULT, said.TRANSSTATE];
}

async function outgoing(account: PayflowAccount) {
  return journal(running, `merchant=${account.id}&direction=outgoing&limit=100`);
}

test('a confirmed silent post arrives before the customer comes back, and is enough', async () => {
  const account = await choosing('confirmed');
  const back = await visit(running, 'sandbox', await token(account, { SILENTPOSTURL: silentPostUrl }), {
    do: 'approve',
  });
  expect([back.pathname, posts.length]).toEqual(['/return', 1]);
  await running.pass(HOUR);
  expect(posts).toHaveLength(1);
  expect(await standing(account, told(back).PNREF ?? '')).toEqual(['0', '6']);
});

for (const [TRXTYPE, state] of [
  ['A', '1003'],
  ['S', '1006'],
] as const) {
  test(`a confirmed silent post of type ${TRXTYPE} that is not taken voids what it tells of, once`, async () => {
    const account = await choosing('confirmed');
    shopAnswers = 403;
    const said = await token(account, { TRXTYPE, SILENTPOSTURL: silentPostUrl });
    const back = await visit(running, 'sandbox', said, { do: 'approve' });
    expect([back.pathname, told(back).RESULT]).toEqual(['/error', '99']);
    expect(posts).toMatchObject([{ form: { RESULT: '0', PNREF: told(back).PNREF } }]);
    const ORIGID = told(back).PNREF ?? '';
    expect(await standing(account, ORIGID)).toEqual(['0', state]);
    await running.pass(HOUR);
    expect(posts).toHaveLength(1);
    const follow = { TENDER: 'C', ORIGID };
    expect(await account.ask({ TRXTYPE: 'V', ...follow })).toMatchObject({ RESULT: '108' });
    expect(await account.ask({ TRXTYPE: TRXTYPE === 'A' ? 'D' : 'C', ...follow })).not.toMatchObject({ RESULT: '0' });
  });
}

test('a decline that is not taken stays a decline, and there is nothing to void', async () => {
  const account = await choosing('confirmed');
  shopAnswers = 500;
  const back = told(
    await visit(running, 'sandbox', await token(account, { SILENTPOSTURL: silentPostUrl }), { do: 'decline' }),
  );
  expect(back).toMatchObject({ RESULT: '12' });
  expect(await standing(account, back.PNREF ?? '')).toEqual(['12', '1']);
});

test('by the profile that OroCommerce relies on, silent posts are confirmed; what is chosen goes before it', async () => {
  const account = await choosing('once');
  shopAnswers = 403;
  await choose(running, account, { profile: 'oro-compat' });
  const voided = told(
    await visit(running, 'sandbox', await token(account, { SILENTPOSTURL: silentPostUrl }), { do: 'approve' }),
  );
  expect(voided.RESULT).toBe('99');
  await choose(running, account, { profile: 'oro-compat', silentPost: 'once' });
  const kept = told(
    await visit(running, 'sandbox', await token(account, { SILENTPOSTURL: silentPostUrl }), { do: 'approve' }),
  );
  expect(kept.RESULT).toBe('0');
});

test('what is to be posted again is posted until it is taken, byte for byte the same, and four times at most', async () => {
  const account = await choosing('again');
  shopAnswers = 503;
  await visit(running, 'sandbox', await token(account, { SILENTPOSTURL: silentPostUrl }), { do: 'approve' });
  for (const wait of [0, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR]) await running.pass(wait);
  expect(posts).toHaveLength(4);
  expect(new Set(posts.map((post) => JSON.stringify(post))).size).toBe(1);
  posts.length = 0;
  await visit(running, 'sandbox', await token(account, { SILENTPOSTURL: silentPostUrl }), { do: 'approve' });
  await running.pass(0);
  shopAnswers = 200;
  for (const wait of [MINUTE, HOUR]) await running.pass(wait);
  expect(posts).toHaveLength(2);
  expect((await outgoing(account)).map(({ delivery }) => delivery?.attempt)).toEqual([1, 2, 3, 4, 1, 2]);
});

test('nothing is posted to a host that may not be reached, and the journal says why', async () => {
  const account = await choosing('confirmed');
  const said = await token(account, { TRXTYPE: 'A', SILENTPOSTURL: 'http://192.0.2.1/notify' });
  const back = told(await visit(running, 'sandbox', said, { do: 'approve' }));
  expect(back.RESULT).toBe('99');
  const [entry] = await outgoing(account);
  expect(entry).toMatchObject({
    operation: 'receiveSilentPost',
    delivery: { unsent: 'host_not_allowed' },
    response: {},
  });
  expect(entry?.delivery).not.toHaveProperty('attempt');
});

test('ENV-09: nothing is posted to a host that the merchant account has not registered, whatever it was when the token was made', async () => {
  const account = await choosing('once');
  const said = await token(account, { SILENTPOSTURL: silentPostUrl });
  const body = { kind: 'callback_host', host: 'shop.example' };
  expectStatus(await running.control.ask('POST', `/merchants/${account.id}/artefacts`, { body }), 201);
  await visit(running, 'sandbox', said, { do: 'approve' });
  await running.pass(0);
  expect(posts).toEqual([]);
  expect(await outgoing(account)).toMatchObject([{ delivery: { unsent: 'host_not_registered' } }]);
});
