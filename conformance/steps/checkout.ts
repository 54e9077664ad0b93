import { Given, Then, When } from '@cucumber/cucumber';
import { type Card, type Customer, GOOD_CARD } from '../src/scenarios/choices.ts';
import { type Currency, type ProductId, SHOPS } from '../src/scenarios/places.ts';
import type { Attempt, Order, OrderStatus, Placed } from '../src/scenarios/shop-driver.ts';
import { expectEqual, given, type ScenarioWorld } from './world.ts';

Given<ScenarioWorld>(
  '{customer} has ordered a {product} in {currency}',
  async function (customer: Customer, product: ProductId, currency: Currency) {
    await order(this, customer, product, currency);
  },
);

Given<ScenarioWorld>(
  '{customer} has paid for a {product} in {currency}',
  async function (customer: Customer, product: ProductId, currency: Currency) {
    await order(this, customer, product, currency);
    await pay(this, GOOD_CARD);
    const status = await (await this.driver()).status(orderOf(this));
    if (status !== 'authorized' && status !== 'paid in full') throw new Error(`the order is ${status}`);
  },
);

When<ScenarioWorld>(
  '{customer} orders a {product} in {currency}',
  async function (customer: Customer, product: ProductId, currency: Currency) {
    await order(this, customer, product, currency);
  },
);

When<ScenarioWorld>('{customer} presses the order button twice', async function ({ shop, country }: Customer) {
  this.at(shop);
  const api = await this.api();
  await api.checkOut({ product: 'touchstone', currency: 'EUR', country });
  const placed = await api.placeOrderTwice(this.method);
  const numbers = new Set(placed.map(({ order: { number } }) => number));
  expectEqual(numbers.size, 1, 'orders placed');
  this.placed = placed[0];
});

When<ScenarioWorld>('the customer pays with {card}', async function (card: Card) {
  await pay(this, card);
});

When<ScenarioWorld>(
  'the customer pays with {card} on the same page, after {card}',
  async function (card: Card, before: Card) {
    await pay(this, (mode) => ({ ...before(mode), andThen: card(mode).card }));
  },
);

When<ScenarioWorld>('the customer cancels on the payment page', async function () {
  this.cameBackTo = await (await this.api()).cancelPayment(placedBy(this));
});

When<ScenarioWorld>('the customer comes back to the shop without having paid', comeBack);

When<ScenarioWorld>('the customer comes back to the shop once more', comeBack);

When<ScenarioWorld>('the customer tries to pay again', async function () {
  taken(this, await (await this.driver()).payAgain(orderOf(this), this.method));
});

When<ScenarioWorld>('the customer asks the shop to look again', async function () {
  const api = await this.api();
  this.attempt = await api.reconcile('customer', orderOf(this));
  // The payment page is behind the button the customer has pressed before; it leads to the same order.
  taken(this, await api.placeOrder(this.method));
});

Then<ScenarioWorld>('the order is {status}', async function (wanted: OrderStatus) {
  expectEqual(await (await this.driver()).status(orderOf(this)), wanted, 'the order');
});

Then<ScenarioWorld>('the payment cannot be started', async function () {
  expectEqual(placedBy(this).outcome, 'rejected', 'what became of the payment');
});

Then<ScenarioWorld>('the customer is back at the new address', async function () {
  const cameBackTo = given(this.cameBackTo, 'the customer has not come back');
  expectEqual(new URL(cameBackTo).origin, (await this.site()).url, 'where the customer is');
});

async function comeBack(this: ScenarioWorld): Promise<void> {
  await (await this.api()).comeBack(await returnAddress(this));
}

async function order(world: ScenarioWorld, { shop, country }: Customer, product: ProductId, currency: Currency) {
  world.at(shop);
  const driver = await world.driver();
  await driver.checkOut({ product, currency, country });
  taken(world, await driver.placeOrder(world.method));
}

async function pay(world: ScenarioWorld, card: Card): Promise<void> {
  const placed = placedBy(world);
  const { address, order: shown } = await (await world.driver()).pay(placed, card(SHOPS[world.at(undefined)].mode));
  world.cameBackTo = address;
  world.placed = { ...placed, order: shown };
}

/** The order was placed, which the scenario goes on from; a refusal ends it. */
export function taken(world: ScenarioWorld, attempt: Attempt<Placed>): void {
  world.attempt = attempt;
  if (attempt.kind === 'done') world.placed = attempt.value;
  else throw new Error(`the shop does not take the order: ${attempt.words}`);
}

function placedBy(world: ScenarioWorld): Placed {
  return given(world.placed, 'nobody has ordered anything');
}

/** The order that the scenario is about. */
export function orderOf(world: ScenarioWorld): Order {
  return placedBy(world).order;
}

/** Where the shop asked the provider to send the customer, as the provider's journal has it. */
async function returnAddress(world: ScenarioWorld): Promise<string> {
  const asked = (await world.sinceBegin()).filter(({ operation }) => operation === 'createPayment').at(-1);
  const body = asked?.request.body;
  const address = typeof body === 'object' && body !== null && 'returnUrl' in body ? body.returnUrl : undefined;
  if (typeof address !== 'string') throw new Error('the provider was given no address to send the customer back to');
  return address;
}
