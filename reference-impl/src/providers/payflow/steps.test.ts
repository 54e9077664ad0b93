import { expect, test } from 'vitest';
import type { Answered, Known } from '../../payments/provider.ts';
import { instant } from '../../shop/ids.ts';
import { money } from '../../shop/money.ts';
import { answeringBy, KNOWN, SILENCE } from './known.testing.ts';
import { custRefOf, tokenIdOf } from './requests.ts';
import { capture, lookUp, refund, release, startPurchase } from './steps.ts';

// Nobody asks for a token after ten minutes, and none lives longer than thirty.
const ENDED = { ...KNOWN, now: instant(40 * 60_000) };
const PAYMENT = 'P00000000000';
const CAPTURE = 'D00000000000';
const REFUND = 'C00000000000';
const ON_HOLD = { paymentReference: PAYMENT, idempotencyKey: 'key_2' };

const TOKEN = `RESULT=0&SECURETOKEN=t0k3n&SECURETOKENID=${tokenIdOf(KNOWN.purchase)}`;
const NOT_FOUND = 'RESULT=20&RESPMSG=none';

function standing(pnref: string, amount: string, more: string): string {
  return `RESULT=0&ORIGPNREF=${pnref}&ORIGRESULT=0&AMT=${amount}&TRANSSTATE=${more}`;
}

/** Somebody who answers in turn, with what has been asked: the kind of each, and about what. */
function answering(...answers: readonly (string | Answered)[]) {
  const nameOf = (fields: ReadonlyMap<string, string>) =>
    `${fields.get('TRXTYPE')} ${fields.get('ORIGID') ?? fields.get('CUSTREF') ?? ''}`;
  return answeringBy(nameOf, answers);
}

const idsOf = (requests: readonly { id: string | undefined }[]) => requests.map(({ id }) => id);

test('a purchase is a page for the customer, at the pages that belong to the address', async () => {
  const { say, asked } = answering(TOKEN);
  const reading = await startPurchase(say, KNOWN);
  const reference = tokenIdOf(KNOWN.purchase);
  expect(reading).toMatchObject({
    payment: {
      ...{ status: 'action_required', reference, commandId: 'command_1', authorized: money(0n, 'EUR') },
      redirectUrl: `https://pilot-payflowlink.paypal.com/?SECURETOKEN=t0k3n&SECURETOKENID=${reference}`,
    },
  });
  expect(asked).toEqual([`A ${custRefOf('command_1')}`]);
});

test('a payment that nobody has paid yet still has its page, asked for under the same id', async () => {
  const { say, requests } = answering(TOKEN, NOT_FOUND, TOKEN);
  const before = await startPurchase(say, KNOWN);
  expect(await lookUp(say, KNOWN)).toEqual(before);
  const ids = idsOf(requests);
  expect(ids).toEqual([ids[0], undefined, ids[0]]);
});

test('a page that has ended without a payment is over, and nothing is asked for again', async () => {
  const { say, asked } = answering(NOT_FOUND);
  expect(await lookUp(say, ENDED)).toMatchObject({ payment: { status: 'cancelled' } });
  expect(asked).toHaveLength(1);
});

test('a declined card ends nothing while another can be tried on the page', async () => {
  const declined = `RESULT=0&ORIGPNREF=${PAYMENT}&ORIGRESULT=12&AMT=10.00`;
  const { say } = answering(declined, TOKEN, declined);
  expect(await lookUp(say, KNOWN)).toMatchObject({ payment: { status: 'action_required' } });
  expect(await lookUp(say, ENDED)).toMatchObject({
    payment: { status: 'declined', decline: { code: 'declined' } },
  });
});

test('a payment is looked up by what the shop has called it, and everything done to it by its name', async () => {
  const known = { ...KNOWN, captures: [CAPTURE], refunds: [{ commandId: 'command_3', reference: REFUND }] };
  const { say, asked } = answering(
    standing(PAYMENT, '10.00', '4'),
    standing(CAPTURE, '4.00', '6'),
    standing(REFUND, '1.00', '6'),
  );
  expect(await lookUp(say, known)).toMatchObject({
    payment: {
      ...{ status: 'partially_captured', reference: PAYMENT, capturable: money(600n, 'EUR') },
      captures: [{ reference: CAPTURE, amount: money(400n, 'EUR'), status: 'succeeded' }],
      refunds: [{ reference: REFUND, commandId: 'command_3', amount: money(100n, 'EUR') }],
    },
  });
  expect(asked).toEqual([`I ${custRefOf('command_1')}`, `I ${CAPTURE}`, `I ${REFUND}`]);
});

test('once it has a name there, a payment is looked up by that', async () => {
  const { say, asked } = answering(standing(PAYMENT, '10.00', '3'));
  expect(await lookUp(say, { ...KNOWN, reference: PAYMENT })).toMatchObject({ payment: { status: 'authorized' } });
  expect(asked).toEqual([`I ${PAYMENT}`]);
});

