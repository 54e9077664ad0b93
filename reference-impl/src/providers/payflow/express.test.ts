import { expect, test } from 'vitest';
import type { Answered, Known } from '../../payments/provider.ts';
import { instant } from '../../shop/ids.ts';
import { money } from '../../shop/money.ts';
import { answeringBy, KNOWN as BY_CARD, SILENCE } from './known.testing.ts';
import { custRefOf } from './requests.ts';
import { capture, lookUp, startPurchase } from './steps.ts';

const TOKEN = 'EC-17CHARACTERSLONG01';
const PAYMENT = 'P00000000000';
const CAPTURE = 'D00000000000';
const MINUTE = 60_000;

const KNOWN: Known = { ...BY_CARD, purchase: { ...BY_CARD.purchase, method: 'express_checkout' } };
const ON_PAGE: Known = { ...KNOWN, reference: TOKEN };
const at = (minutes: number, known = ON_PAGE): Known => ({ ...known, now: instant(minutes * MINUTE) });

const SET = `RESULT=0&TOKEN=${TOKEN}`;
const ABSENT = 'RESULT=20&RESPMSG=none';
const WAITING = `RESULT=0&TOKEN=${TOKEN}`;
const APPROVED = `RESULT=0&TOKEN=${TOKEN}&PAYERID=PAYER00000001`;
const TAKEN = `RESULT=0&PNREF=${PAYMENT}`;
const HELD = `RESULT=0&ORIGPNREF=${PAYMENT}&ORIGRESULT=0&AMT=10.00&CURRENCY=EUR&TRANSSTATE=3`;
const DECLINED = `RESULT=0&ORIGPNREF=${PAYMENT}&ORIGRESULT=12&AMT=10.00&CURRENCY=EUR`;
const error = (text: string) => `RESULT=7&RESPMSG=Field format error: ${text}`;

/** Somebody who answers in turn, with what has been asked: its steps, and the request ids. */
function answering(...answers: readonly (string | Answered)[]) {
  const nameOf = (fields: ReadonlyMap<string, string>) => {
    expect(fields.get('TENDER')).toBe('P');
    return `${fields.get('TRXTYPE')}${fields.get('ACTION') ?? ''}`;
  };
  return answeringBy(nameOf, answers);
}

test('a customer is sent to PayPal to approve, by the host that belongs to the address', async () => {
  const { say, requests } = answering(SET);
  expect(await startPurchase(say, KNOWN)).toMatchObject({
    payment: {
      ...{ status: 'action_required', reference: TOKEN, authorized: money(0n, 'EUR') },
      redirectUrl: `https://www.sandbox.paypal.com/cgi-bin/webscr?cmd=_express-checkout&token=${TOKEN}`,
    },
  });
  expect(Object.fromEntries(requests[0]?.fields ?? [])).toEqual({
    ...{ TRXTYPE: 'A', TENDER: 'P', ACTION: 'S', AMT: '10.00', CURRENCY: 'EUR', INVNUM: 'N-1' },
    ...{ CUSTREF: custRefOf('command_1'), RETURNURL: KNOWN.purchase.returnUrl, CANCELURL: KNOWN.purchase.returnUrl },
  });
});

