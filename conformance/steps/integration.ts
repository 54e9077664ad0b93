import { Given, Then, When } from '@cucumber/cucumber';
import type { Person } from '../src/scenarios/choices.ts';
import type { EnvironmentName, ProviderType, ShopName } from '../src/scenarios/places.ts';
import { shopSays } from '../src/scenarios/reasons.ts';
import type { Secret } from '../src/scenarios/seller.ts';
import type { Integration, Settings } from '../src/scenarios/shop-driver.ts';
import { CARD_PAYMENTS, expectEqual, given, type ScenarioWorld } from './world.ts';

const SETTINGS: Settings = {
  provider: 'generic',
  label: CARD_PAYMENTS,
  enabled: true,
  paymentAction: 'authorize',
  credential: 'as_shown',
};

Given<ScenarioWorld>(
  '{shop} takes card payments, {captured}',
  async function (name: ShopName, paymentAction: Settings['paymentAction']) {
    await takesCards(this, name, { provider: 'generic', paymentAction });
  },
);

Given<ScenarioWorld>(
  '{shop} takes card payments through {provider}, {captured}',
  async function (name: ShopName, provider: ProviderType, paymentAction: Settings['paymentAction']) {
    await takesCards(this, name, { provider, paymentAction });
  },
);

Given<ScenarioWorld>(
  '{shop} takes card payments through {provider} once the card is checked, {captured}',
  async function (name: ShopName, provider: ProviderType, paymentAction: Settings['paymentAction']) {
    await takesCards(this, name, { provider, paymentAction, cardCheck: 'then_authorize' });
  },
);

Given<ScenarioWorld>(
  '{shop} only checks cards at checkout, through {provider}',
  async function (name: ShopName, provider: ProviderType) {
    await takesCards(this, name, { provider, paymentAction: 'authorize', cardCheck: 'only' });
  },
);

Given<ScenarioWorld>(
  '{shop} takes cards of guests through {provider}, {captured}',
  async function (name: ShopName, provider: ProviderType, paymentAction: Settings['paymentAction']) {
    await takesOther(this, name, { provider, paymentAction }, 'card');
  },
);

Given<ScenarioWorld>(
  '{shop} takes PayPal accounts through {provider}, {captured}',
  async function (name: ShopName, provider: ProviderType, paymentAction: Settings['paymentAction']) {
    await takesOther(this, name, { provider, paymentAction }, 'PayPal Express Checkout');
  },
);

Given<ScenarioWorld>(
  '{shop} has an active integration with {provider}, called {string}',
  async function (name: ShopName, provider: ProviderType, label: string) {
    await activeIntegration(this, name, { provider, paymentAction: 'authorize', label });
  },
);

Given<ScenarioWorld>('{shop} has an active integration', async function (name: ShopName) {
  await activeIntegration(this, name, { provider: 'generic', paymentAction: 'authorize' });
});

Given<ScenarioWorld>(
  '{shop} has a switched-off integration called {string}',
  async function (name: ShopName, label: string) {
    const { credential } = await this.seller.issue(this.environment(this.at(name)), 'an API key');
    const driver = await this.driver(name);
    await driver.saveIntegration('administrator', { ...SETTINGS, label, enabled: false, credential }, 'new');
  },
);

When<ScenarioWorld>(
  '{staff} sets up card payments in {shop} with the {environment} secret',
  async function ({ role }: Person, name: ShopName, environment: EnvironmentName) {
    const { credential } = this.seller.secret(environment);
    this.at(name);
    seen(this, await (await this.driver()).saveIntegration(role, { ...SETTINGS, credential }, 'new'));
  },
);

When<ScenarioWorld>(
  '{staff} sets up card payments through {provider} in {shop} with the {environment} secret',
  async function ({ role }: Person, provider: ProviderType, name: ShopName, environment: EnvironmentName) {
    const { credential } = this.seller.secret(environment);
    this.at(name);
    seen(this, await (await this.driver()).saveIntegration(role, { ...SETTINGS, provider, credential }, 'new'));
  },
);

When<ScenarioWorld>(
  '{staff} wants cards checked in {shop}, through {provider} with the {environment} secret',
  async function ({ role }: Person, name: ShopName, provider: ProviderType, environment: EnvironmentName) {
    const { credential } = this.seller.secret(environment);
    const settings = { ...SETTINGS, provider, credential, cardCheck: 'only' } as const;
    this.at(name);
    seen(this, await (await this.driver()).saveIntegration(role, settings, 'new'));
  },
);

When<ScenarioWorld>(
  '{staff} sets up card payments in {shop} with the {environment} client id and the {environment} secret',
  async function ({ role }: Person, name: ShopName, ofId: EnvironmentName, ofSecret: EnvironmentName) {
    const { clientId } = clientOf(this.seller.secret(ofId));
    const { clientSecret } = clientOf(this.seller.secret(ofSecret));
    const credential = { kind: 'oauth_client', clientId, clientSecret } as const;
    this.at(name);
    seen(this, await (await this.driver()).saveIntegration(role, { ...SETTINGS, credential }, 'new'));
  },
);

When<ScenarioWorld>(
  '{staff} sets up card payments in {shop} with a secret that names no environment',
  async function ({ role }: Person, name: ShopName) {
    const credential = { kind: 'api_key', apiKey: 'a-secret-of-whatever-environment' } as const;
    this.at(name);
    seen(this, await (await this.driver()).saveIntegration(role, { ...SETTINGS, credential }, 'new'));
  },
);

