import { paymentRequest } from '../bench/provider.ts';
import type { Simulator } from '../bench/simulator.ts';
import { controlApi } from './control-api.ts';
import type { Targets } from './generate.ts';
import { providerApi } from './provider-api.ts';

const ENVIRONMENT = 'sandbox';

/** What bad requests are aimed at, and what has to look the same when they are over. */
export type Prey = Readonly<{ targets: Targets; snapshot(): Promise<unknown> }>;

/** Sets up a merchant with an open, a captured and a voided payment, credentials and an artefact. */
export async function prepareSimulator(simulator: Simulator): Promise<Prey> {
  const { control, token, controlUrl } = simulator;
  const merchant = await simulator.merchant(ENVIRONMENT);
  const { provider, secret } = merchant;
  // The control API is aimed at another account, so that one wrong answer there does not spoil every other answer.
  const other = await simulator.merchant(ENVIRONMENT);
  const client = await control.issue(merchant.id, { kind: 'oauth_client' });
  const revoked = await control.issue(other.id);
  await control.revoke(revoked.credential.id);
  const artefact = await control.wire.ask('post', '/merchants/{merchantId}/artefacts', {
    path: { merchantId: other.id },
    body: { kind: 'callback_host', host: 'shop.example' },
  });

  const pay = async () => (await provider.create(paymentRequest())).expect(201);
  const open = await pay();
  const captured = (await provider.capture((await pay()).id)).expect(201);
  const voided = (await provider.void((await pay()).id)).expect(200);
  return {
    targets: {
      client: { url: provider.url, id: client.credential.publicId, secret: client.secret },
      apis: [
        providerApi({ url: provider.url, secret, open, captured, voided }),
        controlApi({
          url: controlUrl,
          token,
          environment: ENVIRONMENT,
          merchantId: other.id,
          credentialId: other.credentialId,
          revokedCredentialId: revoked.credential.id,
          artefactId: artefact.expect(201).id,
          paymentId: (await other.provider.create()).expect(201).id,
        }),
      ],
    },
    snapshot: () => snapshot(simulator, [merchant.id, other.id]),
  };
}

/** All that a refused request might have changed: ledgers, merchants and what is theirs, and the simulated world. */
async function snapshot({ control, environments }: Simulator, merchantIds: readonly string[]): Promise<unknown> {
  const merchants = await control.wire.ask('get', '/merchants', { query: { limit: 1_000 } });
  const belongings = merchantIds.map(async (merchantId) => {
    const path = { merchantId };
    const credentials = await control.wire.ask('get', '/merchants/{merchantId}/credentials', { path });
    const artefacts = await control.wire.ask('get', '/merchants/{merchantId}/artefacts', { path });
    const situation = await control.wire.ask('get', '/merchants/{merchantId}/situation', { path });
    const gate = await control.wire.ask('get', '/merchants/{merchantId}/gate', { path });
    const disorder = await control.wire.ask('get', '/merchants/{merchantId}/disorder', { path });
    const deliveries = await control.wire.ask('get', '/deliveries', { query: { merchant: merchantId } });
    const notifications = { ...disorder.expect(200), ...deliveries.expect(200) };
    const world = { situation: situation.expect(200), gate: gate.expect(200), notifications };
    return { merchantId, ...credentials.expect(200), ...artefacts.expect(200), ...world };
  });
  const places = environments.map(async ({ name: environment }) => {
    const path = { environment };
    const situation = await control.wire.ask('get', '/environments/{environment}/situation', { path });
    const outage = await control.wire.ask('get', '/environments/{environment}/outage', { path });
    return { environment, situation: situation.expect(200), outage: outage.expect(200) };
  });
  return {
    ledgers: await Promise.all(environments.map(({ name }) => control.ledgerPayments({ environment: name }))),
    merchants: merchants.expect(200),
    belongings: await Promise.all(belongings),
    places: await Promise.all(places),
  };
}
