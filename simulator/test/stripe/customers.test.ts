import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, start } from '../running-simulator.ts';
import { type Line, openLine, type StripeAccount, sdks, stripeAccount } from './stripe-account.ts';

let running: Running;
let line: Line;
let account: StripeAccount;

beforeAll(async () => {
  running = await start();
  line = await openLine(running.provider('sandbox').url);
  account = await stripeAccount(running, line);
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
});

test('customers are made, found, changed and deleted', async () => {
  const { stripe } = account;
  const made = await stripe.customers.create({
    email: 'jenny@example.com',
    name: 'Jenny',
    metadata: { order: '1', colour: 'red' },
    address: { city: 'Bonn' },
  });
  expect(made).toMatchObject({ object: 'customer', livemode: false, email: 'jenny@example.com' });
  expect(made.address).toEqual({
    city: 'Bonn',
    country: null,
    line1: null,
    line2: null,
    postal_code: null,
    state: null,
  });
  const changed = await stripe.customers.update(made.id, { name: '', metadata: { colour: '', size: 'L' } });
  expect(changed).toMatchObject({ name: null, email: 'jenny@example.com', metadata: { order: '1', size: 'L' } });
  expect(changed.metadata).not.toHaveProperty('colour');
  expect((await stripe.customers.update(made.id, { metadata: '' })).metadata).toEqual({});
  expect(await stripe.customers.del(made.id)).toMatchObject({ id: made.id, deleted: true });
  expect(await stripe.customers.retrieve(made.id)).toMatchObject({ deleted: true });
  await expect(stripe.customers.update(made.id, { name: 'x' })).rejects.toMatchObject({ code: 'resource_missing' });
});

for (const { major } of sdks('sk_test_nothing', { options: {} } as Line)) {
  test(`SDK ${major} pages through a list by itself, both ways and by time`, async () => {
    const own = await stripeAccount(running, line);
    const { stripe } = sdks(own.secret, line).find((sdk) => sdk.major === major) ?? expect.fail();
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      ids.push((await stripe.customers.create({ name: `number ${count}` })).id);
      running.clock.advance(1000);
    }
    const seen: string[] = [];
    for await (const { id } of stripe.customers.list({ limit: 3 })) seen.push(id);
    expect(seen).toEqual(ids.toReversed());
    const page = await stripe.customers.list({ limit: 2, ending_before: ids[1] ?? '' });
    expect(page.data.map(({ id }) => id)).toEqual([ids[3], ids[2]]);
    expect(page.has_more).toBe(true);
    const { created } = (await stripe.customers.retrieve(ids[2] ?? '')) as { created: number };
    const since = await stripe.customers.list({ created: { gt: created, lte: created + 2 } });
    expect(since.data.map(({ id }) => id)).toEqual([ids[4], ids[3]]);
  });
}

test('a customer can come with a card, and a card with nobody but that customer', async () => {
  const { stripe } = account;
  const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' });
  const [card] = (await stripe.customers.listPaymentMethods(customer.id, { type: 'card' })).data;
  expect(card).toMatchObject({ customer: customer.id, card: { last4: '4242' } });
  const made = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_mastercard' } });
  const other = await stripe.customers.create({ payment_method: made.id });
  expect((await stripe.paymentMethods.retrieve(made.id)).customer).toBe(other.id);
  await expect(stripe.customers.create({ payment_method: made.id })).rejects.toMatchObject({
    message: 'The payment method you provided has already been attached to a customer.',
  });
});
