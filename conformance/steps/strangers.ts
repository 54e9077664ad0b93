import { Then, When } from '@cucumber/cucumber';
import type { ShopName } from '../src/scenarios/places.ts';
import { askAsStranger, HEALTH, insideIn, ORDINARY, SENSELESS } from '../src/scenarios/strangers.ts';
import { given, type ScenarioWorld } from './world.ts';

When<ScenarioWorld>('a stranger sends {shop} requests that make no sense', async function (name: ShopName) {
  this.answers = await askAsStranger((await this.site(this.at(name))).url, SENSELESS);
});

When<ScenarioWorld>('a stranger opens pages of {shop}', async function (name: ShopName) {
  this.answers = await askAsStranger((await this.site(this.at(name))).url, ORDINARY);
});

When<ScenarioWorld>('a stranger asks {shop} how it is', async function (name: ShopName) {
  this.answers = await askAsStranger((await this.site(this.at(name))).url, HEALTH);
});

Then<ScenarioWorld>('{shop} says that something went wrong', function (_: ShopName) {
  const answers = given(this.answers, 'no stranger has asked anything');
  if (!answers.some(({ status }) => status === 500)) throw new Error('nothing has gone wrong');
});

Then<ScenarioWorld>('no answer shows anything of the inside of {shop}', function (name: ShopName) {
  const address = this.providerUrl(this.environment(name));
  const shown = given(this.answers, 'no stranger has asked anything').flatMap((answer) => [
    ...insideIn(answer, [address, new URL(address).host]),
    ...this.scanner.find(answer.text).map(({ canary }) => `${answer.asked} shows ${canary.label}`),
  ]);
  if (shown.length > 0) throw new Error(shown.join('\n'));
});
