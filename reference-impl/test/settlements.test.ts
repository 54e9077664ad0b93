import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { capturePart, paidOrder, refundPart, type Scene } from './paid-order.ts';
import { history } from './shop.ts';

type Wire = components['schemas'];

// A hold of 19.99 of which 15.00 were captured, and 4.00 of that returned.
let scene: Scene;
let number: string;
const HEAD = 'payout_id,day,reference,payment_id,kind,movement_id,moved_at,settled_at,currency,gross,fee,net';
const AT = '2026-12-01T10:00:00.000Z,2026-12-02T00:00:00.000Z';

beforeAll(async () => {
  scene = await paidOrder();
  await scene.done('capture', capturePart(1500, 1999));
  await scene.done('refund', refundPart(400, 1500), await newest(scene));
  number = (await scene.shop.administrator.get<Wire['Order']>(200, 'GET', `/api/orders/${scene.orderId}`)).number;
});
afterAll(() => scene.shop.close());

const CAPTURED = () => `2026-12-01,${number},pay_1,capture,cap_pay_1_1,${AT},EUR,15.00,0.60,14.40`;
const REFUNDED = () => `2026-12-01,${number},pay_1,refund,ref_pay_1_1,${AT},EUR,-4.00,0.00,-4.00`;

const newest = async ({ shop, orderId }: Scene) => (await history(shop, orderId))[0]?.id ?? '';

let reports = 0;
const next = () => {
  reports += 1;
  return `po_${reports}`;
};
const csv = (payout: string, ...lines: readonly string[]) =>
  `${[HEAD, ...lines.map((line) => `${payout},${line}`)].join('\r\n')}\r\n`;

async function kept(report: string, status = 201): Promise<Wire['SettlementReportDetails']> {
  const draft = { integrationId: scene.integration.id, report };
  return scene.shop.administrator.get(status, 'POST', '/api/settlement-reports', draft);
}

const words = ({ differences }: Wire['SettlementReportDetails']) => differences.map(({ text }) => text);

// what the report says                                       what is told about it; the payments are the same each time
const REPORTS: readonly (readonly [string, () => readonly string[], () => readonly string[]])[] = [
  ['what is in the history', () => [CAPTURED(), REFUNDED()], () => []],
  [
    'another amount',
    () => [CAPTURED().replace('15.00,0.60,14.40', '15.10,0.60,14.50')],
    () => [`The capture cap_pay_1_1 (order ${number}) is EUR 15.10; the payment history says EUR 15.00.`],
  ],
  [
    'a payment of somebody else',
    () => [CAPTURED().replace('pay_1,', 'pay_9,')],
    () => [
      `The capture cap_pay_1_1 (order ${number}) is about a payment that this shop does not have. Ask the provider whose it is.`,
    ],
  ],
  [
    'a capture that the shop does not know',
    () => [CAPTURED().replace('cap_pay_1_1', 'cap_pay_1_2')],
    () => [
      `The capture cap_pay_1_2 (order ${number}) is not in the payment history. Ask the provider about the order, then look again.`,
    ],
  ],
  [
    'another order',
    () => [CAPTURED().replace(number, 'N-404')],
    () => [`The capture cap_pay_1_1 (order N-404) names the order N-404; the payment belongs to ${number}.`],
  ],
  [
    'a line that does not add up',
    () => [CAPTURED().replace('14.40', '14.41')],
    () => [`The capture cap_pay_1_1 (order ${number}) does not add up: EUR 15.00 less EUR 0.60 is not EUR 14.41.`],
  ],
  [
    'a line twice',
    () => [CAPTURED(), CAPTURED()],
    () => [`The capture cap_pay_1_1 (order ${number}) is in the report twice.`],
  ],
];
for (const [what, lines, told] of REPORTS) {
  test(`${what}: ${told.length === 0 ? 'no difference' : 'told in words'}`, async () => {
    expect(words(await kept(csv(next(), ...lines())))).toEqual(expect.arrayContaining([...told()]));
  });
}