When<ScenarioWorld>(
  '{staff} enters the (new ){environment} secret in {shop}',
  async function ({ role }: Person, environment: EnvironmentName, name: ShopName) {
    const { credential } = this.seller.secret(environment);
    this.at(name);
    seen(this, await (await this.driver()).saveIntegration(role, { ...SETTINGS, credential }, 'last'));
  },
);

When<ScenarioWorld>('{staff} checks the connection', async function ({ role, shop }: Person) {
  this.at(shop);
  seen(this, await (await this.driver()).checkConnection(role));
});

When<ScenarioWorld>('{staff} looks at the integration', async function ({ shop }: Person) {
  this.at(shop);
  this.integration = (await (await this.driver()).integrations()).at(-1);
});

When<ScenarioWorld>(
  '{staff} renames the integration and leaves the mask as it is',
  async function ({ role, shop }: Person) {
    this.at(shop);
    seen(this, await (await this.driver()).saveIntegration(role, { ...SETTINGS, label: 'Cards' }, 'last'));
  },
);

When<ScenarioWorld>(
  '{staff} switches card payments {switched}',
  async function ({ role, shop }: Person, enabled: boolean) {
    this.at(shop);
    seen(this, await (await this.driver()).saveIntegration(role, { ...SETTINGS, enabled }, 'last'));
  },
);

When<ScenarioWorld>('{staff} deletes the integration', async function ({ role, shop }: Person) {
  this.at(shop);
  this.attempt = await (await this.api()).deleteIntegration(role);
});

Then<ScenarioWorld>('the integration is active', function () {
  const { status, reason } = given(this.integration, 'nobody has looked at an integration');
  expectEqual(status, 'active', `the integration, ${reason || 'without a reason'}`);
});

Then<ScenarioWorld>('the integration is not active, because {reason}', function (reason: string) {
  const { status, reason: said } = given(this.integration, 'nobody has looked at an integration');
  if (status === 'active') throw new Error('the integration is active');
  expectSaid(said, reason);
});

Then<ScenarioWorld>(
  '{shop} withholds the integration, because {reason}',
  async function (name: ShopName, reason: string) {
    this.at(name);
    const integration = (await (await this.driver()).integrations()).at(-1);
    const { status, reason: said } = given(integration, 'the shop has no integration');
    expectEqual(status, 'withheld', 'the integration');
    expectSaid(said, reason);
  },
);

Then<ScenarioWorld>('that is refused, because {reason}', function (reason: string) {
  expectSaid(this.refusal(), reason);
  if (this.scanner.find(this.refusal()).length > 0) throw new Error('the refusal repeats a secret');
});

Then<ScenarioWorld>('no integration is saved in {shop}', async function (name: ShopName) {
  const integrations = await (await this.driver(name)).integrations();
  expectEqual(integrations.map(({ label }) => label).join(', '), '', 'the integrations');
});

/** The people were told this, in whatever words the shop has for it. */
function expectSaid(said: string, reason: string): void {
  if (!shopSays(reason).test(said)) throw new Error(`expected to be told that ${reason}, and was told: ${said}`);
}

type Saved = Awaited<ReturnType<Awaited<ReturnType<ScenarioWorld['driver']>>['saveIntegration']>>;

function seen(world: ScenarioWorld, attempt: Saved): void {
  world.attempt = attempt;
  const integration: Integration | undefined = attempt.kind === 'done' ? attempt.value : undefined;
  world.integration = integration ?? world.integration;
}

type Taking = Pick<Settings, 'provider' | 'paymentAction'> & Partial<Pick<Settings, 'label' | 'cardCheck'>>;

/** What each provider gives out for a shop. */
const SECRET_OF = {
  generic: 'a client id and secret',
  stripe: 'a Stripe key',
  paypal: 'a PayPal client',
  payflow: 'a Payflow login',
} as const;

async function takesCards(world: ScenarioWorld, name: ShopName, taking: Taking): Promise<void> {
  await activeIntegration(world, name, taking);
  for (const currency of ['EUR', 'USD', 'JPY', 'KWD'] as const) {
    const everywhere = { label: CARD_PAYMENTS, currency, countries: [], stopFurtherRules: false };
    // In a browser one rule takes seconds, and a scenario that is told in another currency says so.
    if (currency === 'EUR' || world.parameters.via === 'api') {
      await (await world.driver(name)).addRule('administrator', everywhere);
    }
  }
}

/** By the method that is not the provider's first, as the shop calls it. */
async function takesOther(world: ScenarioWorld, name: ShopName, taking: Taking, method: string): Promise<void> {
  await activeIntegration(world, name, taking);
  world.method = `${CARD_PAYMENTS} (${method})`;
  const everywhere = { label: world.method, currency: 'EUR', countries: [], stopFurtherRules: false } as const;
  await (await world.driver(name)).addRule('administrator', everywhere);
}

async function activeIntegration(world: ScenarioWorld, name: ShopName, taking: Taking) {
  const environment = world.environment(world.at(name));
  const { credential } = await world.seller.issue(environment, SECRET_OF[taking.provider]);
  const driver = await world.driver(name);
  const made = await driver.saveIntegration('administrator', { ...SETTINGS, ...taking, credential }, 'new');
  if (made.kind === 'refused')
    throw new Error(`the ${name} shop does not take the ${environment} secret: ${made.words}`);
  const checked = await driver.checkConnection('administrator');
  if (checked.kind === 'refused') throw new Error(`the connection is not checked: ${checked.words}`);
  expectEqual(checked.value.status, 'active', `the integration, ${checked.value.reason}`);
}

function clientOf({ credential }: Secret) {
  if (credential.kind === 'oauth_client') return credential;
  throw new Error('this takes a client id and secret, not an API key');
}
