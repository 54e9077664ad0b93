import { Then, When } from '@cucumber/cucumber';
import type { Customer, Person } from '../src/scenarios/choices.ts';
import { inWords, type Money } from '../src/scenarios/money.ts';
import type { Currency } from '../src/scenarios/places.ts';
import { CARD_PAYMENTS, expectEqual, given, type ScenarioWorld } from './world.ts';

When<ScenarioWorld>(
  '{staff} offers card payments in {currency} to customers from {countries}',
  async function ({ role, shop }: Person, currency: Currency, countries: readonly string[]) {
    this.at(shop);
    const rule = { label: CARD_PAYMENTS, currency, countries, stopFurtherRules: false };
    this.attempt = await (await this.driver()).addRule(role, rule);
  },
);

When<ScenarioWorld>(
  '{staff} offers {string} in {currency} to customers from {countries}, and stops further rules',
  async function ({ role, shop }: Person, label: string, currency: Currency, countries: readonly string[]) {
    this.at(shop);
    this.attempt = await (await this.driver()).addRule(role, { label, currency, countries, stopFurtherRules: true });
  },
);

When<ScenarioWorld>(
  '{staff} offers {string} in {currency} to customers from {countries}',
  async function ({ role, shop }: Person, label: string, currency: Currency, countries: readonly string[]) {
    this.at(shop);
    this.attempt = await (await this.driver()).addRule(role, { label, currency, countries, stopFurtherRules: false });
  },
);

When<ScenarioWorld>(
  '{customer} checks out in {currency}',
  async function ({ shop, country }: Customer, currency: Currency) {
    this.at(shop);
    this.offered = await (await this.driver()).checkOut({ product: 'touchstone', currency, country });
  },
);

When<ScenarioWorld>('the customer orders with card payments all the same', async function () {
  this.attempt = await (await this.driver()).placeOrder(CARD_PAYMENTS);
});

When<ScenarioWorld>('the customer orders with {string} all the same', async function (label: string) {
  this.attempt = await (await this.driver()).placeOrder(label);
});

When<ScenarioWorld>(
  '{staff} offers card payments for orders of more than {money}',
  async function ({ role, shop }: Person, { minor, currency }: Money) {
    this.at(shop);
    const total = inWords({ minor, currency }).split(' ')[0];
    await (await this.api()).addExpressionRule(role, CARD_PAYMENTS, currency, `total > ${total}`);
  },
);

Then<ScenarioWorld>('{staff} reads about the rule: {string}', async function ({ role }: Person, words: string) {
  const said = (await (await this.api()).explanations(role)).join('\n');
  if (!said.includes(words)) throw new Error(`expected the shop to say "${words}", and it says: ${said}`);
});

Then<ScenarioWorld>('card payments are offered', function () {
  const offered = given(this.offered, 'no customer has checked out');
  expectEqual(offered.join(', '), CARD_PAYMENTS, 'the payment methods offered');
});

Then<ScenarioWorld>('{string} is offered, and nothing else', function (label: string) {
  const offered = given(this.offered, 'no customer has checked out');
  expectEqual(offered.join(', '), label, 'the payment methods offered');
});

Then<ScenarioWorld>('no payment method is offered', function () {
  const offered = given(this.offered, 'no customer has checked out');
  expectEqual(offered.join(', '), '', 'the payment methods offered');
});