test('what was returned before a report and is in none is told, until a report has it', async () => {
  const other = await paidOrder();
  const of = async (report: string) => {
    const draft = { integrationId: other.integration.id, report };
    return other.shop.administrator.get<Wire['SettlementReportDetails']>(201, 'POST', '/api/settlement-reports', draft);
  };
  await other.done('capture', {});
  await other.done('refund', { note: 'Broken' }, await newest(other));
  const order = await other.shop.administrator.get<Wire['Order']>(200, 'GET', `/api/orders/${other.orderId}`);
  const line = (kind: string, id: string, gross: string) =>
    `2026-12-01,${order.number},pay_1,${kind},${id},${AT},EUR,${gross},0.00,${gross}`;
  const first = await of(csv('po_a', line('capture', 'cap_pay_1_1', '19.99')));
  expect(words(first)).toEqual([
    `EUR 19.99 of order ${order.number} was returned before this report and is in no report.`,
  ]);
  expect(words(await of(csv('po_b', line('refund', 'ref_pay_1_1', '-19.99'))))).toEqual([]);
  const path = `/api/settlement-reports/${first.id}`;
  expect(words(await other.shop.administrator.get(200, 'GET', path))).toEqual([]);
  await other.shop.close();
});

test('the sums are those of the lines, and what was taken at once needs no capture of its own', async () => {
  const { gross, fee, net } = await kept(csv(next(), CAPTURED(), REFUNDED()));
  expect([gross, fee, net].map(({ minor }) => minor)).toEqual([1100, 60, 1040]);
  const charged = await paidOrder('charge');
  const order = await charged.shop.administrator.get<Wire['Order']>(200, 'GET', `/api/orders/${charged.orderId}`);
  const report = csv('po_c', `2026-12-01,${order.number},pay_1,capture,cap_pay_1,${AT},EUR,19.99,0.60,19.39`);
  const draft = { integrationId: charged.integration.id, report };
  expect(words(await charged.shop.administrator.get(201, 'POST', '/api/settlement-reports', draft))).toEqual([]);
  await charged.shop.close();
});

test('a report is kept once; the same again is the same, and another under its name is refused', async () => {
  const name = next();
  const first = await kept(csv(name, CAPTURED()));
  expect(await kept(csv(name, CAPTURED()), 200)).toEqual(first);
  const other = { integrationId: scene.integration.id, report: csv(name, REFUNDED()) };
  const refused = await scene.shop.administrator.ask('POST', '/api/settlement-reports', other);
  expect(refused.body).toMatchObject({ status: 409, type: '/problems/report-kept-otherwise' });
});

const UNREADABLE: readonly (readonly [report: () => string, why: string])[] = [
  [() => 'hello', 'Line 1: these fields are missing'],
  [() => HEAD, 'Line 2: there is no line'],
  [() => `${csv(next(), CAPTURED())}"`, 'Line 1: a quote is not closed'],
  [() => csv(next(), CAPTURED().replace('capture,', 'payout,')), 'Line 2: the kind "payout" is not known'],
  [() => csv(next(), CAPTURED().replace('EUR', 'XXZ')), 'Line 2: the currency "XXZ" is not known'],
  [() => csv(next(), CAPTURED().replace('15.00', '15.001')), 'Line 2: an amount is not one'],
  [() => csv(next(), CAPTURED().replace('15.00', '1e3')), 'Line 2: an amount is not one'],
  [() => csv(next(), CAPTURED().replace('pay_1,', '<script>,')), 'Line 2: an id is not one'],
  [() => csv(next(), CAPTURED().replace('2026-12-01,', 'Monday,')), 'Line 2: the day or time is not one'],
  [() => csv(next(), CAPTURED()) + csv(next(), REFUNDED()).split('\r\n')[1], 'Line 3: is of another payout'],
];
for (const [report, why] of UNREADABLE) {
  test(`${why}, and nothing is kept`, async () => {
    const before = await scene.shop.app.world.settlements.newest(100);
    const draft = { integrationId: scene.integration.id, report: report() };
    const refused = await scene.shop.administrator.ask('POST', '/api/settlement-reports', draft);
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/report-unreadable' } });
    expect(refused.text).toContain(JSON.stringify(why).slice(1, -1));
    expect(await scene.shop.app.world.settlements.newest(100)).toHaveLength(before.length);
  });
}

