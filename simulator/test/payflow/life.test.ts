import { request } from 'node:http';
import { expect, test } from 'vitest';
import { expectStatus } from '../merchant-account.ts';
import { DAY, HOUR, type Running } from '../running-simulator.ts';
import { askRaw, card, list, type PayflowAccount, payflowAccount, type Said, withSellers } from './payflow-account.ts';

let running: Running;
let sandbox: PayflowAccount;
let production: PayflowAccount;

withSellers((sellers) => {
  ({ running, sandbox, production } = sellers);
});

const PNREF = expect.stringMatching(/^A[0-9A-Z]{11}$/);

async function authorized(account: PayflowAccount, more: Said = {}): Promise<string> {
  const { RESULT, PNREF: pnref = '' } = await account.ask({ TRXTYPE: 'A', ...card(account.environment, more) });
  expect(RESULT).toBe('0');
  return pnref;
}

for (const environment of ['sandbox', 'production'] as const) {
  test(`a payment lives its whole life in ${environment}: two captures, the rest voided, one refunded`, async () => {
    const account = environment === 'sandbox' ? sandbox : production;
    const made = await account.ask({ TRXTYPE: 'A', ...card(environment, { CUSTREF: `order-${environment}` }) });
    expect(made).toMatchObject({ RESULT: '0', PNREF, RESPMSG: 'Approved', AUTHCODE: expect.stringMatching(/^\d{6}$/) });
    const ORIGID = made.PNREF ?? '';
    const kept = { TRXTYPE: 'D', TENDER: 'C', ORIGID, CAPTURECOMPLETE: 'N' };
    const first = await account.ask({ ...kept, AMT: '30.00' });
    const second = await account.ask({ ...kept, AMT: '20.00' });
    expect([first, second]).toMatchObject([
      { RESULT: '0', PNREF },
      { RESULT: '0', PNREF },
    ]);
    expect(await account.ask({ ...kept, AMT: '50.01' })).toMatchObject({ RESULT: '111', RESPMSG: 'Capture error' });
    const voided = await account.ask({ TRXTYPE: 'V', TENDER: 'C', ORIGID });
    expect(voided).toMatchObject({ RESULT: '0', PNREF });
    expect(await account.ask({ ...kept, AMT: '1.00' })).toMatchObject({ RESULT: '111' });
    const credit = { TRXTYPE: 'C', TENDER: 'C', ORIGID: first.PNREF ?? '' };
    const refunded = await account.ask({ ...credit, AMT: '10.00' });
    expect(refunded).toMatchObject({ RESULT: '0', PNREF });
    expect(await account.ask({ ...credit, AMT: '20.01' })).toMatchObject({ RESULT: '105' });
    expect(await account.ask(credit)).toMatchObject({ RESULT: '0' });
    const references = [made, first, second, voided, refunded].map((said) => said.PNREF);
    expect(new Set(references).size).toBe(references.length);
    const ask = { TRXTYPE: 'I', TENDER: 'C' };
    const byId = await account.ask({ ...ask, ORIGID: refunded.PNREF ?? '' });
    expect(byId).toMatchObject({ RESULT: '0', ORIGPNREF: refunded.PNREF, ORIGRESULT: '0', TRXTYPE: 'C', AMT: '10.00' });
    const byReference = await account.ask({ ...ask, CUSTREF: `order-${environment}` });
    expect(byReference).toMatchObject({ ORIGPNREF: made.PNREF, ORIGRESULT: '0', AMT: '100.00', CURRENCY: 'USD' });
  });
}

test('a sale is captured at once, returned by its own PNREF, and charged again by reference', async () => {
  const sale = await sandbox.ask({ TRXTYPE: 'S', ...card('sandbox', { AMT: '12.50' }) });
  const ORIGID = sale.PNREF ?? '';
  expect(await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '111' });
  expect(await sandbox.ask({ TRXTYPE: 'C', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '0' });
  const again = await sandbox.ask({ TRXTYPE: 'S', TENDER: 'C', ORIGID, AMT: '3.00' });
  expect(again).toMatchObject({ RESULT: '0', PNREF });
  expect(again.PNREF).not.toBe(ORIGID);
});