test('a capture is sent under its own key and looked at afterwards, and its repeat is the same one', async () => {
  const command = { ...ON_HOLD, amount: money(400n, 'EUR'), rest: 'keep' } as const;
  const looks = [standing(PAYMENT, '10.00', '4'), standing(CAPTURE, '4.00', '6')];
  const { say, asked, requests } = answering(
    SILENCE,
    ...[`RESULT=0&PNREF=${CAPTURE}&DUPLICATE=1`, ...looks],
    ...[`RESULT=0&PNREF=${CAPTURE}&DUPLICATE=1`, ...looks],
  );
  expect(await capture(say, KNOWN, command)).toEqual(SILENCE);
  const again = await capture(say, KNOWN, command);
  expect(again).toMatchObject({ payment: { captures: [{ reference: CAPTURE }], capturable: money(600n, 'EUR') } });
  expect(await capture(say, { ...KNOWN, captures: [CAPTURE] }, command)).toEqual(again);
  const ids = idsOf(requests);
  expect([ids[1], ids[4]]).toEqual([ids[0], ids[0]]);
  expect(asked.filter((one) => one.startsWith('D'))).toHaveLength(3);
});

test('what is left of a hold is given back', async () => {
  const { say, asked } = answering(`RESULT=0&PNREF=V00000000000`, standing(PAYMENT, '10.00', '1003'));
  expect(await release(say, KNOWN, ON_HOLD)).toMatchObject({
    payment: { status: 'voided', capturable: { minor: 0n } },
  });
  expect(asked[0]).toBe(`V ${PAYMENT}`);
});

test('a refund names the command that it came from', async () => {
  const sale = { ...KNOWN, purchase: { ...KNOWN.purchase, action: 'charge' } } as const;
  const command = { ...ON_HOLD, amount: money(100n, 'EUR'), commandId: 'command_3' };
  const { say } = answering(`RESULT=0&PNREF=${REFUND}`, standing(PAYMENT, '10.00', '8'), standing(REFUND, '1.00', '6'));
  expect(await refund(say, sale, command)).toMatchObject({
    payment: { status: 'captured', refunds: [{ reference: REFUND, commandId: 'command_3', status: 'succeeded' }] },
  });
});

test('a refusal ends it, and nothing else is asked', async () => {
  const { say, asked } = answering('RESULT=111&RESPMSG=no');
  const command = { ...ON_HOLD, amount: money(400n, 'EUR'), rest: 'release' } as const;
  expect(await capture(say, KNOWN, command)).toMatchObject({ rejection: { about: 'state', code: 'result_111' } });
  expect(asked).toHaveLength(1);
});

test('an amount that Payflow has not is never sent', async () => {
  const { say, asked } = answering();
  const amount = money(1000n, 'KWD');
  const rejection = { about: 'request', code: 'amount_not_countable' };
  expect(await startPurchase(say, { ...KNOWN, purchase: { ...KNOWN.purchase, amount } })).toMatchObject({ rejection });
  expect(await capture(say, KNOWN, { ...ON_HOLD, amount, rest: 'keep' })).toMatchObject({ rejection });
  expect(asked).toEqual([]);
});

const unknown: readonly [what: string, answers: readonly (string | Answered)[]][] = [
  ['the purchase is not told', [SILENCE]],
  ['a capture is not told', [standing(PAYMENT, '10.00', '4'), SILENCE]],
  ['a capture is not there any more', [standing(PAYMENT, '10.00', '4'), 'RESULT=19']],
  ['another transaction is told', [standing(PAYMENT, '10.00', '4'), standing(REFUND, '4.00', '6')]],
  ['the purchase is not there any more', [NOT_FOUND]],
];
for (const [what, answers] of unknown) {
  test(`nothing is known of a payment while ${what}`, async () => {
    const { say } = answering(...answers);
    expect(await lookUp(say, { ...KNOWN, captures: [CAPTURE] })).toMatchObject({ kind: 'unknown' });
  });
}

test('more than is ever done to one payment is not asked about', async () => {
  const { say, asked } = answering();
  expect(await lookUp(say, { ...KNOWN, captures: Array.from({ length: 101 }, () => CAPTURE) })).toMatchObject({
    kind: 'unknown',
  });
  expect(asked).toEqual([]);
});

const ages: readonly [minutes: number, reference: string | undefined, expected: string][] = [
  // minutes  called            what becomes of a payment that nobody has paid
  [9, undefined, 'action_required'],
  [10, undefined, 'in_progress'],
  [10, tokenIdOf(KNOWN.purchase), 'action_required'],
  [39, undefined, 'in_progress'],
  [39, tokenIdOf(KNOWN.purchase), 'action_required'],
  [40, undefined, 'cancelled'],
  [40, tokenIdOf(KNOWN.purchase), 'cancelled'],
];
for (const [minutes, reference, expected] of ages) {
  test(`${minutes} minutes after it was wished for, ${reference ? 'answered' : 'never answered'}: ${expected}`, async () => {
    const { say } = answering(NOT_FOUND, TOKEN);
    const known = { ...KNOWN, now: instant(minutes * 60_000), ...(reference === undefined ? {} : { reference }) };
    const reading = await lookUp(say, known);
    expect(reading.kind === 'payment' ? reading.payment.status : reading.kind === 'unknown' && reading.why).toBe(
      expected,
    );
  });
}

