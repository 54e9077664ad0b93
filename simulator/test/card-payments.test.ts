import { expect, test } from 'vitest';
import { CARDS, card, euros, merchant } from './merchant-account.ts';
import { start } from './running-simulator.ts';

test('a card is authorized, captured in two parts, and the rest is voided', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const authorized = await shop.pay();
  expect(authorized).toMatchObject({ status: 'authorized', environment: 'sandbox', mode: 'test' });
  expect(authorized.card).toMatchObject({ brand: 'visa', lastFour: '4242' });

  const first = await shop.change(authorized, 'captures', { amount: euros(3_000) });
  expect(first).toMatchObject({ status: 'partially_captured', balances: { captured: 3_000, capturable: 7_000 } });
  const second = await shop.change(authorized, 'captures', { amount: euros(2_000) });
  expect(second.captures.map(({ amount }) => amount.minor)).toEqual([3_000, 2_000]);
  const voided = await shop.change(authorized, 'void');
  expect(voided).toMatchObject({ status: 'captured', balances: { captured: 5_000, capturable: 0, released: 5_000 } });
  expect(await shop.read(authorized)).toEqual(voided);
});

test('approves half: reauthorizing', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const half = await shop.pay({ card: card(CARDS.approvesHalf) });
  expect(half.balances.authorized).toBe(5_000);
  await shop.change(half, 'captures', { amount: euros(3_000) });
  const again = await shop.change(half, 'reauthorizations');
  expect(again.balances).toMatchObject({ authorized: 5_000, captured: 3_000, capturable: 1_000, released: 1_000 });
});