test('an account that is verified holds nothing, is nothing to do anything with, and its card is paid with later', async () => {
  const verified = await sandbox.ask({ TRXTYPE: 'A', ...card('sandbox', { AMT: '0', CUSTREF: 'checked' }) });
  expect(verified).toMatchObject({
    RESULT: '0',
    RESPMSG: 'Verified',
    PNREF,
    AUTHCODE: expect.stringMatching(/^\d{6}$/),
    CVV2MATCH: 'Y',
  });
  const ORIGID = verified.PNREF ?? '';
  const inquiry = await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: 'checked', VERBOSITY: 'HIGH' });
  expect(inquiry).toMatchObject({ ORIGPNREF: ORIGID, ORIGRESPMSG: 'Verified', AMT: '0.00', TRANSSTATE: '0' });
  for (const TRXTYPE of ['D', 'V', 'C']) {
    expect(await sandbox.ask({ TRXTYPE, TENDER: 'C', ORIGID }), TRXTYPE).toMatchObject({ RESULT: '12' });
  }
  const sale = await sandbox.ask({ TRXTYPE: 'S', TENDER: 'C', ORIGID, AMT: '3.00' });
  expect(sale).toMatchObject({ RESULT: '0', RESPMSG: 'Approved', PNREF });
  expect(await sandbox.ask({ TRXTYPE: 'C', TENDER: 'C', ORIGID: sale.PNREF ?? '' })).toMatchObject({ RESULT: '0' });
  const bad = card('sandbox', { ACCT: '4000000000000002', AMT: '0.00' });
  expect(await sandbox.ask({ TRXTYPE: 'A', ...bad })).toMatchObject({ RESULT: '12', RESPMSG: 'Declined' });
  expect(await sandbox.ask({ TRXTYPE: 'S', ...card('sandbox', { AMT: '0' }) })).toMatchObject({ RESULT: '4' });
});

test('whatever is done is found by its CUSTREF, the newest where several have the same', async () => {
  const made = await sandbox.ask({ TRXTYPE: 'A', ...card('sandbox', { CUSTREF: 'held' }) });
  const capture = (reference: string, amount: string) => {
    const fields = { TRXTYPE: 'D', TENDER: 'C', ORIGID: made.PNREF ?? '', AMT: amount, CAPTURECOMPLETE: 'N' };
    return sandbox.ask({ ...fields, CUSTREF: reference });
  };
  const find = (reference: string) => sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: reference });
  const [first, second] = [await capture('part', '1.00'), await capture('another', '2.00')];
  expect(await find('part')).toMatchObject({ ORIGPNREF: first.PNREF, TRXTYPE: 'D', AMT: '1.00', CUSTREF: 'part' });
  expect(await find('another')).toMatchObject({ ORIGPNREF: second.PNREF, AMT: '2.00' });
  const refused = await capture('too much', '9999.00');
  expect(refused.RESULT).not.toBe('0');
  expect(await find('too much')).toMatchObject({ RESULT: '20' });
  const third = await capture('part', '3.00');
  expect(await find('part')).toMatchObject({ ORIGPNREF: third.PNREF, AMT: '3.00' });
  expect(await find('held')).toMatchObject({ ORIGPNREF: made.PNREF, TRXTYPE: 'A' });
});

test('a capture that does not keep the rest completes the authorization', async () => {
  const ORIGID = await authorized(sandbox);
  const capture = { TRXTYPE: 'D', TENDER: 'C', ORIGID, AMT: '30.00' };
  expect(await sandbox.ask(capture)).toMatchObject({ RESULT: '0' });
  expect(await sandbox.ask(capture)).toMatchObject({ RESULT: '111' });
});

