import { expect, test } from 'vitest';
import { expectStatus, merchant } from './merchant-account.ts';
import { deliveries, receiver, register } from './receiver.ts';
import { type ControlWire, HOUR, type Running, SECOND, START, start } from './running-simulator.ts';

async function turn(running: Running, place: string, body: object): Promise<ControlWire['ClockTurned']> {
  return expectStatus(await running.control.ask('POST', `/${place}/clock/advance`, { body }), 200);
}

test('a clock that is turned sends what falls due on the way, each at its own time', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  shop.react(500);
  await account.pay();
  await running.simulator.tick();
  await running.control.ask('PUT', `/merchants/${account.id}/clock`, { body: { kind: 'frozen' } });
  const next = await turn(running, `merchants/${account.id}`, { to: 'next_timer' });
  expect(next.ran).toEqual([{ at: iso(START + 5 * SECOND), kind: 'notifications', attempts: 1 }]);
  expect(next.clock).toMatchObject({ now: iso(START + 5 * SECOND), nextTimerAt: iso(START + 305 * SECOND) });
  const later = await turn(running, `merchants/${account.id}`, { ms: 2 * HOUR });
  expect(later.ran.map(({ at }) => at)).toEqual([iso(START + 305 * SECOND), iso(START + 2105 * SECOND)]);
  expect(shop.arrived.map(({ headers }) => Number(headers['webhook-timestamp']) * SECOND - START)).toEqual([
    0,
    5 * SECOND,
    305 * SECOND,
    2105 * SECOND,
  ]);
});

test("a merchant account's own clock moves its notifications and nobody else's", async () => {
  await using running = await start();
  await using mine = await receiver();
  await using theirs = await receiver();
  const [account, neighbour] = [await merchant(running), await merchant(running)];
  for (const [who, hooks] of [
    [account, mine],
    [neighbour, theirs],
  ] as const) {
    await register(running, who, hooks.url);
    hooks.react(500);
    await who.pay();
  }
  await running.simulator.tick();
  await running.control.ask('PUT', `/merchants/${account.id}/clock`, { body: { kind: 'frozen' } });
  await turn(running, `merchants/${account.id}`, { ms: HOUR });
  expect([mine.arrived.length, theirs.arrived.length]).toEqual([4, 1]);
  await turn(running, 'environments/sandbox', { ms: HOUR });
  expect([mine.arrived.length, theirs.arrived.length]).toEqual([4, 4]);
});

test('notifications that fail within the same second are tried again together', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  shop.react(500);
  for (let count = 0; count < 5; count += 1) {
    await account.pay();
    await running.pass(100);
  }
  await running.control.ask('PUT', '/environments/sandbox/clock', { body: { kind: 'frozen' } });
  const { ran } = await turn(running, 'environments/sandbox', { ms: 10 * SECOND });
  expect(ran).toEqual([{ at: iso(START + 5500), kind: 'notifications', attempts: 5 }]);
});

test('what the gate holds is sent when it is released, in whatever order, and holds up nothing else', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  const gate = `/merchants/${account.id}/gate`;
  await running.control.ask('PUT', gate, { body: { notifications: ['payment.*'] } });
  const payment = await account.pay({ captureMode: 'automatic', reference: 'order-7' });
  await account.change(payment, 'refunds', {});
  await running.simulator.tick();
  expect(shop.types()).toEqual(['refund.succeeded']);
  const { held } = expectStatus<ControlWire['Gate']>(await running.control.ask('GET', gate), 200);
  expect(held.map(({ kind, what, reference, detail }) => [kind, what, reference, detail])).toEqual([
    ['notification', 'payment.authorized', 'order-7', '/hooks'],
    ['notification', 'payment.captured', 'order-7', '/hooks'],
  ]);
  const settled = async () => expectStatus<ControlWire['Settled']>(await running.control.ask('POST', '/settle'), 200);
  expect(await settled()).toMatchObject({ settled: true, held: 2, moving: { deliveries: 0 } });
  for (const { id } of held.toReversed()) {
    await running.control.ask('POST', `/gate/${id}/release`);
    await settled();
  }
  expect(shop.types()).toEqual(['refund.succeeded', 'payment.captured', 'payment.authorized']);
  expect(await deliveries(running, `merchant=${account.id}&status=pending`)).toEqual([]);
});

test('what is written to a clock that stands is sent at once all the same', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  await running.control.ask('PUT', '/environments/sandbox/clock', { body: { kind: 'frozen' } });
  await account.pay();
  const answer = await running.control.ask('POST', `/merchants/${account.id}/settle`);
  expect(expectStatus<ControlWire['Settled']>(answer, 200).settled).toBe(true);
  expect(shop.types()).toEqual(['payment.authorized']);
});

function iso(at: number): string {
  return new Date(at).toISOString();
}
