import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CARDS, card, euros, expectStatus, freshKey, type MerchantAccount, merchant } from './merchant-account.ts';
import { deliveries, type Endpoint, goodSignatures, type Receiver, receiver, register } from './receiver.ts';
import { type ControlWire, DAY, HOUR, type Running, SECOND, start, type Wire } from './running-simulator.ts';

/** A merchant account with two endpoints, of which one wants refunds alone. */
type Shop = Readonly<{ account: MerchantAccount; endpoints: readonly Readonly<{ at: Receiver; is: Endpoint }>[] }>;

/** One thing that happens; numbers choose among what there is. */
type Move = Readonly<
  | { kind: 'pay'; shop: number; automatic: boolean; times: number }
  | { kind: 'change'; shop: number; which: number; what: 'captures' | 'refunds' | 'void' | 'increments'; times: number }
  | { kind: 'pass'; ms: number }
  | { kind: 'react'; shop: number; endpoint: number; status: number }
  | { kind: 'redeliver'; which: number }
>;

const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pay' as const),
      shop: fc.nat(3),
      automatic: fc.boolean(),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      shop: fc.nat(3),
      which: fc.nat(9),
      what: fc.constantFrom('captures', 'refunds', 'refunds', 'void', 'increments'),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(0, SECOND, 5 * SECOND, HOUR, DAY, 8 * DAY),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('react' as const),
      shop: fc.nat(3),
      endpoint: fc.nat(1),
      status: fc.constantFrom(204, 204, 500, 302),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redeliver' as const), which: fc.nat(9) }) },
);

/** A course that reaches everything there is to reach, however the others are drawn. */
const everything: Move[] = [0, 1, 2, 3].flatMap((shop): Move[] => [
  { kind: 'pay', shop, automatic: true, times: 1 },
  { kind: 'react', shop, endpoint: 0, status: 500 },
  { kind: 'change', shop, which: 0, what: 'refunds', times: 1 },
  { kind: 'change', shop, which: 0, what: 'refunds', times: 2 },
  { kind: 'pass', ms: HOUR },
  { kind: 'redeliver', which: 0 },
  { kind: 'redeliver', which: 1 },
]);

let reached = { retried: 0, refunds: 0, redelivered: 0 };

test('whatever happens: an event is owed to an endpoint once, arrives there and nowhere else, signed for it alone', async () => {
  reached = { retried: 0, refunds: 0, redelivered: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(moves, { minLength: 10, maxLength: 40 }), async (course) => {
      await using running = await start();
      const shops = await openShops(running);
      try {
        for (const move of course) await make(running, shops, move);
        for (const { endpoints } of shops) for (const { at } of endpoints) at.react(204);
        await running.pass(4 * DAY);
        for (const shop of shops) await expectTold(running, shop, shops);
        expect(running.logged).toEqual([]);
      } finally {
        for (const { endpoints } of shops) for (const { at } of endpoints) await at[Symbol.asyncDispose]();
      }
    }),
    { numRuns: 25, endOnFailure: true, examples: [[everything]] },
  );
  expect(reached.retried).toBeGreaterThan(20);
  expect(reached.refunds).toBeGreaterThan(5);
  expect(reached.redelivered).toBeGreaterThan(5);
}, 120_000);

async function openShops(running: Running): Promise<readonly Shop[]> {
  const shops = [];
  for (const environment of ['sandbox', 'sandbox', 'testing', 'production']) {
    const account = await merchant(running, environment);
    const [all, refunds] = [await receiver(), await receiver()];
    const endpoints = [
      { at: all, is: await register(running, account, all.url) },
      { at: refunds, is: await register(running, account, refunds.url, { types: ['refund.*'] }) },
    ];
    shops.push({ account, endpoints });
  }
  return shops;
}

async function make(running: Running, shops: readonly Shop[], move: Move): Promise<void> {
  switch (move.kind) {
    case 'pay': {
      const account = shops[move.shop]?.account;
      const number = account?.environment === 'production' ? CARDS.realLooking : CARDS.approves;
      const captureMode = move.automatic ? 'automatic' : 'manual';
      const body = { amount: euros(1_000), captureMode, reference: 'order', card: card(number) };
      return repeated(account, '/v1/payments', body, move.times);
    }
    case 'change': {
      const account = shops[move.shop]?.account;
      const listed = await account?.ask('GET', '/v1/payments?limit=10');
      const { payments } = (listed?.body ?? { payments: [] }) as Wire['PaymentPage'];
      const payment = payments[move.which % Math.max(1, payments.length)];
      const body = move.what === 'void' ? {} : { amount: euros(100) };
      if (payment !== undefined) await repeated(account, `/v1/payments/${payment.id}/${move.what}`, body, move.times);
      return;
    }
    case 'pass':
      return running.pass(move.ms);
    case 'react':
      return shops[move.shop]?.endpoints[move.endpoint]?.at.react(move.status);
    case 'redeliver': {
      const ended = await deliveries(running, 'status=delivered&limit=10');
      const one = ended[move.which % Math.max(1, ended.length)];
      if (one === undefined) return;
      reached.redelivered += 1;
      expectStatus(await running.control.ask('POST', `/deliveries/${one.id}/redeliver`), 202);
    }
  }
}

/** Asks the same thing several times, at once and with the same key. */
async function repeated(
  account: MerchantAccount | undefined,
  target: string,
  body: object,
  times: number,
): Promise<void> {
  const headers = { 'idempotency-key': freshKey() };
  await Promise.all(Array.from({ length: times }, () => account?.ask('POST', target, { body, headers })));
}

async function expectTold(running: Running, { account, endpoints }: Shop, shops: readonly Shop[]): Promise<void> {
  const owed = await deliveries(running, `merchant=${account.id}&limit=1000`);
  const ledger = await running.control.ask('GET', `/ledger?merchant=${account.id}&limit=1000`);
  const { payments } = expectStatus<ControlWire['Ledger']>(ledger, 200);
  for (const { paymentId } of payments) {
    const answer = await running.control.ask('GET', `/ledger/${paymentId}`);
    const { events } = expectStatus<ControlWire['LedgerHistory']>(answer, 200);
    const about = owed.filter((one) => one.paymentId === paymentId);
    // Everything that these payments can go through is told, but that they were requested.
    expect(about.filter(({ endpointId }) => endpointId === endpoints[0]?.is.id)).toHaveLength(events.length - 1);
    const refunds = events.filter(({ type }) => type.startsWith('refund'));
    reached.refunds += refunds.length;
    expect(about.filter(({ endpointId }) => endpointId === endpoints[1]?.is.id)).toHaveLength(refunds.length);
  }
  for (const { at, is } of endpoints) {
    const mine = owed.filter(({ endpointId }) => endpointId === is.id);
    expect(new Set(mine.map(({ notificationId }) => notificationId)).size).toBe(mine.length);
    const arrived = new Set(at.arrived.map(({ json }) => json.id));
    expect(
      mine.filter(({ status }) => status === 'delivered').every(({ notificationId }) => arrived.has(notificationId)),
    ).toBe(true);
    expect(mine.filter(({ status }) => status === 'pending')).toEqual([]);
    reached.retried += mine.filter(({ attemptCount }) => attemptCount > 1).length;
    for (const one of at.arrived) {
      expect([one.json.environment, mine.some(({ notificationId }) => notificationId === one.json.id)]).toEqual([
        account.environment,
        true,
      ]);
      const signers = shops
        .flatMap((shop) => shop.endpoints)
        .filter((other) => goodSignatures(one, other.is).length > 0);
      expect(signers.map((signer) => signer.is.id)).toEqual([is.id]);
    }
  }
}
