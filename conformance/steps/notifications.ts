import { Given, Then, When } from '@cucumber/cucumber';
import type { Card } from '../src/scenarios/choices.ts';
import { eventually } from '../src/scenarios/eventually.ts';
import { type EnvironmentName, SHOPS, type ShopName } from '../src/scenarios/places.ts';
import { shopSays } from '../src/scenarios/reasons.ts';
import type { OrderStatus } from '../src/scenarios/shop-driver.ts';
import { given, type ScenarioWorld } from './world.ts';

Given<ScenarioWorld>(
  "the provider's notifications in {environment} go to {shop}",
  async function (environment: EnvironmentName, name: ShopName) {
    const url = await (await this.api(name)).notificationAddress();
    await this.seller.receiveNotifications(environment, url);
  },
);

Given<ScenarioWorld>(
  '{shop} knows the signing secret of {environment}',
  async function (name: ShopName, environment: EnvironmentName) {
    const entered = await (await this.api(name)).enterSigningSecret(
      'administrator',
      this.seller.signingSecret(environment),
    );
    if (entered.kind === 'refused')
      throw new Error(`the ${name} shop does not take the signing secret: ${entered.words}`);
  },
);

When<ScenarioWorld>('the customer pays with {card}, and never comes back', async function (card: Card) {
  const placed = given(this.placed, 'nobody has ordered anything');
  await (await this.api()).payAndLeave(placed, card(SHOPS[this.at(undefined)].mode));
});

Then<ScenarioWorld>('the order becomes {status}', async function (wanted: OrderStatus) {
  const { order } = given(this.placed, 'nobody has ordered anything');
  const driver = await this.driver();
  await eventually(
    `the order is ${wanted}`,
    () => driver.status(order),
    (status) => status === wanted,
  );
});

Then<ScenarioWorld>(
  '{shop} refuses the notification, because {reason}',
  async function (name: ShopName, reason: string) {
    const api = await this.api(this.at(name));
    const says = shopSays(reason);
    await eventually(
      `the ${name} shop has refused a notification, because ${reason}`,
      async () => (await api.notificationsRefused()).join('; '),
      (said) => says.test(said),
    );
  },
);
