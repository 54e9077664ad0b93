import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectStatus, journal } from '../merchant-account.ts';
import { type Running, start } from '../running-simulator.ts';
import { choose, token, told } from './customers.ts';
import { type PayflowAccount, payflowAccount, type Said } from './payflow-account.ts';

let running: Running;
let sandbox: PayflowAccount;

beforeAll(async () => {
  running = await start();
  sandbox = await payflowAccount(running, 'sandbox');
});
afterAll(async () => {
  expect(running.logged).toEqual([]);
  await running[Symbol.asyncDispose]();
});

/** Posts a card beside the token as the form of a shop does, and answers where the browser is led. */
async function post(said: Said, card: Said, environment = 'sandbox'): Promise<URL> {
  const { SECURETOKEN = '', SECURETOKENID = '' } = said;
  const { url } = running.provider(environment);
  const answer = await fetch(`${url}/payflow/`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ EXPDATE: '1230', CVV2: '9371', ...card, SECURETOKEN, SECURETOKENID }),
  });
  return new URL(answer.headers.get('location') ?? 'none:', url);
}

test('a card that is posted with the token pays, and the browser is led straight back', async () => {
  const said = await token(sandbox, { TRXTYPE: 'A', SILENTTRAN: 'TRUE' });
  const back = await post(said, { ACCT: '4111111111111111' });
  expect([back.pathname, told(back).RESULT, told(back).ACCT]).toEqual(['/return', '0', '1111']);
  const capture = { TRXTYPE: 'D', TENDER: 'C', ORIGID: told(back).PNREF ?? '' };
  expect(await sandbox.ask(capture)).toMatchObject({ RESULT: '0' });
  const again = await post(said, { ACCT: '4111111111111111' });
  expect([again.pathname, told(again).RESULT]).toEqual(['/error', '160']);
  const kept = JSON.stringify(await journal(running, 'limit=1000'));
  for (const secret of ['4111111111111111', '9371']) expect(kept).not.toContain(secret);
});

const others: readonly [string, Said, string, string][] = [
  // what is posted              card                                            path      RESULT
  ['a card that is declined', { ACCT: '4000000000000002' }, '/error', '12'],
  ['a card that is reviewed', { ACCT: '4000000000001000' }, '/return', '126'],
  ['no card number', { ACCT: '0' }, '/error', '23'],
  ['a thirteenth month', { ACCT: '4111111111111111', EXPDATE: '1330' }, '/error', '24'],
  ['a code of letters', { ACCT: '4111111111111111', CVV2: 'abc' }, '/error', '7'],
];
for (const [what, card, path, RESULT] of others) {
  test(`${what} leads to ${path} with RESULT ${RESULT}`, async () => {
    const back = await post(await token(sandbox), card);
    expect([back.pathname, told(back).RESULT]).toEqual([path, RESULT]);
  });
}

test('where the bank asks, the customer is led to its question, and cannot pass it by with another card', async () => {
  const said = await token(sandbox);
  const card = { ACCT: '4000000000003220' };
  expect((await post(said, card)).pathname).toBe(`/pay/${said.SECURETOKEN}`);
  expect((await post(said, { ACCT: '4111111111111111' })).pathname).toBe(`/pay/${said.SECURETOKEN}`);
  const asks = { TRXTYPE: 'I', TENDER: 'C', SECURETOKENID: said.SECURETOKENID ?? '' };
  expect(await sandbox.ask(asks)).toMatchObject({ RESULT: '19' });
});

test('a token of another environment takes no card', async () => {
  const said = await token(sandbox);
  expect((await post(said, { ACCT: '4539578763621486' }, 'production')).protocol).toBe('none:');
});

test('after a decline another card may be posted, and the card that OroCommerce tests with is declined by its profile', async () => {
  const account = await payflowAccount(running);
  await choose(running, account, { profile: 'oro-compat' });
  const said = await token(account);
  const declined = await post(said, { ACCT: '5105105105105100' });
  expect(told(declined).RESULT).toBe('12');
  expect(told(await post(said, { ACCT: '5555555555554444' })).RESULT).toBe('0');
});

test('a good card that is posted for an amount that asks for a RESULT gets that', async () => {
  const account = await payflowAccount(running);
  await choose(running, account, { profile: 'oro-compat' });
  const said = await token(account, { AMT: '1050.00' });
  expect(told(await post(said, { ACCT: '4111111111111111' })).RESULT).toBe('50');
});

test('ENV-10, ENV-18: a fault on the way leaves no card number in the journal either', async () => {
  const said = await token(sandbox);
  const set = { body: { name: 'html-error-page' } };
  expectStatus(await running.control.ask('PUT', `/merchants/${sandbox.id}/situation`, set), 200);
  await post(said, { ACCT: '4012888888881881' });
  expect(JSON.stringify(await journal(running, 'limit=1000'))).not.toContain('4012888888881881');
});
