import { expect, test } from 'vitest';
import { CARDS, card, euros, expectProblem, expectStatus, type MerchantAccount, merchant } from './merchant-account.ts';
import { type ControlWire, DAY, HOUR, type Running, SECOND, START, start } from './running-simulator.ts';

const iso = (ms: number) => new Date(ms).toISOString();

type Settlement = ControlWire['Settlement'];
type Report = ControlWire['SettlementReport'];

async function settle(running: Running, shop: MerchantAccount, body?: object): Promise<Settlement> {
  const answer = await running.control.ask(
    'POST',
    `/merchants/${shop.id}/settlements`,
    body === undefined ? {} : { body },
  );
  const settlement = answer.body as Settlement;
  expect(answer.status, answer.text).toBe(settlement.made?.length === 0 ? 200 : 201);
  return settlement;
}

async function report(running: Running, id: string | undefined): Promise<Report> {
  return expectStatus(await running.control.ask('GET', `/payouts/${id}`), 200);
}

async function csvOf(running: Running, target: string): Promise<readonly string[]> {
  const answer = await running.control.ask('GET', target, { headers: { accept: 'text/csv' } });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  return answer.text.split('\r\n');
}

const captured = (shop: MerchantAccount, minor: number, more: object = {}) =>
  shop.pay({ amount: euros(minor), captureMode: 'automatic', ...more });

test('a settlement pays out what was captured and not yet paid, less refunds, chargebacks and fees', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const plain = await captured(shop, 10_000, { reference: 'order-1' });
  const refunded = await captured(shop, 5_000, { reference: 'order-2' });
  await shop.change(refunded, 'refunds', { amount: euros(2_000) });
  const disputed = await captured(shop, 3_000, { card: card(CARDS.disputes), reference: 'order-3' });
  const { captures } = await shop.pay({ amount: euros(9_999) });
  expect(captures).toEqual([]);

  const { day, payouts, made } = await settle(running, shop);
  expect(day).toBe('2027-01-01');
  expect(payouts.map(({ id }) => id)).toEqual(made);
  expect(payouts).toEqual([
    {
      id: made[0],
      environment: 'sandbox',
      merchantId: shop.id,
      currency: 'EUR',
      day: '2027-01-01',
      until: iso(START + 1),
      at: iso(START),
      payments: 3,
      captures: '18000',
      refunds: '2000',
      chargebacks: '3000',
      fees: String(320 + 175 + 117 + 1_500),
      net: String(18_000 - 2_000 - 3_000 - 2_112),
    },
  ]);
  const { lines } = await report(running, made[0]);
  expect(lines.map(({ reference, kind, gross, fee, net }) => [reference, kind, gross, fee, net])).toEqual([
    ['order-1', 'capture', '10000', '320', '9680'],
    ['order-2', 'capture', '5000', '175', '4825'],
    ['order-2', 'refund', '-2000', '0', '-2000'],
    ['order-3', 'capture', '3000', '117', '2883'],
    ['order-3', 'chargeback', '-3000', '1500', '-4500'],
  ]);
  expect(lines.map(({ paymentId }) => paymentId)).toEqual(
    [plain, refunded, refunded, disputed, disputed].map(({ id }) => id),
  );
  const told = await shop.read(refunded);
  expect(lines[1]?.movementId).toBe(told.captures[0]?.id);
  expect(lines[2]?.movementId).toBe(told.refunds[0]?.id);
  expect(told.captures[0]?.payoutId).toBe(made[0]);
});

test('what was settled is not settled again, and the answer is the same', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await captured(shop, 1_000);
  const first = await settle(running, shop);
  const again = await settle(running, shop);
  expect(again).toEqual({ ...first, made: [] });
  expect(await settle(running, shop, { day: '2027-01-01' })).toEqual(again);
  await captured(shop, 2_000);
  const more = await settle(running, shop);
  expect(more.made).toHaveLength(1);
  expect(more.payouts.map(({ captures }) => captures)).toEqual(['2000', '1000']);
});

test('each currency has its own payout, in its own minor units', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await captured(shop, 1_000);
  await shop.pay({ amount: { minor: 5_000, currency: 'JPY' }, captureMode: 'automatic' });
  await shop.pay({ amount: { minor: 12_345, currency: 'KWD' }, captureMode: 'automatic' });
  const { payouts } = await settle(running, shop);
  expect(payouts.map(({ currency, net }) => `${currency} ${net}`)).toEqual(['KWD 11987', 'JPY 4855', 'EUR 941']);
  const kuwait = payouts.find(({ currency }) => currency === 'KWD');
  const [, line] = await csvOf(running, `/payouts/${kuwait?.id}`);
  expect(line).toMatch(/,KWD,12\.345,0\.358,11\.987$/);
});

