import { expect, test } from 'vitest';
import { HOUR, type Running, SECOND } from '../running-simulator.ts';
import { choose, open, token, tokenNumber, told, visit } from './customers.ts';
import { card, type PayflowAccount, payflowAccount, type Said, withSellers } from './payflow-account.ts';

let running: Running;
let sandbox: PayflowAccount;
let production: PayflowAccount;

withSellers((sellers) => {
  ({ running, sandbox, production } = sellers);
});

const MINUTE = 60 * SECOND;

for (const environment of ['sandbox', 'production'] as const) {
  test(`a customer pays with a token in ${environment}, once`, async () => {
    const account = environment === 'sandbox' ? sandbox : production;
    const said = await token(account);
    expect(said).toEqual({
      RESULT: '0',
      RESPMSG: 'Approved',
      SECURETOKEN: expect.stringMatching(/^\w{16,64}$/),
      SECURETOKENID: `token-${tokenNumber()}`,
    });
    const asks = { TRXTYPE: 'I', TENDER: 'C', SECURETOKENID: said.SECURETOKENID ?? '' };
    expect(await account.ask(asks)).toMatchObject({ RESULT: '19' });
    const back = await visit(running, environment, said, { do: 'approve' });
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
      USER1: `order ${tokenNumber()}`,
      ACCT: expect.stringMatching(/^\d{4}$/),
    });
    const found = { RESULT: '0', ORIGPNREF: PNREF, ORIGRESULT: '0', TRXTYPE: 'S', AMT: '13.00' };
    expect(await account.ask(asks)).toMatchObject(found);
    expect(await account.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: `ORDER${tokenNumber()}` })).toMatchObject(found);
    const again = new URL((await open(running, environment, said)).headers.get('location') ?? '');
    expect([again.pathname, again.searchParams.get('RESULT')]).toEqual(['/error', '160']);
    expect(await account.ask({ TRXTYPE: 'C', TENDER: 'C', ORIGID: PNREF })).toMatchObject({ RESULT: '0' });
  });
}

test('a hold that a customer has agreed to is captured by its PNREF', async () => {
  const said = await token(sandbox, { TRXTYPE: 'A' });
  const back = told(await visit(running, 'sandbox', said, { do: 'approve' }));
  expect(back).toMatchObject({ RESULT: '0', TRXTYPE: 'A' });
  expect(await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID: back.PNREF ?? '' })).toMatchObject({ RESULT: '0' });
});

const amounts: readonly [AMT: string, RESULT: string, path: string][] = [
  ['1000.00', '0', '/return'],
  ['1050.00', '50', '/error'],
  ['1114.00', '114', '/error'],
  ['1013.00', '12', '/error'],
  ['2001.00', '12', '/error'],
];
for (const [AMT, RESULT, path] of amounts) {
  test(`a good card for ${AMT} on the page where the amount decides: RESULT ${RESULT}`, async () => {
    const account = await payflowAccount(running);
    await choose(running, account, { profile: 'oro-compat' });
    const back = await visit(running, 'sandbox', await token(account, { AMT }), { do: 'approve' });
    expect([back.pathname, told(back).RESULT]).toEqual([path, RESULT]);
  });
}

test('on the page no amount asks for anything where money is real, or where nobody wants that', async () => {
  const live = await payflowAccount(running, 'production');
  await choose(running, live, { profile: 'oro-compat' });
  for (const [environment, account] of [
    ['production', live],
    ['sandbox', sandbox],
  ] as const) {
    const back = await visit(running, environment, await token(account, { AMT: '1050.00' }), { do: 'approve' });
    expect([back.pathname, told(back).RESULT]).toEqual(['/return', '0']);
  }
});

