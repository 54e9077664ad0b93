import { Given, When } from '@cucumber/cucumber';
import type { Customer } from '../src/scenarios/choices.ts';
import type { Currency, ProductId, ShopName } from '../src/scenarios/places.ts';
import { taken } from './checkout.ts';
import { CARD_PAYMENTS, type ScenarioWorld } from './world.ts';

const CHECKS = 'Check';

Given<ScenarioWorld>(
  '{shop} takes a tax of {int} per cent on top in Germany, and {int} per cent off for the code {string}',
  async function (name: ShopName, tax: number, off: number, code: string) {
    this.at(name);
    const goods = { country: 'DE', taxClass: 'standard', how: 'on_top', onShipping: true } as const;
    const share = { kind: 'share', partsPerMillion: off * 10_000 } as const;
    await (await this.api()).setPricing({
      taxes: [{ ...goods, name: 'Tax', partsPerMillion: tax * 10_000 }],
      discounts: [{ code, name: 'Off', off: share }],
    });
  },
);

Given<ScenarioWorld>('{shop} takes checks in {currency}', async function (name: ShopName, currency: Currency) {
  this.at(name);
  await (await this.api()).takeChecks(CHECKS, currency);
});

When<ScenarioWorld>(
  '{customer} orders a {product} in {currency}, sent by express, with the code {string}',
  async function ({ shop, country }: Customer, product: ProductId, currency: Currency, discountCode: string) {
    this.at(shop);
    const api = await this.api();
    await api.checkOut({ product, currency, country, shippingMethod: 'express', discountCode });
    taken(this, await api.placeOrder(CARD_PAYMENTS));
  },
);

When<ScenarioWorld>(
  '{customer} orders a {product} in {currency} by check',
  async function ({ shop, country }: Customer, product: ProductId, currency: Currency) {
    this.at(shop);
    const api = await this.api();
    await api.checkOut({ product, currency, country });
    taken(this, await api.placeOrder(CHECKS));
  },
);

When<ScenarioWorld>('the customer changes the cart in another tab', async function () {
  await (await this.api()).changeCart('touchstone');
});

When<ScenarioWorld>('the customer orders what was reviewed', async function () {
  this.attempt = await (await this.api()).placeOrder(CARD_PAYMENTS);
});
