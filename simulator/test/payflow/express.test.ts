import { expect, test } from 'vitest';
import { journal } from '../merchant-account.ts';
import { HOUR, type Running } from '../running-simulator.ts';
import { choose, SHOP, sent, told } from './customers.ts';
import { card, type PayflowAccount, payflowAccount, type Said, withSellers } from './payflow-account.ts';

let running: Running;
let sandbox: PayflowAccount;
let production: PayflowAccount;

withSellers((sellers) => {
  ({ running, sandbox, production } = sellers);
});

const SET = { TENDER: 'P', ACTION: 'S', AMT: '40.00', RETURNURL: `${SHOP}/return`, CANCELURL: `${SHOP}/cancel` };

async function set(account: PayflowAccount, more: Said = {}): Promise<string> {
  const said = await account.ask({ TRXTYPE: 'A', ...SET, ...more });
  expect(said).toEqual({ RESULT: '0', RESPMSG: 'Approved', TOKEN: expect.stringMatching(/^EC-[0-9A-Z]{17}$/) });
  return said.TOKEN ?? '';
}

function open({ environment }: PayflowAccount, token: string): Promise<Response> {
  const query = new URLSearchParams({ cmd: '_express-checkout', useraction: 'commit', token });
  return fetch(`${running.provider(environment).url}/payflow/webscr?${query}`, { redirect: 'manual' });
}

/** Sends a buyer to the page, and answers where the browser comes back to. */
async function visit(account: PayflowAccount, token: string, wish: object): Promise<URL> {
  const opened = await open(account, token);
  expect(opened.headers.get('location')).toBe(`/pay/${token}`);
  const entries = await journal(running, `environment=${account.environment}&limit=1000`);
  return sent(running, entries.findLast(({ operation }) => operation === 'openExpressPage')?.paymentId, wish);
}

const take = (TOKEN: string, PAYERID: string, more: Said = {}): Said => ({
  TENDER: 'P',
  ACTION: 'D',
  TRXTYPE: 'A',
  TOKEN,
  PAYERID,
  AMT: '40.00',
  ...more,
});

for (const environment of ['sandbox', 'production'] as const) {
  test(`a wallet pays its whole life in ${environment}: approved, two captures, the rest voided, one refunded`, async () => {
    const account = environment === 'sandbox' ? sandbox : production;
    const token = await set(account, { CURRENCY: 'EUR' });
    const get = { TENDER: 'P', ACTION: 'G', TRXTYPE: 'A', TOKEN: token };
    expect(await account.ask(get)).toEqual({ RESULT: '0', RESPMSG: 'Approved', TOKEN: token });
    const back = await visit(account, token, { do: 'approve' });
    expect([back.pathname, told(back).token]).toEqual(['/return', token]);
    const payer = told(back).PayerID ?? '';
    expect(await account.ask(get)).toMatchObject({ PAYERID: payer });
    const done = await account.ask(take(token, payer));
    expect(done).toMatchObject({ RESULT: '0', TOKEN: token, PENDINGREASON: 'authorization', PAYMENTTYPE: 'instant' });
    const ORIGID = done.PNREF ?? '';
    const part = { TRXTYPE: 'D', TENDER: 'P', ORIGID, CAPTURECOMPLETE: 'N' };
    const first = await account.ask({ ...part, AMT: '10.00' });
    expect([first.RESULT, (await account.ask({ ...part, AMT: '20.00' })).RESULT]).toEqual(['0', '0']);
    expect(await account.ask({ TRXTYPE: 'V', TENDER: 'P', ORIGID })).toMatchObject({ RESULT: '0' });
    expect(await account.ask({ ...part, AMT: '1.00' })).toMatchObject({ RESULT: '111' });
    expect(await account.ask({ TRXTYPE: 'C', TENDER: 'P', ORIGID: first.PNREF ?? '' })).toMatchObject({ RESULT: '0' });
    const inquiry = await account.ask({ TRXTYPE: 'I', TENDER: 'P', ORIGID });
    expect(inquiry).toMatchObject({ ORIGRESULT: '0', AMT: '40.00', CURRENCY: 'EUR' });
  });
}

