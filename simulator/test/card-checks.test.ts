import { expect, test } from 'vitest';
import { CARDS, card, euros, expectProblem, type MerchantAccount, merchant } from './merchant-account.ts';
import { start } from './running-simulator.ts';

test('a card that was checked with nothing is paid with later, held or at once, and no other card is', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const checked = await shop.pay({ amount: euros(0) });
  expect(checked).toMatchObject({
    status: 'card_checked',
    balances: { authorized: 0, capturable: 0 },
    card: { lastFour: '4242' },
  });
  const held = await shop.pay({ cardOf: checked.id });
  expect(held).toMatchObject({ status: 'authorized', balances: { capturable: 10_000 }, card: { lastFour: '4242' } });
  const taken = await shop.pay({ cardOf: checked.id, captureMode: 'automatic' });
  expect(taken).toMatchObject({ status: 'captured', card: checked.card });
  expect(await shop.read(checked)).toEqual(checked);

  const declined = await shop.pay({ amount: euros(0), card: card(CARDS.declines) });
  expect(declined.status).toBe('declined');
  const stranger = await merchant(running);
  const rows: [MerchantAccount, object, string][] = [
    [shop, { cardOf: declined.id }, '/cardOf'],
    [shop, { cardOf: held.id }, '/cardOf'],
    [stranger, { cardOf: checked.id }, '/cardOf'],
    [shop, { cardOf: checked.id, card: card(CARDS.approves) }, '/cardOf'],
    [shop, { cardOf: checked.id, amount: euros(0) }, '/amount/minor'],
    [shop, { card: card(CARDS.approves), amount: euros(0), captureMode: 'automatic' }, '/amount/minor'],
    [shop, { method: 'wallet', returnUrl: 'https://shop.example/', amount: euros(0) }, '/amount/minor'],
  ];
  for (const [who, more, pointer] of rows) {
    const body = { amount: euros(100), captureMode: 'manual', reference: 'order-1', ...more };
    const refused = expectProblem(await who.ask('POST', '/v1/payments', { body }), 400, 'invalid-request');
    expect(refused.errors?.map((error) => error.pointer)).toEqual([pointer]);
  }
  for (const what of ['captures', 'void', 'reauthorizations']) {
    const { status } = await shop.ask('POST', `/v1/payments/${checked.id}/${what}`, { body: {} });
    expect([409, 422], what).toContain(status);
  }
  const more = await shop.ask('POST', `/v1/payments/${checked.id}/increments`, { body: { amount: euros(100) } });
  expectProblem(more, 422, 'not-supported');
});