const looks: readonly [
  what: string,
  known: Known,
  answers: readonly (string | Answered)[],
  asked: string,
  expected: object,
][] = [
  // what the shop finds                 known so far  answers, in order                    asked      what it makes of it
  ['nobody has approved', ON_PAGE, [ABSENT, WAITING], 'I AG', { payment: { status: 'action_required' } }],
  ['nobody has, for three hours', at(190), [ABSENT, WAITING], 'I AG', { payment: { status: 'cancelled' } }],
  [
    'it was approved: it is held',
    ON_PAGE,
    [ABSENT, APPROVED, TAKEN, HELD],
    'I AG AD I',
    { payment: { status: 'authorized' } },
  ],
  ['approved, and nobody answers', ON_PAGE, [ABSENT, APPROVED, SILENCE], 'I AG AD', SILENCE],
  ['it was asked for before', ON_PAGE, [HELD], 'I', { payment: { status: 'authorized', reference: PAYMENT } }],
  [
    'approved, and the account declines',
    ON_PAGE,
    [ABSENT, APPROVED, `RESULT=12&PNREF=${PAYMENT}`, DECLINED],
    'I AG AD I',
    { payment: { status: 'declined' } },
  ],
  ['declined before: that is the end of it', ON_PAGE, [DECLINED], 'I', { payment: { status: 'declined' } }],
  [
    'another request was faster',
    ON_PAGE,
    [ABSENT, APPROVED, error('10415-A successful transaction has already been completed'), HELD],
    'I AG AD I',
    { payment: { status: 'authorized' } },
  ],
  [
    'it is too late to ask',
    ON_PAGE,
    [ABSENT, APPROVED, error('10411-This Express Checkout session has expired')],
    'I AG AD',
    { payment: { status: 'cancelled' } },
  ],
  ['the page has expired', ON_PAGE, [ABSENT, error('10411-expired')], 'I AG', { payment: { status: 'cancelled' } }],
  [
    'it is not what was approved',
    ON_PAGE,
    [ABSENT, APPROVED, error('10413-The amount is not what the buyer has approved')],
    'I AG AD',
    { kind: 'rejected', rejection: { about: 'request' } },
  ],
  ['somebody else approved another page', ON_PAGE, [ABSENT, APPROVED.replace('01', '02')], 'I AG', { kind: 'unknown' }],
  ['nothing it can be made sense of', ON_PAGE, [ABSENT, `${WAITING}&PAYERID=<b>`], 'I AG', { kind: 'unknown' }],
  ['the answer with the page was lost', KNOWN, [ABSENT, SET], 'I AS', { payment: { status: 'action_required' } }],
  ['it was lost a while ago', at(20, KNOWN), [ABSENT], 'I', { kind: 'unknown', why: 'in_progress' }],
  ['it was lost, and no page is left', at(200, KNOWN), [ABSENT], 'I', { payment: { status: 'cancelled' } }],
];
for (const [what, known, answers, wanted, expected] of looks) {
  test(`${what}`, async () => {
    const { say, asked } = answering(...answers);
    expect(await lookUp(say, known)).toMatchObject(expected);
    expect(asked.join(' ')).toBe(wanted);
  });
}

test('what was approved is asked for under one key, however often, and not under that of the page', async () => {
  const { say, requests } = answering(SET, ABSENT, APPROVED, SILENCE, ABSENT, APPROVED, TAKEN, HELD);
  await startPurchase(say, KNOWN);
  await lookUp(say, ON_PAGE);
  expect(await lookUp(say, ON_PAGE)).toMatchObject({ payment: { status: 'authorized' } });
  const ids = requests.filter(({ id }) => id !== undefined).map(({ id }) => id);
  expect(ids).toEqual([ids[0], ids[1], ids[1]]);
  expect(ids[0]).not.toBe(ids[1]);
});

test('what an account holds is captured by its PNREF, and said to be of an account', async () => {
  const taken = `RESULT=0&ORIGPNREF=${CAPTURE}&ORIGRESULT=0&AMT=10.00&TRANSSTATE=6`;
  const { say, asked } = answering(`RESULT=0&PNREF=${CAPTURE}`, HELD.replace(/3$/, '9'), taken);
  const command = {
    paymentReference: PAYMENT,
    amount: money(1000n, 'EUR'),
    rest: 'release',
    idempotencyKey: 'key_2',
  } as const;
  expect(await capture(say, { ...KNOWN, reference: PAYMENT }, command)).toMatchObject({
    payment: { status: 'captured' },
  });
  expect(asked).toEqual(['D', 'I', 'I']);
});