test('a sale is taken at once, and a token is good for one', async () => {
  const token = await set(sandbox, { TRXTYPE: 'S' });
  const payer = told(await visit(sandbox, token, { do: 'approve' })).PayerID ?? '';
  const fields = take(token, payer, { TRXTYPE: 'S' });
  const sale = await sandbox.ask(fields, { 'x-vps-request-id': 'express-1' });
  expect(sale).toMatchObject({ RESULT: '0', PENDINGREASON: 'none' });
  expect(await sandbox.ask(fields, { 'x-vps-request-id': 'express-1' })).toEqual({ ...sale, DUPLICATE: '1' });
  const again = await sandbox.ask(fields);
  expect([again.RESULT, again.RESPMSG]).toEqual(['7', expect.stringContaining('10415')]);
  expect(await sandbox.ask({ TRXTYPE: 'C', TENDER: 'P', ORIGID: sale.PNREF ?? '' })).toMatchObject({ RESULT: '0' });
  const reference = { TRXTYPE: 'S', TENDER: 'C', ORIGID: sale.PNREF ?? '', AMT: '1.00' };
  expect(await sandbox.ask(reference)).toMatchObject({ RESULT: '100' });
});

test('who cancels comes back to CANCELURL, and can come again', async () => {
  const token = await set(sandbox);
  const back = await visit(sandbox, token, { do: 'cancel' });
  expect([back.pathname, told(back)]).toEqual(['/cancel', { token }]);
  const early = await sandbox.ask(take(token, 'NOBODY'));
  expect([early.RESULT, early.RESPMSG]).toEqual(['7', expect.stringContaining('10485')]);
  const payer = told(await visit(sandbox, token, { do: 'approve' })).PayerID ?? '';
  expect(await sandbox.ask(take(token, payer))).toMatchObject({ RESULT: '0' });
});

test('who cannot pay is declined when the money is asked for, and may try again', async () => {
  const token = await set(sandbox);
  const payer = told(await visit(sandbox, token, { do: 'decline' })).PayerID ?? '';
  const declined = await sandbox.ask(take(token, payer));
  expect([declined.RESULT, declined.RESPMSG]).toEqual(['12', expect.stringContaining('10486')]);
  await visit(sandbox, token, { do: 'approve' });
  expect(await sandbox.ask(take(token, payer))).toMatchObject({ RESULT: '0' });
});

test('a buyer who comes back twice, or with another token, gets nobody more than was approved', async () => {
  const [token, other] = [await set(sandbox), await set(sandbox)];
  const tampered = await visit(sandbox, token, { do: 'approve', back: 'tampered', tamper: { set: { token: other } } });
  expect(told(tampered).token).toBe(other);
  const payer = told(tampered).PayerID ?? '';
  expect(await sandbox.ask(take(other, payer))).toMatchObject({ RESULT: '7' });
  const twice = await visit(sandbox, other, { do: 'approve', back: 'twice' });
  expect(await sandbox.ask(take(other, payer))).toMatchObject({ RESULT: '7' });
  expect(await sandbox.ask(take(other, told(twice).PayerID ?? ''))).toMatchObject({ RESULT: '0' });
});

test('a token is good for three hours, for its own merchant and in its own environment', async () => {
  const token = await set(sandbox);
  expect((await open(production, token)).status).toBe(404);
  const get = { TENDER: 'P', ACTION: 'G', TRXTYPE: 'A', TOKEN: token };
  for (const account of [production, await payflowAccount(running)]) {
    expect(await account.ask(get)).toMatchObject({ RESULT: '7', RESPMSG: expect.stringContaining('10410') });
  }
  const payer = told(await visit(sandbox, token, { do: 'approve' })).PayerID ?? '';
  await running.pass(3 * HOUR);
  expect(await sandbox.ask(take(token, payer))).toMatchObject({
    RESULT: '7',
    RESPMSG: expect.stringContaining('10411'),
  });
});