test('the page keeps a pasted report, shows the differences with the way to the order, and says what cannot be read', async () => {
  const { cookie = '', 'csrf-token': csrf = '' } = scene.shop.administrator.headers;
  const send = (report: string) =>
    fetch(`${scene.shop.url}/admin/settlements`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie },
      body: new URLSearchParams({ csrf, integration: scene.integration.id, report }),
    });
  // What a browser sends of several lines ends in CR LF, whatever was pasted.
  const saved = await send(csv(next(), CAPTURED().replace('cap_pay_1_1', 'cap_pay_1_7')));
  expect(saved.status).toBe(303);
  const page = await fetch(scene.shop.url + saved.headers.get('location'), { headers: { cookie } });
  const text = await page.text();
  expect(text).toContain('is not in the payment history');
  expect(text).toContain(`/admin/orders/${scene.orderId}`);
  const wrong = await send('<script>,');
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('these fields are missing')]);
});

describe('in JSON', () => {
  const line = (more: object = {}) => ({
    ...{ paymentId: 'pay_1', reference: number, kind: 'capture', movementId: 'cap_pay_1_1' },
    ...{ at: '2026-12-01T10:00:00.000Z', gross: '1500', fee: '60', net: '1440' },
    ...more,
  });
  const returned = () => line({ kind: 'refund', movementId: 'ref_pay_1_1', gross: '-400', fee: '0', net: '-400' });
  const report = (lines: readonly object[], more: object = {}) =>
    JSON.stringify({
      payout: { id: next(), day: '2026-12-01', at: '2026-12-02T00:00:00.000Z', currency: 'EUR', ...more },
      lines,
    });

  test('a report says the same as in CSV', async () => {
    const told = await kept(report([line(), returned()]));
    expect(told).toMatchObject({ lines: 2, matched: 2, differences: [], net: { minor: 1040 }, day: '2026-12-01' });
    const other = await kept(report([line({ gross: '1510', net: '1450' }), returned()]));
    expect([other.matched, words(other)]).toEqual([
      1,
      [`The capture cap_pay_1_1 (order ${number}) is EUR 15.10; the payment history says EUR 15.00.`],
    ]);
  });

  const unreadable: readonly (readonly [what: string, text: () => string, why: string])[] = [
    ['half a report', () => report([line()]).slice(0, -1), 'Line 1: this is no report in JSON.'],
    ['another object', () => '{}', 'Line 1: this is no report in JSON.'],
    ['no line', () => report([]), 'Line 1: there is no line.'],
    ['an amount with a point', () => report([returned(), line({ fee: '0.60' })]), 'Line 2: an amount is not one.'],
    ['a number as an amount', () => report([line({ fee: 60 })]), 'Line 1: an amount is not one.'],
    ['a line that is none', () => report([returned(), 'text' as never]), 'Line 2: an id is not one.'],
    [
      'a currency that nobody knows',
      () => report([line()], { currency: 'XXX' }),
      'Line 1: the currency "XXX" is not known.',
    ],
  ];
  for (const [what, text, why] of unreadable) {
    test(`${what} is refused: ${why}`, async () => {
      const draft = { integrationId: scene.integration.id, report: text() };
      const answer = await scene.shop.administrator.ask('POST', '/api/settlement-reports', draft);
      expect([answer.status, (answer.body as { detail?: string }).detail]).toEqual([422, why]);
    });
  }
});