test('a day takes what moved up to its end, and leaves the rest to the next one', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const first = await captured(shop, 1_000);
  await running.pass(12 * HOUR - 1);
  await shop.change(first, 'refunds', { amount: euros(100) });
  await running.pass(1);
  await shop.change(first, 'refunds', { amount: euros(200) });
  await running.pass(3 * DAY);
  const ended = await settle(running, shop, { day: '2027-01-01' });
  expect(ended.payouts).toMatchObject([{ day: '2027-01-01', until: iso(START + 12 * HOUR), refunds: '100' }]);
  expect((await settle(running, shop, { day: '2027-01-03' })).payouts).toMatchObject([
    { day: '2027-01-03', captures: '0', refunds: '200', net: '-200' },
  ]);
  expect((await settle(running, shop, { day: '2027-01-02' })).payouts).toEqual([]);
  const days = await running.control.ask('GET', `/payouts?merchant=${shop.id}&day=2027-01-01`);
  expect(expectStatus<{ payouts: ControlWire['Payout'][] }>(days, 200).payouts).toEqual(ended.payouts);
});

test('a refund that takes a day is paid out when it is made', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const returned = await captured(shop, 2_000, { card: card(CARDS.delaysRefunds) });
  await shop.change(returned, 'refunds', { amount: euros(500) });
  const capturing = await settle(running, shop);
  expect(capturing.payouts).toMatchObject([{ captures: '2000', refunds: '0' }]);
  await running.pass(DAY);
  expect((await settle(running, shop)).payouts).toMatchObject([{ captures: '0', refunds: '500', net: '-500' }]);
});

test('a settlement includes what fell due before and nobody has looked at', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await captured(shop, 1_000, { card: card(CARDS.reviews) });
  expect((await settle(running, shop)).payouts).toEqual([]);
  running.clock.advance(DAY);
  expect((await settle(running, shop, { day: '2027-01-01' })).payouts).toMatchObject([{ captures: '1000' }]);
});

test('only a day that has begun is settled, by the clock of the merchant account', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await captured(shop, 1_000);
  const path = `/merchants/${shop.id}/settlements`;
  const early = expectProblem(
    await running.control.ask('POST', path, { body: { day: '2027-01-02' } }),
    409,
    'wrong-state',
  );
  expect(early.detail).toContain('today is 2027-01-01');
  await running.control.ask('PUT', `/merchants/${shop.id}/clock`, {
    body: { kind: 'frozen', at: '2027-01-02T00:00:00Z' },
  });
  expect((await settle(running, shop, { day: '2027-01-02' })).payouts).toMatchObject([
    { at: '2027-01-02T00:00:00.000Z' },
  ]);
  for (const day of ['2027-02-29', 'today', '2027-1-1', 20270101]) {
    const { errors } = expectProblem(
      await running.control.ask('POST', path, { body: { day } }),
      400,
      'invalid-request',
    );
    expect(errors?.[0]?.pointer).toBe('/day');
  }
  expectProblem(await running.control.ask('POST', '/merchants/nobody/settlements'), 404, 'not-found');
});

test('a merchant account is paid for itself alone', async () => {
  await using running = await start();
  const [shop, other] = [await merchant(running), await merchant(running)];
  const elsewhere = await merchant(running, 'testing');
  for (const [index, account] of [shop, other, elsewhere].entries()) await captured(account, 1_000 + index);
  expect((await settle(running, other)).payouts).toMatchObject([{ captures: '1001' }]);
  for (const account of [shop, elsewhere]) await settle(running, account);
  const list = async (query: string) => {
    const answer = await running.control.ask('GET', `/payouts${query}`);
    return expectStatus<{ payouts: ControlWire['Payout'][]; nextCursor?: string }>(answer, 200);
  };
  const shown = async (query: string) => (await list(query)).payouts.map(({ captures }) => captures);
  expect(await shown('')).toEqual(['1002', '1000', '1001']);
  expect(await shown('?environment=sandbox')).toEqual(['1000', '1001']);
  expect(await shown(`?merchant=${elsewhere.id}`)).toEqual(['1002']);
  const page = await list('?limit=2');
  expect(page.payouts).toHaveLength(2);
  expect(await shown(`?limit=2&cursor=${page.nextCursor}`)).toEqual(['1001']);
  const [header, ...lines] = await csvOf(running, '/payouts?environment=testing');
  expect(header).toMatch(/^payout_id,environment,merchant_id,day,until,made_at,payments,currency,captures,/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/,testing,mer_\w+,2027-01-01,.*,1,EUR,10\.02,0\.00,0\.00,0\.59,9\.43$/);

  await running.control.ask('POST', `/merchants/${other.id}/reset`);
  expect(await shown('')).toEqual(['1002', '1000']);
});

test('the report in CSV is one that a spreadsheet opens without harm', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const reference = '=cmd|"/c calc",1';
  const payment = await captured(shop, 1_234, { reference });
  await running.pass(SECOND);
  await shop.change(payment, 'refunds', { amount: euros(234) });
  const { made } = await settle(running, shop);
  const answer = await running.control.ask('GET', `/payouts/${made[0]}`, { headers: { accept: 'text/csv' } });
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${made[0]}.csv"`);
  const told = await shop.read(payment);
  expect(answer.text).toBe(
    [
      'payout_id,day,reference,payment_id,kind,movement_id,moved_at,settled_at,currency,gross,fee,net',
      `${made[0]},2027-01-01,"'=cmd|""/c calc"",1",${payment.id},capture,${told.captures[0]?.id},` +
        `${iso(START)},${iso(START + SECOND)},EUR,12.34,0.66,11.68`,
      `${made[0]},2027-01-01,"'=cmd|""/c calc"",1",${payment.id},refund,${told.refunds[0]?.id},` +
        `${iso(START + SECOND)},${iso(START + SECOND)},EUR,-2.34,0.00,-2.34`,
      '',
    ].join('\r\n'),
  );
  const { lines } = await report(running, made[0]);
  expect(lines[0]?.reference).toBe(reference);
});

