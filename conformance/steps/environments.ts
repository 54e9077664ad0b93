import { Given, Then, When } from '@cucumber/cucumber';
import { startProgram } from '../src/bench/program.ts';
import { shopProgram } from '../src/bench/shop.ts';
import type { Person } from '../src/scenarios/choices.ts';
import { type EnvironmentName, SHOPS, type ShopName } from '../src/scenarios/places.ts';
import { shopSays } from '../src/scenarios/reasons.ts';
import { copyIntegrations, damage } from '../src/scenarios/shop-database.ts';
import { given, type ScenarioWorld } from './world.ts';

Given<ScenarioWorld>('a freshly installed {shopName} shop', async function (name: ShopName) {
  await this.install(this.at(name), { proxied: false });
});

Given<ScenarioWorld>(
  'a freshly installed {shopName} shop that reaches the provider through a proxy',
  async function (name: ShopName) {
    await this.install(this.at(name), { proxied: true });
  },
);

When<ScenarioWorld>('{shop} is started again at another address', async function (name: ShopName) {
  await this.restart(this.at(name));
});

When<ScenarioWorld>(
  "{shop} is started again with the provider's {environment} address",
  async function (name: ShopName, environment: EnvironmentName) {
    await this.restart(this.at(name), { providerUrl: this.providerUrl(environment) });
  },
);

When<ScenarioWorld>(
  '{shop} is started again and told that {mode}',
  async function (name: ShopName, mode: 'test' | 'live') {
    const environments = `${SHOPS[name].environment}:${mode}`;
    await this.restart(this.at(name), { mode, args: ['--environments', environments] });
  },
);

When<ScenarioWorld>(
  "a {shopName} shop is started on a copy of {shop}'s database",
  async function (name: ShopName, original: ShopName) {
    await this.startCopy(this.at(name), original);
  },
);

When<ScenarioWorld>(
  '{staff} confirms that the database belongs where the shop now is',
  async function ({ role, shop }: Person) {
    this.at(shop);
    this.attempt = await (await this.driver()).confirmPlace(role);
  },
);

When<ScenarioWorld>(
  'the integration of {shop} is copied into the database of {shop}',
  async function (from: ShopName, to: ShopName) {
    copyIntegrations(this.own(from).database, this.own(this.at(to)).database);
  },
);

When<ScenarioWorld>(
  "the integration of {shop} is copied into the database of {shop}, relabelled as {environment}'s",
  async function (from: ShopName, to: ShopName, label: EnvironmentName) {
    copyIntegrations(this.own(from).database, this.own(this.at(to)).database, label);
  },
);

When<ScenarioWorld>('the database of {shop} is damaged', async function (name: ShopName) {
  damage(this.own(this.at(name)).database);
});

When<ScenarioWorld>('a {shopName} shop is started without saying its environment', async function (name: ShopName) {
  await start(this, { mode: SHOPS[name].mode });
});

When<ScenarioWorld>(
  'a shop for {word} is started and told that {mode}',
  async function (environment: string, mode: 'test' | 'live') {
    await start(this, { environment, mode });
  },
);

Then<ScenarioWorld>('it does not start, because {reason}', function (reason: string) {
  const complaint = given(this.complaint, 'nobody has started a shop');
  if (complaint === '') throw new Error('the shop has started');
  if (!shopSays(reason).test(complaint))
    throw new Error(`expected to be told that ${reason}, and was told: ${complaint}`);
});

/** Starts a shop that may well refuse to, and stops it at once when it does not. */
async function start(world: ScenarioWorld, { environment, mode }: Readonly<{ environment?: string; mode: string }>) {
  const folder = world.house.folder();
  const { args, ...program } = shopProgram({
    environment: environment ?? '',
    mode,
    providerUrl: world.providerUrl('production'),
    keyFile: `${folder}/shop.key`,
    ...world.house.nodeForShop(),
  });
  const at = args.indexOf('--environment');
  const unsaid = environment === undefined ? [...args.slice(0, at), ...args.slice(at + 2)] : args;
  // What is not said on the command line must not come from whoever runs the scenarios either.
  const variables = { ...program.environment, SHOP_ENVIRONMENT: '', SHOP_MODE: '' };
  try {
    await using _started = await startProgram({ ...program, args: unsaid, environment: variables });
    world.complaint = '';
  } catch (error) {
    world.complaint = /assay-shop: (.*)/.exec(String(error))?.[1] ?? String(error);
  }
}