test('a request id has one effect, and is bound to what was asked, to the merchant and to its time', async () => {
  const headers = { 'x-vps-request-id': 'request-1' };
  const fields = { TRXTYPE: 'S', ...card('sandbox', { CUSTREF: 'twice' }) };
  const first = await sandbox.ask(fields, headers);
  expect(await sandbox.ask(fields, headers)).toEqual({ ...first, DUPLICATE: '1' });
  expect(await sandbox.ask({ ...fields, AMT: '99.00' }, headers)).toMatchObject({ RESULT: '133' });
  const other = await production.ask({ TRXTYPE: 'S', ...card('production') }, headers);
  expect(other).toMatchObject({ RESULT: '0' });
  expect(other).not.toHaveProperty('DUPLICATE');
  await running.pass(8 * DAY);
  const late = await sandbox.ask(fields, headers);
  expect(late).toMatchObject({ RESULT: '0' });
  expect(late.PNREF).not.toBe(first.PNREF);
});

const credentials: readonly [string, (from: PayflowAccount, other: PayflowAccount) => Said][] = [
  ['of another environment', (_from, other) => other.who],
  ['with a wrong password', () => ({ PWD: 'wrong' })],
  ['with another environment’s password', (_from, other) => ({ PWD: other.who.PWD ?? '' })],
  ['of another partner', () => ({ PARTNER: 'Somebody' })],
  ['of another user', () => ({ USER: 'somebody' })],
  ['without a password', () => ({ PWD: '' })],
  ['without any', () => ({ PARTNER: '', VENDOR: '', USER: '', PWD: '' })],
];
for (const [which, changed] of credentials) {
  test(`ENV-02, ENV-03: credentials ${which} are answered with RESULT 1 in both environments`, async () => {
    for (const [from, other] of [
      [sandbox, production],
      [production, sandbox],
    ] as const) {
      const fields = { TRXTYPE: 'S', ...card(from.environment, { CUSTREF: 'nobody' }), ...changed(from, other) };
      expect(await from.ask(fields)).toEqual({ RESULT: '1', RESPMSG: 'User authentication failed' });
      expect(await from.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: 'nobody' })).toMatchObject({ RESULT: '20' });
    }
  });
}

test('ENV-18: credentials on another environment’s listener are journaled as a crossing, and none of their secrets', async () => {
  await production.ask({ TRXTYPE: 'S', ...card('production'), ...sandbox.who });
  const answer = await running.control.ask('GET', '/journal?limit=100');
  const text = JSON.stringify(expectStatus(answer, 200));
  expect(text).toContain('"other_environment"');
  for (const secret of [sandbox.who.PWD, production.who.PWD, '4539578763621486']) expect(text).not.toContain(secret);
});

test('revoked credentials are answered with RESULT 1', async () => {
  const account = await payflowAccount(running);
  await running.control.ask('POST', `/credentials/${account.credentialId}/revoke`);
  expect(await account.ask({ TRXTYPE: 'A', ...card('sandbox') })).toMatchObject({ RESULT: '1' });
});

test('an account that is not let in, or may not do this, is told so', async () => {
  const pending = await payflowAccount(running, 'sandbox', { activate: 'no' });
  expect(await pending.ask({ TRXTYPE: 'A', ...card('sandbox') })).toMatchObject({ RESULT: '5' });
  const reader = await payflowAccount(running, 'sandbox', { scopes: ['read'] });
  expect(await reader.ask({ TRXTYPE: 'A', ...card('sandbox') })).toMatchObject({ RESULT: '28' });
  expect(await reader.ask({ TRXTYPE: 'I', TENDER: 'C', CUSTREF: 'none' })).toMatchObject({ RESULT: '20' });
});

