import { expect, test } from 'vitest';
import { money } from '../../shop/money.ts';
import { readConnection, readInquiry, readOperation, readToken } from './replies.ts';

const TOKEN_ID = 'abc';
const FOUND = 'RESULT=0&PNREF=I1I1I1I1I1I1&ORIGPNREF=A1B2C3D4E5F6';

function reply(body: string, status = 200) {
  return { status, headers: {}, body };
}

/** What nobody can read says nothing of what has happened, wherever it is the answer. */
const UNREADABLE: readonly [what: string, body: string, status?: number][] = [
  ['nothing', ''],
  ['a page', '<html>Approved</html>'],
  ['JSON', '{"RESULT":"0"}'],
  ['no RESULT', 'PNREF=A1B2C3D4E5F6&RESPMSG=Approved'],
  ['two RESULTs', 'RESULT=12&RESULT=0&PNREF=A1B2C3D4E5F6'],
  ['half of it', 'RESULT=0&PNREF[12]=A1B2'],
  ['an approval that is a redirect', 'RESULT=0&PNREF=A1B2C3D4E5F6', 302],
  ['an approval that is an error', 'RESULT=0&PNREF=A1B2C3D4E5F6', 404],
];
for (const [what, body, status] of UNREADABLE) {
  test(`${what} is no answer`, () => {
    const all = [
      readToken(reply(body, status), TOKEN_ID),
      readOperation(reply(body, status)),
      readInquiry(reply(body, status), 'EUR'),
      readConnection(reply(body, status), 'https://pilot-payflowpro.paypal.com', 'acme'),
    ];
    for (const one of all) expect(one).toEqual({ kind: 'unknown', why: 'unreadable' });
  });
}

test('a server that fails may have done it, whatever it says', () => {
  const failed = reply('RESULT=0&PNREF=A1B2C3D4E5F6', 503);
  expect(readOperation(failed)).toEqual({ kind: 'unknown', why: 'server_error' });
});

const tokens: readonly [body: string, expected: object][] = [
  ['RESULT=0&SECURETOKEN[13]=9pJ0y=Zk/Qa&1&SECURETOKENID=abc', { kind: 'token', value: '9pJ0y=Zk/Qa&1' }],
  ['RESULT=0&SECURETOKEN=x&SECURETOKENID=another', { kind: 'unknown', why: 'unreadable' }],
  ['RESULT=0&SECURETOKEN=&SECURETOKENID=abc', { kind: 'unknown', why: 'unreadable' }],
  ['RESULT=0&RESPMSG=Approved', { kind: 'unknown', why: 'unreadable' }],
  ['RESULT=1&RESPMSG=no', { kind: 'rejected', rejection: { about: 'access', code: 'result_1' } }],
  ['RESULT=7&RESPMSG=no', { kind: 'rejected', rejection: { about: 'request', code: 'result_7' } }],
  ['RESULT=104&RESPMSG=late', { kind: 'unknown', why: 'server_error' }],
];
for (const [body, expected] of tokens) {
  test(`a token: ${body}`, () => expect(readToken(reply(body), TOKEN_ID)).toEqual(expected));
}

const operations: readonly [body: string, expected: object][] = [
  ['RESULT=0&PNREF=A1B2C3D4E5F6&RESPMSG=Approved', { kind: 'taken', pnref: 'A1B2C3D4E5F6' }],
  ['RESULT=0&PNREF=A1B2C3D4E5F6&DUPLICATE=1', { kind: 'taken', pnref: 'A1B2C3D4E5F6' }],
  ['RESULT=126&PNREF=A1B2C3D4E5F6', { kind: 'taken', pnref: 'A1B2C3D4E5F6' }],
  ['RESULT=0&RESPMSG=Approved', { kind: 'unknown', why: 'unreadable' }],
  ['RESULT=0&PNREF=../../x', { kind: 'unknown', why: 'unreadable' }],
  ['RESULT=111&PNREF=A1B2C3D4E5F6', { kind: 'rejected', rejection: { about: 'state', code: 'result_111' } }],
  ['RESULT=19', { kind: 'rejected', rejection: { about: 'request', code: 'original_not_found' } }],
  ['RESULT=12', { kind: 'rejected', rejection: { about: 'state', code: 'declined' } }],
  ['RESULT=133', { kind: 'rejected', rejection: { about: 'conflict', code: 'result_133' } }],
  ['RESULT=-12', { kind: 'unknown', why: 'server_error' }],
  ['RESULT=30', { kind: 'unknown', why: 'server_error' }],
];
for (const [body, expected] of operations) {
  test(`an operation: ${body}`, () => expect(readOperation(reply(body))).toEqual(expected));
}