test('a customer’s account is verified by a token of nothing, and paid with by its PNREF', async () => {
  const back = told(
    await visit(running, 'sandbox', await token(sandbox, { TRXTYPE: 'A', AMT: '0' }), { do: 'approve' }),
  );
  expect(back).toMatchObject({ RESULT: '0', RESPMSG: 'Verified', TRXTYPE: 'A', AMT: '0.00' });
  const ORIGID = back.PNREF ?? '';
  expect(await sandbox.ask({ TRXTYPE: 'V', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '12' });
  expect(await sandbox.ask({ TRXTYPE: 'A', TENDER: 'C', ORIGID, AMT: '3.00' })).toMatchObject({ RESULT: '0' });
  expect(await token(sandbox, { AMT: '0' })).toMatchObject({ RESULT: '4' });
});

const others: readonly [string, object, string, Said][] = [
  // what somebody does            wish                                          path       what is told
  ['is declined', { do: 'decline' }, '/error', { RESULT: '12', RESPMSG: 'Declined' }],
  ['is held for review', { do: 'approve', card: '4000000000001000' }, '/return', { RESULT: '126' }],
];
for (const [what, wish, path, expected] of others) {
  test(`a customer who ${what} comes back to ${path}, and an inquiry says the same`, async () => {
    const said = await token(sandbox);
    const back = await visit(running, 'sandbox', said, wish);
    expect(back.pathname).toBe(path);
    const { PNREF: ORIGPNREF, RESULT: ORIGRESULT } = told(back);
    expect(told(back)).toMatchObject(expected);
    const asks = { TRXTYPE: 'I', TENDER: 'C', SECURETOKENID: said.SECURETOKENID ?? '' };
    expect(await sandbox.ask(asks)).toMatchObject({ RESULT: '0', ORIGPNREF, ORIGRESULT });
  });
}

test('a fourth card is not tried, nor another one once the token is too old', async () => {
  const said = await token(sandbox);
  for (let count = 0; count < 3; count += 1) await visit(running, 'sandbox', said, { do: 'decline' });
  const fourth = new URL((await open(running, 'sandbox', said)).headers.get('location') ?? '');
  expect([fourth.pathname, fourth.searchParams.get('RESULT')]).toEqual(['/error', '160']);
  const old = await token(sandbox);
  await visit(running, 'sandbox', old, { do: 'decline' });
  await running.pass(20 * MINUTE);
  expect((await open(running, 'sandbox', old)).headers.get('location')).toMatch(/^\/pay\//);
  await running.pass(10 * MINUTE);
  const late = new URL((await open(running, 'sandbox', old)).headers.get('location') ?? '');
  expect([late.pathname, late.searchParams.get('RESULT')]).toEqual(['/error', '162']);
  const asks = { TRXTYPE: 'I', TENDER: 'C', SECURETOKENID: old.SECURETOKENID ?? '' };
  expect(await sandbox.ask(asks)).toMatchObject({ ORIGRESULT: '12' });
});

test('who cancels comes back to CANCELURL, and nothing was made', async () => {
  const said = await token(sandbox);
  const back = await visit(running, 'sandbox', said, { do: 'cancel' });
  expect(back.pathname).toBe('/cancel');
  expect(told(back)).toEqual({ SECURETOKEN: said.SECURETOKEN, SECURETOKENID: said.SECURETOKENID });
  expect(await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: `ORDER${tokenNumber()}` })).toMatchObject({
    RESULT: '20',
  });
});

test('a token is good for thirty minutes by the clock', async () => {
  const said = await token(sandbox);
  await running.pass(30 * MINUTE - SECOND);
  expect((await open(running, 'sandbox', said)).headers.get('location')).toMatch(/^\/pay\//);
  await running.pass(SECOND);
  const late = new URL((await open(running, 'sandbox', said)).headers.get('location') ?? '');
  expect([late.pathname, late.searchParams.get('RESULT')]).toEqual(['/error', '162']);
  await running.pass(HOUR);
  expect(await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: `ORDER${tokenNumber()}` })).toMatchObject({
    RESULT: '20',
  });
});

test('ENV-05: a token opens nothing in another environment, nor under another id', async () => {
  const said = await token(sandbox);
  expect((await open(running, 'production', said)).status).toBe(404);
  expect((await open(running, 'testing', said)).status).toBe(404);
  expect((await open(running, 'sandbox', { ...said, SECURETOKENID: 'another' })).status).toBe(404);
  expect((await open(running, 'sandbox', { SECURETOKENID: said.SECURETOKENID ?? '' })).status).toBe(404);
  const asks = { TRXTYPE: 'I', TENDER: 'C', SECURETOKENID: said.SECURETOKENID ?? '' };
  await visit(running, 'sandbox', said, { do: 'approve' });
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