test('a report comes in a form that is accepted, or not at all', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await captured(shop, 1_000);
  const { made } = await settle(running, shop);
  for (const target of ['/payouts', `/payouts/${made[0]}`]) {
    const ask = (accept: string) => running.control.ask('GET', target, { headers: { accept } });
    expect((await ask('application/xml')).headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expectProblem(await ask('application/xml'), 406, 'not-acceptable');
    expect((await ask('text/csv;q=0.5, */*;q=0.1')).headers.get('content-type')).toMatch(/^text\/csv/);
    expect((await ask('text/csv;q=0.1, */*')).headers.get('content-type')).toMatch(/^application\/json/);
  }
  expectProblem(await running.control.ask('GET', '/payouts/none'), 404, 'not-found');
  expectProblem(await running.control.ask('GET', '/payouts?cursor=none'), 400, 'invalid-request');
  expectProblem(await running.control.ask('GET', '/payouts?environment=nowhere'), 422, 'environment-unknown');
  expectProblem(await running.control.ask('GET', '/payouts?day=2027-02-30'), 400, 'invalid-request');
  expect(running.logged).toEqual([]);
});

test('with a daily schedule every day is settled when it is over, by whatever clock', async () => {
  await using running = await start();
  const [shop, alone] = [await merchant(running), await merchant(running)];
  const clock = `/merchants/${alone.id}/clock`;
  await running.control.ask('PUT', clock, { body: { kind: 'frozen' } });
  await captured(shop, 1_000);
  await captured(alone, 4_000);
  const schedule = '/environments/sandbox/settlement';
  expect((await running.control.ask('GET', schedule)).body).toEqual({ schedule: 'manual' });
  await running.pass(2 * DAY);
  expect((await running.control.ask('PUT', schedule, { body: { schedule: 'daily' } })).body).toEqual({
    schedule: 'daily',
  });
  const days = async (account: MerchantAccount) => {
    const answer = await running.control.ask('GET', `/payouts?merchant=${account.id}`);
    const { payouts } = expectStatus<{ payouts: ControlWire['Payout'][] }>(answer, 200);
    return payouts.map(({ day, captures }) => `${day} ${captures}`).toReversed();
  };
  expect(await days(shop)).toEqual(['2027-01-01 1000']);
  await captured(shop, 2_000);
  await running.pass(DAY - 12 * HOUR - 1);
  expect(await days(shop)).toHaveLength(1);
  await running.pass(1);
  expect(await days(shop)).toEqual(['2027-01-01 1000', '2027-01-03 2000']);

  expect(await days(alone)).toEqual([]);
  const read = await running.control.ask('GET', clock);
  expect(read.body).toMatchObject({ nextTimerAt: '2027-01-02T00:00:00.000Z' });
  const turned = await running.control.ask('POST', `${clock}/advance`, { body: { to: 'next_timer' } });
  expect(expectStatus<ControlWire['ClockTurned']>(turned, 200).ran).toEqual([
    { at: '2027-01-02T00:00:00.000Z', kind: 'settlement', merchantId: alone.id, payouts: [expect.any(String)] },
  ]);
  expect(await days(alone)).toEqual(['2027-01-01 4000']);
});

test('captures that go on while they are settled are paid out once', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const payments = await Promise.all(Array.from({ length: 12 }, () => shop.pay({ amount: euros(1_000) })));
  const work = payments.flatMap((payment, index) => [
    ...Array.from({ length: 4 }, () => () => shop.change(payment, 'captures', { amount: euros(250) })),
    ...(index % 3 === 0 ? [() => settle(running, shop)] : []),
  ]);
  await Promise.all(work.map((ask) => ask()));
  await settle(running, shop);
  const answer = await running.control.ask('GET', `/payouts?merchant=${shop.id}`);
  const { payouts } = expectStatus<{ payouts: ControlWire['Payout'][] }>(answer, 200);
  const reports = await Promise.all(payouts.map(({ id }) => report(running, id)));
  const ids = reports.flatMap(({ lines }) => lines.map(({ movementId }) => movementId));
  const told = await Promise.all(payments.map((payment) => shop.read(payment)));
  const made = told.flatMap(({ captures }) => captures.map(({ id }) => id));
  expect(ids.toSorted()).toEqual(made.toSorted());
  expect(made).toHaveLength(48);
  expect(payouts.reduce((sum, { captures }) => sum + BigInt(captures), 0n)).toBe(12_000n);
});
