import { Then, When } from '@cucumber/cucumber';
import type { Provider } from '../src/bench/provider.ts';
import type { EnvironmentName } from '../src/scenarios/places.ts';
import type { Secret } from '../src/scenarios/seller.ts';
import { expectEqual, given, type ScenarioWorld } from './world.ts';

When<ScenarioWorld>(
  "the {environment} secret is used at the provider's {environment} address",
  async function (from: EnvironmentName, to: EnvironmentName) {
    await asCaller(this, from, to, (provider) => provider.connection());
  },
);

When<ScenarioWorld>(
  "an access token made with the {environment} secret is used at the provider's {environment} address",
  async function (from: EnvironmentName, to: EnvironmentName) {
    const token = await tokenFor(this, this.seller.secret(from), from);
    if (typeof token !== 'string') throw new Error(`no token is made in ${from}: ${token.text}`);
    this.directAnswer = await this.simulator.provider(to, token).connection();
  },
);

When<ScenarioWorld>(
  "somebody captures that payment at the provider's {environment} address with the {environment} secret",
  async function (at: EnvironmentName, from: EnvironmentName) {
    const payment = await paymentOf(this);
    await asCaller(this, from, at, (provider) => provider.capture(payment));
  },
);

When<ScenarioWorld>(
  "another seller asks for that payment at the provider's {environment} address",
  async function (at: EnvironmentName) {
    this.directAnswer = await (await this.seller.another(at)).get(await paymentOf(this));
  },
);

When<ScenarioWorld>(
  "another seller captures that payment at the provider's {environment} address",
  async function (at: EnvironmentName) {
    this.directAnswer = await (await this.seller.another(at)).capture(await paymentOf(this));
  },
);

When<ScenarioWorld>(
  "somebody opens that payment page at the provider's {environment} address",
  async function (at: EnvironmentName) {
    const { paymentPage } = given(this.placed, 'nobody has ordered anything');
    const { pathname } = new URL(given(paymentPage, 'the customer is on no payment page'));
    const page = await fetch(this.providerUrl(at) + pathname, { redirect: 'manual' });
    this.directAnswer = { status: page.status, text: await page.text() };
  },
);

Then<ScenarioWorld>('the provider refuses it as belonging to {environment}', function (environment: EnvironmentName) {
  const { status, text } = given(this.directAnswer, 'nobody has asked the provider');
  expectEqual(status, 401, `the provider's answer, ${text}`);
  if (!text.includes(`belongs to ${environment}`)) throw new Error(`the provider gives another reason: ${text}`);
});

Then<ScenarioWorld>('the provider knows no such payment', function () {
  const { status, text } = given(this.directAnswer, 'nobody has asked the provider');
  expectEqual(status, 404, `the provider's answer, ${text}`);
});

Then<ScenarioWorld>('there is no such page', function () {
  const { status, text } = given(this.directAnswer, 'nobody has opened a page');
  expectEqual(status, 404, 'the page');
  if (/type="text"|Card number/.test(text)) throw new Error('the page asks for a card');
});

/** Asks the provider in the place of a shop; who has a client gets a token for it at the same address first. */
async function asCaller(
  world: ScenarioWorld,
  from: EnvironmentName,
  at: EnvironmentName,
  ask: (provider: Provider) => Promise<Readonly<{ status: number; text: string }>>,
): Promise<void> {
  const bearer = await tokenFor(world, world.seller.secret(from), at);
  world.directAnswer = typeof bearer === 'string' ? await ask(world.simulator.provider(at, bearer)) : bearer;
}

async function tokenFor(world: ScenarioWorld, { credential }: Secret, at: EnvironmentName) {
  if (credential.kind === 'api_key') return credential.apiKey;
  if (credential.kind === 'login') throw new Error('nobody gets a token for a login');
  const { clientId: id, clientSecret: secret } = credential;
  const answer = await world.simulator.provider(at).token({ id, secret });
  return answer.status === 200 ? answer.expect(200).access_token : answer;
}

function paymentOf(world: ScenarioWorld): Promise<string> {
  return world.evidence.lastPayment(world.seller.account(world.environment()));
}