test('ENV-16: what is held for review can neither be captured nor returned, and is approved in the end', async () => {
  const fields = card('sandbox', { ACCT: '4000000000001000' });
  const { PNREF: ORIGID = '' } = await sandbox.ask({ TRXTYPE: 'A', ...fields });
  expect(await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '111' });
  expect(await sandbox.ask({ TRXTYPE: 'C', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '105' });
  expect(await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', ORIGID })).toMatchObject({ ORIGRESULT: '126' });
  await running.pass(2 * HOUR);
  expect(await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', ORIGID })).toMatchObject({ ORIGRESULT: '0' });
  expect(await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '0' });
});

test('ENV-15, ENV-20: a transaction of another merchant or environment does not exist', async () => {
  const ORIGID = await authorized(sandbox);
  const neighbour = await payflowAccount(running);
  for (const account of [neighbour, production]) {
    for (const TRXTYPE of ['D', 'V', 'C', 'I', 'A']) {
      const fields = { TRXTYPE, TENDER: 'C', ORIGID, AMT: '1.00' };
      expect(await account.ask(fields)).toMatchObject({ RESULT: '19' });
    }
  }
  expect(await sandbox.ask({ TRXTYPE: 'V', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '0' });
});

test('an inquiry at high verbosity tells the state of a transaction', async () => {
  const state = async (ORIGID: string) =>
    (await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', VERBOSITY: 'HIGH', ORIGID })).TRANSSTATE;
  const capture = { TRXTYPE: 'D', TENDER: 'C', AMT: '30.00' };
  const hold = await authorized(sandbox);
  expect(await state(hold)).toBe('3');
  const part = await sandbox.ask({ ...capture, ORIGID: hold, CAPTURECOMPLETE: 'N' });
  expect([await state(hold), await state(part.PNREF ?? '')]).toEqual(['4', '6']);
  const voided = await sandbox.ask({ TRXTYPE: 'V', TENDER: 'C', ORIGID: hold });
  expect([await state(hold), await state(voided.PNREF ?? '')]).toEqual(['1004', '0']);
  const whole = await authorized(sandbox);
  await sandbox.ask({ ...capture, ORIGID: whole });
  expect(await state(whole)).toBe('9');
  const undone = await authorized(sandbox);
  await sandbox.ask({ TRXTYPE: 'V', TENDER: 'C', ORIGID: undone });
  expect(await state(undone)).toBe('1003');
  const sale = await sandbox.ask({ TRXTYPE: 'S', ...card('sandbox') });
  const credit = await sandbox.ask({ TRXTYPE: 'C', TENDER: 'C', ORIGID: sale.PNREF ?? '' });
  expect([await state(sale.PNREF ?? ''), await state(credit.PNREF ?? '')]).toEqual(['6', '6']);
  const declined = await sandbox.ask({ TRXTYPE: 'A', ...card('sandbox', { AMT: '1050.00' }) });
  expect(await state(declined.PNREF ?? '')).toBe('1');
  const review = await sandbox.ask({ TRXTYPE: 'A', ...card('sandbox', { ACCT: '4000000000001000' }) });
  expect(await state(review.PNREF ?? '')).toBeUndefined();
});

const refused: readonly [string, Said, string][] = [
  // what is wrong                        fields                                       RESULT
  ['no tender', { TENDER: '' }, '2'],
  ['an unknown tender', { TENDER: 'X' }, '2'],
  ['no type', { TRXTYPE: '' }, '3'],
  ['a type that is not served', { TRXTYPE: 'F' }, '3'],
  ['no amount', { AMT: '' }, '4'],
  ['a sale of nothing', { TRXTYPE: 'S', AMT: '0.00' }, '4'],
  ['a negative amount', { AMT: '-1.00' }, '4'],
  ['three decimals', { AMT: '1.000' }, '4'],
  ['less than a yen', { AMT: '500.50', CURRENCY: 'JPY' }, '4'],
  ['a currency that is not taken', { CURRENCY: 'CHF' }, '6'],
  ['a security code of letters', { CVV2: 'abc' }, '7'],
  ['a card number in a comment', { COMMENT1: '4111111111111111' }, '7'],
  ['an account of zeros', { ACCT: '0000000000000000' }, '23'],
  ['no account', { ACCT: '' }, '23'],
  ['a thirteenth month', { EXPDATE: '1330' }, '24'],
  ['a card that has expired', { EXPDATE: '1226' }, '24'],
  ['a card in a request for a token', { CREATESECURETOKEN: 'Y' }, '7'],
  ['an action that is not served', { ACTION: 'X', TENDER: 'P' }, '100'],
  ['1001 to 2000, of which the rest is no code', { AMT: '1001.00' }, '12'],
  ['1013', { AMT: '1013.00' }, '13'],
  ['1023', { AMT: '1023.00' }, '23'],
  ['1024', { AMT: '1024.00' }, '24'],
  ['1050', { AMT: '1050.00' }, '50'],
  ['1051', { AMT: '1051.00' }, '51'],
  ['1114', { AMT: '1114.00' }, '114'],
  ['1125', { AMT: '1125.00' }, '125'],
  ['more than 2000', { AMT: '2001.00' }, '12'],
  ['a card that is declined', { ACCT: '4000000000000002' }, '12'],
  ['a card that is held for review', { ACCT: '4000000000001000' }, '126'],
  ['exactly 1000', { AMT: '1000.00' }, '0'],
  ['whole yen with decimals', { AMT: '500.00', CURRENCY: 'JPY' }, '0'],
];
for (const [what, fields, RESULT] of refused) {
  test(`${what}: RESULT ${RESULT}`, async () => {
    const said = await sandbox.ask({ TRXTYPE: 'A', ...card('sandbox', fields), ...fields });
    expect(said).toMatchObject({ RESULT });
  });
}

test('nothing is taken from an authorization that was declined', async () => {
  const { PNREF: ORIGID = '' } = await sandbox.ask({ TRXTYPE: 'A', ...card('sandbox', { AMT: '1050.00' }) });
  for (const TRXTYPE of ['D', 'V', 'C', 'A']) {
    expect(await sandbox.ask({ TRXTYPE, TENDER: 'C', ORIGID, AMT: '1.00' })).toMatchObject({ RESULT: '120' });
  }
  expect(await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '0', ORIGRESULT: '50' });
});

test('what is wrong with a reference has a code of its own', async () => {
  const ORIGID = await authorized(sandbox);
  expect(await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', AMT: '1.00' })).toMatchObject({ RESULT: '7' });
  expect(await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID, CURRENCY: 'EUR' })).toMatchObject({ RESULT: '6' });
  expect(await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID, CAPTURECOMPLETE: 'X' })).toMatchObject({ RESULT: '7' });
  expect(await sandbox.ask({ TRXTYPE: 'C', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '105' });
  const { PNREF: capture = '' } = await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID });
  expect(await sandbox.ask({ TRXTYPE: 'V', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '108' });
  const { PNREF: credit = '' } = await sandbox.ask({ TRXTYPE: 'C', TENDER: 'C', ORIGID: capture });
  expect(await sandbox.ask({ TRXTYPE: 'V', TENDER: 'C', ORIGID: credit })).toMatchObject({ RESULT: '108' });
  expect(await sandbox.ask({ TRXTYPE: 'V', TENDER: 'C', ORIGID: capture })).toMatchObject({ RESULT: '108' });
  expect(await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C' })).toMatchObject({ RESULT: '7' });
});

