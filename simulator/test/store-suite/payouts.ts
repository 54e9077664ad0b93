import { expect, test } from 'vitest';
import { type Instant, later, type PayoutId, payoutId } from '../../src/engine/ids.ts';
import { changePayment } from '../../src/operations/change.ts';
import type { World } from '../../src/operations/world.ts';
import type { Ownership, StoredPayment } from '../../src/store/store.ts';
import { authorized, capture, eur, stored } from '../world.ts';
import type { Given } from './given.ts';
import { DAY, ids, START } from './samples.ts';

/** Which payments wait for a payout, and which payout took what. */
export function payoutTests(given: () => Given): void {
  const ever = later(START, 1000 * DAY);
  const waiting = async ({ store }: Given, place: object, until: Instant, limit = 10) =>
    (await store.unsettledPayments({ environment: 'sandbox', ...place }, until, limit)).map(
      (payment) => payment.paymentId,
    );

  test('payments wait for a payout from their first movement on, the longest waiting first', async () => {
    const { store, clock, world } = given();
    const a = await captured(world);
    await authorized(world);
    clock.advance(DAY);
    const b = await captured(world, { merchantId: 'mer_2' });
    await captured(world, { environment: 'production' });
    expect(await waiting(given(), {}, START)).toEqual([]);
    expect(await waiting(given(), {}, later(START, 1))).toEqual([a.paymentId]);
    expect(await waiting(given(), {}, ever)).toEqual([a.paymentId, b.paymentId]);
    expect(await waiting(given(), {}, ever, 1)).toEqual([a.paymentId]);
    expect(await waiting(given(), { merchantId: 'mer_2' }, ever)).toEqual([b.paymentId]);
    await store.putSetting({ environment: 'sandbox', merchantId: 'mer_2', kind: 'clock', value: {} });
    expect(await waiting(given(), {}, ever)).toEqual([a.paymentId]);
    expect(await waiting(given(), { merchantId: 'mer_2' }, ever)).toEqual([b.paymentId]);
  });

  test('a payout comes to be with what it takes, which waits no more', async () => {
    const { store, clock, world } = given();
    const [a, b] = [await captured(world, { reference: 'order-7' }), await captured(world)];
    clock.advance(DAY);
    stored(await capture(world, a, 20n));
    const payout = payoutId('po_1');
    for (const payment of [b, a]) await settle(world, payment, payout, later(START, 1));
    expect(await waiting(given(), {}, ever)).toEqual([a.paymentId]);
    const at = later(START, DAY);
    expect(await store.findPayout('po_1')).toEqual({
      id: 'po_1',
      environment: 'sandbox',
      merchantId: 'mer_1',
      currency: 'EUR',
      day: '2027-01-01',
      until: later(START, 1),
      at,
      payments: 2,
      totals: { captures: eur(60n), refunds: eur(0n), chargebacks: eur(0n), fees: eur(62n), net: eur(-2n) },
    });
    const took = await store.paidOut(payout);
    expect(took.map(({ paymentId, reference }) => [paymentId, reference])).toEqual([
      [b.paymentId, 'order-1'],
      [a.paymentId, 'order-7'],
    ]);
    expect(took[1]?.entries).toEqual([
      { kind: 'capture', captureId: expect.any(String), amount: eur(30n), at: START, fee: eur(31n) },
    ]);
    expect(await store.findPayout('po_2')).toBeUndefined();
    expect(await store.paidOut(payoutId('po_2'))).toEqual([]);
  });

  test('payouts are listed newest first, page by page, by environment and merchant, and forgotten with it', async () => {
    const { store, world } = given();
    const owners = [{}, { merchantId: 'mer_2' }, { environment: 'production', merchantId: 'mer_3' }];
    for (const [index, owner] of owners.entries()) {
      await settle(world, await captured(world, owner), payoutId(`po_${index + 1}`));
    }
    const list = async (query: object) => ids(await store.listPayouts({ limit: 10, ...query }));
    expect(await list({})).toBe('po_3 po_2 po_1');
    expect(await list({ limit: 1 })).toBe('po_3');
    expect(await list({ before: 'po_2' })).toBe('po_1');
    expect(await list({ before: 'none' })).toBe('');
    expect(await list({ environment: 'sandbox' })).toBe('po_2 po_1');
    expect(await list({ merchantId: 'mer_2' })).toBe('po_2');
    expect(await list({ day: '2027-01-01' })).toBe('po_3 po_2 po_1');
    expect(await list({ day: '2027-01-02' })).toBe('');
    await store.forgetMerchant('mer_1');
    expect(await list({})).toBe('po_3 po_2');
    expect(await store.paidOut(payoutId('po_1'))).toEqual([]);
    expect(await store.paidOut(payoutId('po_2'))).toHaveLength(1);
  });
}

/** A payment of which 30 cents were captured. */
async function captured(world: World, owner: Partial<Ownership> = {}): Promise<StoredPayment> {
  return stored(await capture(world, await authorized(world, owner), 30n));
}

async function settle(world: World, payment: StoredPayment, payout: PayoutId, until?: Instant): Promise<void> {
  const cut = until === undefined ? {} : { until };
  const step = (_: StoredPayment, at: Instant) => ({
    commands: [{ type: 'settle', payoutId: payout, ...cut, at }] as const,
  });
  stored(await changePayment(world, payment, step));
}
