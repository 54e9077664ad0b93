import { Given, Then, When } from '@cucumber/cucumber';
import { secretOf } from '../src/dialects/credential.ts';
import { inOneLine } from '../src/scenarios/evidence.ts';
import type { EnvironmentName } from '../src/scenarios/places.ts';
import type { SecretKind } from '../src/scenarios/seller.ts';
import { given, type ScenarioWorld } from './world.ts';

Given<ScenarioWorld>(
  'the seller has {secret} for {environment}',
  async function (kind: SecretKind, environment: EnvironmentName) {
    await this.seller.issue(environment, kind);
  },
);

When<ScenarioWorld>('the provider revokes the {environment} secret', async function (environment: EnvironmentName) {
  await this.seller.revoke(environment);
});

When<ScenarioWorld>(
  'the provider rotates the {environment} secret, and the old one {overlap}',
  async function (environment: EnvironmentName, overlapMs: number) {
    await this.seller.rotate(environment, overlapMs);
  },
);

Then<ScenarioWorld>('the provider refused the secret, because {refusal}', async function (refusal: string) {
  const sent = await this.sent();
  if (sent.some((entry) => entry.refusal === refusal)) return;
  throw new Error(`the journal shows no such refusal: ${sent.map(inOneLine).join('; ') || 'nothing was sent'}`);
});

Then<ScenarioWorld>('only the mask of the {environment} secret is shown', function (environment: EnvironmentName) {
  const { shown } = given(this.integration, 'nobody has looked at an integration');
  const secret = secretOf(this.seller.secret(environment).credential);
  const tail = secret.slice(-4);
  if (shown.includes(secret.slice(secret.lastIndexOf('_') + 1))) throw new Error('the whole secret is shown');
  if (!shown.includes(`…${tail}`)) throw new Error(`no mask ending in the last four characters is shown: ${shown}`);
});
