import { expect, test } from 'vitest';
import { instant } from '../../shop/ids.ts';
import { money } from '../../shop/money.ts';
import { nameOf, readSilentPost, vouchedFor } from './notification.ts';
import type { Inquiry } from './replies.ts';
import { tokenIdOf } from './requests.ts';

const FIELDS: Readonly<Record<string, string>> = {
  RESULT: '0',
  PNREF: 'A1B2C3D4E5F6',
  RESPMSG: 'Approved',
  AMT: '19.99',
  ACCT: '1111',
  SECURETOKENID: tokenIdOf({ commandId: 'command_1' }),
  USER1: 'command_1',
  USER2: 'sandbox',
  USER3: 'N-1',
  USER4: 'EUR',
};
const TOLD = { environment: 'sandbox', orderNumber: 'N-1', commandId: 'command_1', amount: money(1999n, 'EUR') };
const POST = { pnref: 'A1B2C3D4E5F6', told: TOLD };

function bodyOf(changes: Readonly<Record<string, string | undefined>> = {}): Buffer {
  const fields = Object.entries({ ...FIELDS, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return Buffer.from(new URLSearchParams(fields).toString());
}

test('a silent post says which payment to ask about, and nothing of what it has come to', () => {
  expect(readSilentPost(bodyOf())).toEqual(POST);
  for (const RESULT of ['12', '126', '-1', 'garbled']) expect(readSilentPost(bodyOf({ RESULT }))).toEqual(POST);
  expect(readSilentPost(bodyOf({ CURRENCY: 'EUR' }))).toEqual(POST);
});

test('what it says is held against the payment as it says it', () => {
  expect(readSilentPost(bodyOf({ AMT: '0.01' }))?.told.amount).toEqual(money(1n, 'EUR'));
  expect(readSilentPost(bodyOf({ USER2: 'production' }))?.told.environment).toBe('production');
  expect(readSilentPost(bodyOf({ USER3: 'N-2' }))?.told.orderNumber).toBe('N-2');
});

const unreadable: readonly [what: string, changes: Readonly<Record<string, string | undefined>>][] = [
  ['no RESULT', { RESULT: undefined }],
  ['an empty RESULT', { RESULT: '' }],
  ['no PNREF', { PNREF: undefined }],
  ['a PNREF that is none', { PNREF: '../../etc' }],
  ['no amount', { AMT: undefined }],
  ['an amount that is none', { AMT: '19,99' }],
  ['no currency', { USER4: undefined }],
  ['another currency than was asked for', { CURRENCY: 'USD' }],
  ['a currency that is none', { USER4: 'EURO' }],
  ['no token', { SECURETOKENID: undefined }],
  ['the token of another attempt', { SECURETOKENID: tokenIdOf({ commandId: 'command_2' }) }],
  ['the command of another attempt', { USER1: 'command_2' }],
  ['no command', { USER1: undefined }],
  ['no environment', { USER2: undefined }],
  ['no order', { USER3: undefined }],
  ['a text without an end', { USER3: 'N'.repeat(201) }],
];
for (const [what, changes] of unreadable) {
  test(`a silent post with ${what} cannot be read`, () => expect(readSilentPost(bodyOf(changes))).toBeUndefined());
}

test('a silent post that says something twice, or is none, cannot be read', () => {
  for (const more of ['&RESULT=0', '&AMT=0.01', '&PNREF=A1B2C3D4E5F7', '&x=1'.repeat(201)]) {
    expect(readSilentPost(Buffer.concat([bodyOf(), Buffer.from(more)]))).toBeUndefined();
  }
  for (const text of ['', '{"RESULT":"0"}', '\u0000']) expect(readSilentPost(Buffer.from(text))).toBeUndefined();
});

test('an exact repeat has the same name, and anything else has another', () => {
  const name = nameOf(bodyOf(), POST);
  expect(nameOf(bodyOf(), POST)).toBe(name);
  expect(nameOf(bodyOf({ AMT: '20.00' }), POST)).not.toBe(name);
  expect(nameOf(bodyOf({ RESULT: '12' }), POST)).not.toBe(name);
});

const inquiries: readonly [inquiry: Inquiry, expected: object][] = [
  [
    { kind: 'found', pnref: 'A1B2C3D4E5F6', standing: 'review' },
    { kind: 'verified', id: nameOf(bodyOf(), POST), sentAt: 7 },
  ],
  [
    { kind: 'found', pnref: 'ZZZZZZZZZZZZ', standing: 'review' },
    { kind: 'unverified', why: 'denied' },
  ],
  [{ kind: 'absent' }, { kind: 'unverified', why: 'denied' }],
  [
    { kind: 'unknown', why: 'timeout' },
    { kind: 'unknown', why: 'timeout' },
  ],
  // Payflow not letting the shop in says nothing of who has sent this.
  [
    { kind: 'rejected', rejection: { about: 'access', code: 'result_1' } },
    { kind: 'unknown', why: 'server_error' },
  ],
];
for (const [inquiry, expected] of inquiries) {
  test(`vouched for by ${inquiry.kind}: ${Object.values(expected).join(', ')}`, () => {
    expect(vouchedFor(inquiry, POST, { body: bodyOf(), now: instant(7) })).toEqual(expected);
  });
}
