import { expect, test } from 'vitest';
import {
  CARDS,
  card,
  euros,
  expectProblem,
  expectStatus,
  journal,
  type MerchantAccount,
  merchant,
} from './merchant-account.ts';
import { type ControlWire, DAY, HOUR, type Running, START, start, type Wire } from './running-simulator.ts';

type Result = ControlWire['ConsoleResult'];

const iso = (ms: number) => new Date(ms).toISOString();

/** A merchant account, and the provider's console with a payment of it. */
async function open(
  more: Partial<Wire['PaymentRequest']> = {},
): Promise<AsyncDisposable & Readonly<{ running: Running; shop: MerchantAccount; payment: Wire['Payment'] }>> {
  const running = await start();
  const shop = await merchant(running);
  return {
    running,
    shop,
    payment: await shop.pay(more),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

function ask(running: Running, payment: Wire['Payment'], what: string, body?: object) {
  return running.control.ask('POST', `/payments/${payment.id}/${what}`, body === undefined ? {} : { body });
}

async function act(running: Running, payment: Wire['Payment'], what: string, body?: object): Promise<Result> {
  return expectStatus<Result>(await ask(running, payment, what, body), 200);
}

/** What happened, as `type` by `type`. */
const types = ({ events }: Result) => events.map(({ type }) => type);
const detail = ({ events }: Result) => events[0]?.detail as Readonly<Record<string, string>>;

const money = (minor: number) => ({ minor: String(minor), currency: 'EUR' });

test('a payment is captured, refunded and voided past the shop, and the shop finds it so', async () => {
  await using opened = await open();
  const { running, shop, payment } = opened;
  expect(types(await act(running, payment, 'capture', { amount: money(4_000) }))).toEqual(['captured']);
  const refunded = await act(running, payment, 'refund', { amount: money(1_500) });
  expect(types(refunded)).toEqual(['refunded']);
  const voided = await act(running, payment, 'void');
  expect(types(voided)).toEqual(['voided']);
  expect(voided.payment.balances).toMatchObject({ captured: '4000', refunded: '1500', released: '6000' });
  expect(await shop.read(payment)).toMatchObject({
    status: 'captured',
    captures: [{ amount: euros(4_000), status: 'succeeded' }],
    refunds: [{ id: detail(refunded).refundId, amount: euros(1_500), status: 'succeeded' }],
  });
});

test('without an amount all of it is meant, and a final capture releases the rest', async () => {
  await using opened = await open();
  const { running, shop, payment } = opened;
  await act(running, payment, 'capture', { amount: money(4_000), final: true });
  expect((await shop.read(payment)).balances).toMatchObject({ captured: 4_000, released: 6_000 });
  const { captures } = await shop.read(payment);
  await act(running, payment, 'refund', { captureId: captures[0]?.id });
  expect((await shop.read(payment)).balances.refunded).toBe(4_000);
  const other = await shop.pay();
  await act(running, other, 'capture');
  expect((await shop.read(other)).balances.captured).toBe(10_000);
});

test('a payment that was never approved is withdrawn past the shop', async () => {
  await using opened = await open({ returnUrl: 'https://shop.example/' });
  const { running, shop, payment } = opened;
  expect(types(await act(running, payment, 'cancel'))).toEqual(['cancelled']);
  expect((await shop.read(payment)).status).toBe('cancelled');
});

test('whoever a payment waits for decides about it', async () => {
  await using opened = await open({ card: card(CARDS.reviews) });
  const { running, shop, payment } = opened;
  expect(types(await act(running, payment, 'decide', { answer: 'approve' }))).toEqual(['authorized']);
  expect((await shop.read(payment)).status).toBe('authorized');
  const other = await shop.pay({ card: card(CARDS.reviews) });
  expect(types(await act(running, other, 'decide', { answer: 'decline', code: 'suspected_fraud' }))).toEqual([
    'declined',
  ]);
  expect(await shop.read(other)).toMatchObject({ status: 'declined', decline: { code: 'suspected_fraud' } });
  const again = expectProblem(await ask(running, other, 'decide', { answer: 'approve' }), 409, 'rejected');
  expect(again).toMatchObject({ rejection: { code: 'wrong_state', state: 'declined' } });
});

test('a refund that was made comes back', async () => {
  await using opened = await open({ captureMode: 'automatic' });
  const { running, shop, payment } = opened;
  const { refunds } = await shop.change(payment, 'refunds', { amount: euros(700) });
  const returned = await act(running, payment, `refunds/${refunds[0]?.id}/return`, { reason: 'account_closed' });
  expect(types(returned)).toEqual(['refund_returned']);
  expect(await shop.read(payment)).toMatchObject({
    balances: { refunded: 0, refundable: 10_000 },
    refunds: [{ status: 'failed', failure: 'account_closed' }],
  });
  const again = await ask(running, payment, `refunds/${refunds[0]?.id}/return`);
  expect(expectProblem(again, 409, 'rejected')).toMatchObject({ rejection: { code: 'wrong_status' } });
  expectProblem(await ask(running, payment, 'refunds/none/return'), 404, 'not-found');
});

const rulings: readonly [steps: readonly string[], status: string, disputed: number][] = [
  [['win'], 'won', 0],
  [['lose'], 'lost', 3_000],
  [['accept'], 'lost', 3_000],
  [['evidence', 'win'], 'won', 0],
  [['evidence', 'lose'], 'lost', 3_000],
];
for (const [steps, status, disputed] of rulings) {
  test(`a chargeback that meets ${steps.join(', then ')} is ${status}`, async () => {
    await using opened = await open({ captureMode: 'automatic' });
    const { running, shop, payment } = opened;
    const opening = await act(running, payment, 'disputes', { amount: money(3_000), reason: 'duplicate' });
    expect(detail(opening)).toMatchObject({ stage: 'chargeback', amount: { minor: '3000' }, reason: 'duplicate' });
    expect((await shop.read(payment)).balances).toMatchObject({ disputed: 3_000, refundable: 7_000 });
    for (const step of steps) await act(running, payment, `disputes/${detail(opening).disputeId}/${step}`);
    expect(await shop.read(payment)).toMatchObject({
      balances: { disputed },
      disputes: [{ status, reason: 'duplicate' }],
    });
  });
}

test('an inquiry takes nothing; it closes, or becomes a chargeback', async () => {
  await using opened = await open({ captureMode: 'automatic' });
  const { running, shop, payment } = opened;
  const first = await act(running, payment, 'disputes', { stage: 'inquiry', amount: money(1_000) });
  expect(await shop.read(payment)).toMatchObject({ balances: { disputed: 0 }, disputes: [{ status: 'inquiry' }] });
  await act(running, payment, `disputes/${detail(first).disputeId}/win`);
  const second = await act(running, payment, 'disputes', { stage: 'inquiry', amount: money(1_000) });
  await running.pass(DAY);
  const escalated = await act(running, payment, `disputes/${detail(second).disputeId}/escalate`);
  expect(detail(escalated).respondBy).toBe(START + 9 * DAY);
  expect(await shop.read(payment)).toMatchObject({
    balances: { disputed: 1_000 },
    disputes: [{ status: 'closed' }, { status: 'open' }],
  });
  const accepted = await ask(running, payment, `disputes/${detail(first).disputeId}/accept`);
  expectProblem(accepted, 409, 'rejected');
});

test('evidence may come with the ruling, which is then a matter of time', async () => {
  await using opened = await open({ captureMode: 'automatic' });
  const { running, shop, payment } = opened;
  const opening = await act(running, payment, 'disputes');
  const path = `disputes/${detail(opening).disputeId}/evidence`;
  await act(running, payment, path, { ruling: 'won', afterMs: 2 * DAY });
  expect((await shop.read(payment)).disputes).toMatchObject([{ status: 'under_review' }]);
  await running.pass(2 * DAY - 1);
  expect((await shop.read(payment)).disputes).toMatchObject([{ status: 'under_review' }]);
  await running.pass(1);
  expect((await shop.read(payment)).disputes).toMatchObject([{ status: 'won' }]);
  const late = await act(running, payment, 'disputes');
  await running.pass(8 * DAY);
  const answered = await ask(running, payment, `disputes/${detail(late).disputeId}/evidence`);
  expect(expectProblem(answered, 409, 'rejected')).toMatchObject({
    rejection: { code: 'wrong_status', status: 'lost' },
  });
});

test('money that was contested and won, or refunded and returned, is paid out again', async () => {
  await using opened = await open({ captureMode: 'automatic' });
  const { running, shop, payment } = opened;
  const opening = await act(running, payment, 'disputes', { amount: money(3_000) });
  const { refunds } = await shop.change(payment, 'refunds', { amount: euros(2_000) });
  const settle = async () => {
    const answer = await running.control.ask('POST', `/merchants/${shop.id}/settlements`);
    return expectStatus<ControlWire['Settlement']>(answer, 201).payouts[0];
  };
  expect(await settle()).toMatchObject({ captures: '10000', chargebacks: '3000', refunds: '2000', fees: '1820' });
  await act(running, payment, `disputes/${detail(opening).disputeId}/win`);
  await act(running, payment, `refunds/${refunds[0]?.id}/return`);
  const again = await settle();
  expect(again).toMatchObject({ captures: '0', chargebacks: '-3000', refunds: '-2000', fees: '0', net: '5000' });
  const report = await running.control.ask('GET', `/payouts/${again?.id}`);
  expect(
    expectStatus<ControlWire['SettlementReport']>(report, 200).lines.map(({ kind, gross }) => [kind, gross]),
  ).toEqual([
    ['refund_returned', '2000'],
    ['chargeback_reversed', '3000'],
  ]);
});

test('what the rules of money do not allow is refused there as well, with the rule', async () => {
  await using opened = await open();
  const { running, shop, payment } = opened;
  const refused: readonly [what: string, body: object | undefined, rejection: object][] = [
    [
      'capture',
      { amount: money(10_001) },
      { code: 'exceeds_capturable', capturable: money(10_000), limit: money(10_000) },
    ],
    ['capture', { amount: { minor: '1', currency: 'USD' } }, { code: 'currency_mismatch', expected: 'EUR' }],
    ['refund', undefined, { code: 'nothing_captured' }],
    ['refund', { captureId: 'cap_none' }, { code: 'no_such_capture' }],
    ['cancel', undefined, { code: 'wrong_state', state: 'approved' }],
    ['disputes', undefined, { code: 'nothing_captured' }],
    ['decide', { answer: 'approve' }, { code: 'wrong_state', state: 'approved' }],
  ];
  const before = await shop.read(payment);
  for (const [what, body, rejection] of refused) {
    expect(expectProblem(await ask(running, payment, what, body), 409, 'rejected')).toMatchObject({ rejection });
  }
  expect(await shop.read(payment)).toEqual(before);
  for (const what of ['evidence', 'escalate', 'win', 'lose', 'accept']) {
    await act(running, payment, 'capture', { amount: money(1) });
    expectProblem(await ask(running, payment, `disputes/none/${what}`), 404, 'not-found');
  }
});

test('what was asked for is read as strictly as everything else', async () => {
  await using opened = await open();
  const { running, payment } = opened;
  const wrong: readonly [what: string, body: object, pointer: string][] = [
    ['capture', { amount: { minor: 100, currency: 'EUR' } }, '/amount/minor'],
    ['capture', { amount: money(0) }, '/amount/minor'],
    ['capture', { amount: { minor: '-1', currency: 'EUR' } }, '/amount/minor'],
    ['capture', { amount: { minor: '1', currency: 'EURO' } }, '/amount/currency'],
    ['capture', { amount: { minor: '1', currency: 'XXX' } }, '/amount/currency'],
    ['capture', { final: 'yes' }, '/final'],
    ['void', { amount: money(1) }, '/amount'],
    ['refund', { reason: 'because' }, '/reason'],
    ['refunds/r/return', { reason: 'no idea' }, '/reason'],
    ['decide', {}, '/answer'],
    ['decide', { answer: 'approve', code: 'lost_card' }, '/code'],
    ['decide', { answer: 'decline', code: 'test_card_in_live_environment' }, '/code'],
    ['disputes', { reason: 'card 4242424242424242' }, '/reason'],
    ['disputes', { stage: 'war' }, '/stage'],
    ['disputes/d/evidence', { ruling: 'maybe' }, '/ruling'],
    ['disputes/d/evidence', { afterMs: 5 }, '/afterMs'],
    ['disputes/d/win', { really: true }, '/really'],
  ];
  for (const [what, body, pointer] of wrong) {
    const { errors } = expectProblem(await ask(running, payment, what, body), 400, 'invalid-request');
    expect(errors?.map((error) => error.pointer)).toEqual([pointer]);
  }
  for (const what of ['capture', 'void', 'cancel', 'refund', 'disputes', 'refunds/r/return', 'disputes/d/win']) {
    const answer = await running.control.ask('POST', `/payments/pay_none/${what}`);
    expectProblem(answer, 404, 'not-found');
  }
  expect(running.logged).toEqual([]);
});

test('what was done in the console is in the journal, refusals as well, and said to come from there', async () => {
  await using opened = await open();
  const { running, shop, payment } = opened;
  await act(running, payment, 'capture', { amount: money(4_000) });
  await ask(running, payment, 'cancel');
  await running.control.ask('POST', '/payments/pay_none/cancel');
  const entries = (await journal(running, `merchant=${shop.id}`)).slice(-2);
  expect(entries).toMatchObject([
    {
      origin: 'console',
      environment: 'sandbox',
      dialect: 'generic',
      operation: 'captureOnConsole',
      paymentId: payment.id,
      at: iso(START),
      crossing: false,
      request: { method: 'POST', path: `/payments/${payment.id}/capture`, headers: {}, body: { amount: money(4_000) } },
      response: { status: 200, body: { events: [{ type: 'captured' }] } },
    },
    {
      origin: 'console',
      operation: 'cancelOnConsole',
      response: { status: 409, body: { type: '/problems/rejected' } },
    },
  ]);
  expect(JSON.stringify(entries)).not.toContain('the-control-token');
});

test('a card that disputes everything disputes what is captured in the console, by the clock of its merchant', async () => {
  await using opened = await open({ card: card(CARDS.disputes) });
  const { running, shop, payment } = opened;
  await running.control.ask('PUT', `/merchants/${shop.id}/clock`, { body: { kind: 'frozen', at: iso(START + HOUR) } });
  const result = await act(running, payment, 'capture');
  expect(types(result)).toEqual(['captured', 'dispute_opened']);
  expect(result.events.map(({ at }) => at)).toEqual([iso(START + HOUR), iso(START + HOUR)]);
});