test('a sale or a capture is voided as long as it is neither settled nor returned', async () => {
  const voids = (ORIGID = '') => sandbox.ask({ TRXTYPE: 'V', TENDER: 'C', ORIGID });
  const sale = await sandbox.ask({ TRXTYPE: 'S', ...card('sandbox') });
  const voided = await voids(sale.PNREF);
  expect(voided).toMatchObject({ RESULT: '0', PNREF });
  expect(await voids(sale.PNREF)).toMatchObject({ RESULT: '108' });
  expect(await sandbox.ask({ TRXTYPE: 'C', TENDER: 'C', ORIGID: sale.PNREF ?? '' })).toMatchObject({ RESULT: '105' });
  const told = await sandbox.ask({ TRXTYPE: 'I', TENDER: 'C', ORIGID: voided.PNREF ?? '' });
  expect(told).toMatchObject({ ORIGRESULT: '0', TRXTYPE: 'V' });
  const capture = await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID: await authorized(sandbox) });
  expect(await voids(capture.PNREF)).toMatchObject({ RESULT: '0' });
  const part = { TRXTYPE: 'D', TENDER: 'C', ORIGID: await authorized(sandbox), AMT: '1.00', CAPTURECOMPLETE: 'N' };
  const kept = await sandbox.ask(part);
  expect([(await voids(kept.PNREF)).RESULT, (await voids(kept.PNREF)).RESULT]).toEqual(['0', '108']);
  expect(await sandbox.ask(part)).toMatchObject({ RESULT: '0' });
  const settled = await sandbox.ask({ TRXTYPE: 'S', ...card('sandbox') });
  expectStatus(await running.control.ask('POST', `/merchants/${sandbox.id}/settlements`), 201);
  expect(await voids(settled.PNREF)).toMatchObject({ RESULT: '108' });
});