const refused: readonly [string, Said, string][] = [
  // what is wrong                fields                                   RESULT
  ['no address to come back to', { RETURNURL: '' }, '7'],
  ['a card', { TENDER: 'C' }, '7'],
  ['a capture', { TRXTYPE: 'D' }, '7'],
  ['an action that is not served', { ACTION: 'U' }, '100'],
  ['no action', { ACTION: '' }, '7'],
  ['no amount', { AMT: '' }, '4'],
];
for (const [what, fields, RESULT] of refused) {
  test(`an Express Checkout with ${what} is refused: RESULT ${RESULT}`, async () => {
    expect(await sandbox.ask({ TRXTYPE: 'A', ...SET, ...fields })).toMatchObject({ RESULT });
  });
}

test('the strict profile demands request ids and currencies, and compares amount and tender', async () => {
  const account = await payflowAccount(running);
  await choose(running, account, { profile: 'strict' });
  let ids = 0;
  const ask = (fields: Said) => account.ask(fields, { 'x-vps-request-id': `strict-${++ids}` });
  expect(await account.ask({ TRXTYPE: 'A', ...card('sandbox') })).toMatchObject({ RESULT: '-41' });
  expect(await ask({ TRXTYPE: 'A', ...card('sandbox', { CURRENCY: '' }) })).toMatchObject({ RESULT: '6' });
  const held = await ask({ TRXTYPE: 'A', ...card('sandbox') });
  const capture = { TRXTYPE: 'D', TENDER: 'C', ORIGID: held.PNREF ?? '', AMT: '1.00' };
  expect(await ask(capture)).toMatchObject({ RESULT: '6' });
  expect(await ask({ ...capture, TENDER: 'P', CURRENCY: 'USD' })).toMatchObject({ RESULT: '2' });
  expect(await ask({ ...capture, CURRENCY: 'USD' })).toMatchObject({ RESULT: '0' });
  const { TOKEN = '' } = await ask({ TRXTYPE: 'A', ...SET, CURRENCY: 'USD' });
  const payer = told(await visit(account, TOKEN, { do: 'approve' })).PayerID ?? '';
  const other = await ask(take(TOKEN, payer, { AMT: '41.00', CURRENCY: 'USD' }));
  expect([other.RESULT, other.RESPMSG]).toEqual(['7', expect.stringContaining('10413')]);
  expect(await ask(take(TOKEN, payer, { CURRENCY: 'USD' }))).toMatchObject({ RESULT: '0' });
});

test('by itself another amount than the buyer has seen may be taken, and no request id is demanded', async () => {
  const token = await set(sandbox);
  const payer = told(await visit(sandbox, token, { do: 'approve' })).PayerID ?? '';
  const done = await sandbox.ask(take(token, payer, { AMT: '39.00', TRXTYPE: 'S' }));
  expect(done).toMatchObject({ RESULT: '0' });
  const inquiry = await sandbox.ask({ TRXTYPE: 'I', TENDER: 'P', ORIGID: done.PNREF ?? '' });
  expect(inquiry).toMatchObject({ TRXTYPE: 'S', AMT: '39.00' });
});

test('the profile of OroCommerce declines the card that it tests declines with, where money is not real', async () => {
  const account = await payflowAccount(running);
  const ask = () => account.ask({ TRXTYPE: 'A', ...card('sandbox', { ACCT: '5105105105105100' }) });
  expect(await ask()).toMatchObject({ RESULT: '0' });
  await choose(running, account, { profile: 'oro-compat' });
  expect(await ask()).toMatchObject({ RESULT: '12' });
  expect(await account.ask({ TRXTYPE: 'A', ...card('sandbox') })).toMatchObject({ RESULT: '0' });
});