const LOST = {
  ...KNOWN,
  reference: PAYMENT,
  unanswered: [{ ...ON_HOLD, amount: money(400n, 'EUR'), rest: 'release' }],
} as const;

const BY_KEY = `I ${custRefOf(ON_HOLD.idempotencyKey)}`;

test('a capture whose answer was lost is looked for, and when it is there not sent again', async () => {
  const [before, after] = [standing(PAYMENT, '10.00', '3'), standing(PAYMENT, '10.00', '9')];
  const taken = standing(CAPTURE, '4.00', '6');
  const found = { payment: { status: 'captured', captures: [{ reference: CAPTURE, amount: money(400n, 'EUR') }] } };
  const looked = answering(before, taken, taken, after);
  expect(await lookUp(looked.say, LOST)).toMatchObject(found);
  expect(looked.asked).toEqual([`I ${PAYMENT}`, BY_KEY, `I ${CAPTURE}`, `I ${PAYMENT}`]);
  expect(await lookUp(answering(before, SILENCE).say, LOST)).toEqual(SILENCE);
  expect(await lookUp(answering(before, 'RESULT=1').say, LOST)).toMatchObject({ kind: 'unknown' });
});

test('one that is not there is sent again under its key before anything is said of the hold', async () => {
  const [before, after] = [standing(PAYMENT, '10.00', '3'), standing(PAYMENT, '10.00', '9')];
  const made = [`RESULT=0&PNREF=${CAPTURE}`, standing(CAPTURE, '4.00', '6'), after];
  const { say, asked } = answering(before, NOT_FOUND, ...made);
  expect(await lookUp(say, LOST)).toMatchObject({
    payment: { status: 'captured', captures: [{ reference: CAPTURE, amount: money(400n, 'EUR') }] },
  });
  expect(asked).toEqual([`I ${PAYMENT}`, BY_KEY, `D ${PAYMENT}`, `I ${CAPTURE}`, `I ${PAYMENT}`]);
});

test('one that is refused was never made, and while nobody answers nothing is known', async () => {
  const hold = standing(PAYMENT, '10.00', '3');
  expect(await lookUp(answering(hold, NOT_FOUND, 'RESULT=111', hold).say, LOST)).toMatchObject({
    payment: { status: 'authorized', captures: [] },
  });
  expect(await lookUp(answering(hold, NOT_FOUND, 'RESULT=1').say, LOST)).toMatchObject({ kind: 'unknown' });
  expect(await lookUp(answering(hold, SILENCE).say, LOST)).toEqual(SILENCE);
});

const CHECKED = 'A00000000000';
const BY_CARD: Known = { ...KNOWN, purchase: { ...KNOWN.purchase, card: { kind: 'kept', reference: CHECKED } } };
const BY_COMMAND = `I ${custRefOf('command_1')}`;

test('a card that was verified is paid with, and asked for under the same id when the answer was lost', async () => {
  const paid = standing(PAYMENT, '10.00', '3');
  const { say, asked, requests } = answering(SILENCE, NOT_FOUND, `RESULT=0&PNREF=${PAYMENT}&DUPLICATE=1`, paid);
  expect(await startPurchase(say, BY_CARD)).toEqual(SILENCE);
  expect(await lookUp(say, BY_CARD)).toMatchObject({ payment: { status: 'authorized', reference: PAYMENT } });
  expect(asked).toEqual([`A ${CHECKED}`, BY_COMMAND, `A ${CHECKED}`, `I ${PAYMENT}`]);
  const ids = idsOf(requests);
  expect(ids[2]).toBe(ids[0]);
});

const DECLINED = `RESULT=0&ORIGPNREF=${PAYMENT}&ORIGRESULT=50&AMT=10.00`;
const byCard: readonly [what: string, answers: readonly string[], expected: object, asked: readonly string[]][] = [
  [
    'declines, which is over at once: there is no page for another',
    ['RESULT=50&PNREF=P00000000000', DECLINED],
    { payment: { status: 'declined', decline: { code: 'insufficient_funds' } } },
    [`A ${CHECKED}`, BY_COMMAND],
  ],
  [
    'is refused',
    ['RESULT=120&RESPMSG=failed'],
    { kind: 'rejected', rejection: { about: 'request' } },
    [`A ${CHECKED}`],
  ],
  ['declines and is not found', ['RESULT=12', NOT_FOUND], { kind: 'unknown' }, [`A ${CHECKED}`, BY_COMMAND]],
];
for (const [what, answers, expected, wanted] of byCard) {
  test(`a card that was verified ${what}`, async () => {
    const { say, asked } = answering(...answers);
    expect(await startPurchase(say, BY_CARD)).toMatchObject(expected);
    expect(asked).toEqual(wanted);
  });
}

test('a declined card that was verified is declined when it is looked up, however early', async () => {
  const { say } = answering(DECLINED);
  expect(await lookUp(say, BY_CARD)).toMatchObject({ payment: { status: 'declined' } });
});