test('a hold that has lapsed cannot be captured', async () => {
  const ORIGID = await authorized(sandbox);
  await running.pass(30 * DAY);
  expect(await sandbox.ask({ TRXTYPE: 'D', TENDER: 'C', ORIGID })).toMatchObject({ RESULT: '111' });
});

test('address and security code are judged by their numbers, in test environments only', async () => {
  const fields = { BILLTOSTREET: '500 Road', BILLTOZIP: '10115', CVV2: '601' };
  const said = await sandbox.ask({ TRXTYPE: 'A', ...card('sandbox', fields) });
  expect(said).toMatchObject({ AVSADDR: 'N', AVSZIP: 'Y', CVV2MATCH: 'X' });
  const live = await production.ask({ TRXTYPE: 'A', ...card('production', { ...fields, AMT: '1050.00' }) });
  expect(live).toMatchObject({ RESULT: '0' });
  expect(live).not.toHaveProperty('AVSADDR');
});

const malformed: readonly [string, string, string][] = [
  ['nothing', '', '-105'],
  ['a tag that is too long', 'TRXTYPE[9]=A', '-7'],
  ['an ampersand in a name', 'A&B=1', '-6'],
  ['a name that is given twice', 'TENDER=C&tender=P', '7'],
];
for (const [what, body, RESULT] of malformed) {
  test(`${what} is answered with RESULT ${RESULT}`, async () => {
    expect(await askRaw(running, 'sandbox', body)).toMatchObject({ RESULT });
  });
}

test('names may be in any case and order, with and without length tags', async () => {
  const fields = Object.entries({ TRXTYPE: 'A', ...card('sandbox'), ...sandbox.who }).reverse();
  const body = fields.map(([name, value]) => `${name.toLowerCase()}=${value}`).join('&');
  expect(await askRaw(running, 'sandbox', body)).toMatchObject({ RESULT: '0' });
});

/** Asks under a name of the provider's own, and answers status and text. */
function askAs(host: string, method: string, path: string, body = ''): Promise<string> {
  const { hostname, port } = new URL(running.provider('sandbox').url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers: { host } }, (answer) => {
      const chunks: Uint8Array[] = [];
      answer.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      answer.on('end', () => resolve(`${answer.statusCode} ${Buffer.concat(chunks)}${answer.headers.location ?? ''}`));
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

test('under the provider’s own hosts it answers at the root, and buyers find their page', async () => {
  const body = list({ TRXTYPE: 'A', ...card('sandbox'), ...sandbox.who });
  expect(await askAs('pilot-payflowpro.paypal.com', 'POST', '/', body)).toMatch(/^200 RESULT=0&PNREF=A/);
  const addresses = { RETURNURL: 'https://shop.example/return', CANCELURL: 'https://shop.example/cancel' };
  const { TOKEN } = await sandbox.ask({ TRXTYPE: 'A', TENDER: 'P', ACTION: 'S', AMT: '1.00', ...addresses });
  for (const path of ['/webscr', '/cgi-bin/webscr']) {
    const page = await askAs('www.sandbox.paypal.com', 'GET', `${path}?cmd=_express-checkout&token=${TOKEN}`);
    expect(page).toBe(`303 /pay/${TOKEN}`);
  }
});
