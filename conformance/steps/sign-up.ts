import { generateKeyPairSync } from 'node:crypto';
import { Given, Then, When } from '@cucumber/cucumber';
import type { EnvironmentName, ShopName } from '../src/scenarios/places.ts';
import { expectEqual, given, type ScenarioWorld } from './world.ts';

/** The keys that the seller of a scenario has handed over. */
const keys = new WeakMap<ScenarioWorld, string>();
const answers = new WeakMap<ScenarioWorld, Readonly<{ status: number; text: string }>>();

Given<ScenarioWorld>('the seller has signed up in {environment}', async function (environment: EnvironmentName) {
  await this.seller.signUp(environment);
});

Given<ScenarioWorld>(
  'the seller has registered the address of {shop} in {environment}',
  async function (name: ShopName, environment: EnvironmentName) {
    const { host } = new URL((await this.site(name)).url);
    const registered = await register(this, environment, { kind: 'callback_host', host });
    expectEqual(registered.status, 201, 'the answer to the address');
  },
);

When<ScenarioWorld>(
  'the provider activates the account in {environment}',
  async function (environment: EnvironmentName) {
    await this.simulator.control.activate(this.seller.account(environment));
  },
);

When<ScenarioWorld>(
  'the provider suspends the account in {environment}',
  async function (environment: EnvironmentName) {
    await this.simulator.control.suspend(this.seller.account(environment));
  },
);

When<ScenarioWorld>(
  'the seller hands over {key} in {environment}',
  async function (which: 'fresh' | 'same', environment: EnvironmentName) {
    const pem = which === 'same' ? given(keys.get(this), 'the seller has handed over no key yet') : freshKey();
    keys.set(this, pem);
    answers.set(this, await register(this, environment, { kind: 'public_key', pem }));
  },
);

Then<ScenarioWorld>('the provider takes the key', function () {
  const { status, text } = given(answers.get(this), 'the seller has handed over no key');
  expectEqual(status, 201, `the answer to the key, ${text}`);
});

Then<ScenarioWorld>('the provider refuses the key, because it is registered in another environment', function () {
  const { status, text } = given(answers.get(this), 'the seller has handed over no key');
  expectEqual(status, 409, `the answer to the key, ${text}`);
  if (!text.includes('/problems/key-registered-elsewhere')) throw new Error(`it was refused, but otherwise: ${text}`);
});

type Artefact = Readonly<{ kind: 'public_key'; pem: string }> | Readonly<{ kind: 'callback_host'; host: string }>;

function register(world: ScenarioWorld, environment: string, body: Artefact) {
  const path = { merchantId: world.seller.account(environment) };
  return world.simulator.control.wire.ask('post', '/merchants/{merchantId}/artefacts', { path, body });
}

function freshKey(): string {
  return generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