const standings: readonly [more: string, expected: string][] = [
  ['ORIGRESULT=0&TRANSSTATE=3', 'held'],
  ['ORIGRESULT=0&TRANSSTATE=4', 'partly_captured'],
  ['ORIGRESULT=0&TRANSSTATE=9', 'captured'],
  ['ORIGRESULT=0&TRANSSTATE=6', 'taken'],
  ['ORIGRESULT=0&TRANSSTATE=8', 'taken'],
  ['ORIGRESULT=0&TRANSSTATE=15', 'taken'],
  ['ORIGRESULT=0&TRANSSTATE=0', 'done'],
  ['ORIGRESULT=0&TRANSSTATE=1003', 'voided'],
  ['ORIGRESULT=0&TRANSSTATE=1006', 'voided'],
  // Held until somebody decides, whatever state it has.
  ['ORIGRESULT=126&TRANSSTATE=3', 'review'],
  ['ORIGRESULT=12&TRANSSTATE=1', 'declined'],
  ['ORIGRESULT=111&TRANSSTATE=1', 'failed'],
  // The inquiry went well; of the transaction nothing is said.
  ['TRANSSTATE=3', 'unreadable'],
  ['ORIGRESULT=0', 'unreadable'],
  ['ORIGRESULT=0&TRANSSTATE=1', 'unreadable'],
  ['ORIGRESULT=0&TRANSSTATE=106', 'unreadable'],
  ['ORIGRESULT=0&TRANSSTATE=1001', 'unreadable'],
  ['ORIGRESULT=0&TRANSSTATE=206', 'unreadable'],
  ['ORIGRESULT=0&TRANSSTATE=11', 'unreadable'],
  ['ORIGRESULT=104&TRANSSTATE=3', 'unreadable'],
  ['ORIGRESULT=0&TRANSSTATE=3&CURRENCY=USD', 'unreadable'],
];
for (const [more, expected] of standings) {
  test(`an inquiry: ${more}`, () => {
    const inquiry = readInquiry(reply(`${FOUND}&AMT=19.99&${more}`), 'EUR');
    expect(inquiry.kind === 'found' ? inquiry.standing : inquiry).toEqual(
      expected === 'unreadable' ? { kind: 'unknown', why: 'unreadable' } : expected,
    );
    if (inquiry.kind === 'found') {
      expect(inquiry).toMatchObject({ pnref: 'A1B2C3D4E5F6', amount: money(1999n, 'EUR') });
    }
  });
}

const inquiries: readonly [body: string, expected: object][] = [
  ['RESULT=19&RESPMSG=Original transaction ID not found', { kind: 'absent' }],
  ['RESULT=20&RESPMSG=Cannot find the customer reference number', { kind: 'absent' }],
  ['RESULT=1', { kind: 'rejected', rejection: { about: 'access', code: 'result_1' } }],
  ['RESULT=99', { kind: 'unknown', why: 'server_error' }],
  ['RESULT=0&ORIGRESULT=0&TRANSSTATE=3&AMT=19.99', { kind: 'unknown', why: 'unreadable' }],
  [`${FOUND}&ORIGRESULT=0&TRANSSTATE=3`, { kind: 'unknown', why: 'unreadable' }],
];
for (const [body, expected] of inquiries) {
  test(`an inquiry: ${body}`, () => expect(readInquiry(reply(body), 'EUR')).toEqual(expected));
}

const connections: readonly [body: string, expected: object][] = [
  ['RESULT=20', { kind: 'connection', connection: { mode: 'test', merchantId: 'acme' } }],
  ['RESULT=19', { kind: 'connection', connection: { mode: 'test', merchantId: 'acme', merchantStatus: 'active' } }],
  ['RESULT=1', { kind: 'rejected', rejection: { about: 'access', code: 'result_1' } }],
  ['RESULT=26', { kind: 'rejected', rejection: { about: 'access', code: 'result_26' } }],
  // Somebody who knows a transaction that nobody has made is not Payflow.
  ['RESULT=0', { kind: 'unknown', why: 'unreadable' }],
  ['RESULT=103', { kind: 'unknown', why: 'server_error' }],
];
for (const [body, expected] of connections) {
  test(`a connection check: ${body}`, () =>
    expect(readConnection(reply(body), 'https://pilot-payflowpro.paypal.com', 'acme')).toMatchObject(expected));
}
