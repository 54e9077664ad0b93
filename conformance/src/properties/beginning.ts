import { APPROVED_CARD, type PaymentRequest } from '../bench/provider.ts';
import { numberOf } from './card.ts';
import { fresh } from './fresh.ts';
import { issue, move, signUp } from './moves/accounts.ts';
import { at } from './moves/aim.ts';
import { freshKeys } from './moves/artefact-moves.ts';
import { CURRENCIES } from './moves/wanting.ts';
import { type Outgoing, operationRequest, tokenRequest } from './outgoing.ts';
import type { Session } from './session.ts';
import { AS_IT_IS, asBearer, asClient } from './shown.ts';
import { Stage } from './stage.ts';
import type { CredentialModel } from './world.ts';

/**
 * A stage on which everything can happen at once: so many active merchant accounts in each environment, each with a key,
 * a client, a token and an open hold. Made one after the other, so that everything has the same number in every run.
 */
export async function begun(session: Session, merchantsEach: number): Promise<Stage> {
  const stage = new Stage(session);
  await stage.begin();
  const { world } = stage;
  world.keys.push(...freshKeys());
  for (let index = 0; index < merchantsEach; index += 1) {
    for (const environment of world.environments) {
      const merchant = await signUp(stage, environment);
      await move(stage, merchant, 'activate');
      for (const kind of ['api_key', 'oauth_client'] as const) {
        await issue(stage, merchant, { kind, scopes: undefined, lifetime: 'endless' });
      }
    }
  }
  const clients = world.credentials.filter(({ kind }) => kind === 'oauth_client');
  const keys = world.credentials.filter(({ kind }) => kind === 'api_key');
  await stage.deliver(...clients.map((credential) => tokenFor(stage, credential)));
  // One payment of each merchant account at a time: of those that arrive together, nobody knows which is newer.
  const firstPayments = [
    (credential: CredentialModel) => ({ captureMode: 'manual', card: goodCard(credential) }) as const,
    (credential: CredentialModel) => ({ captureMode: 'automatic', card: goodCard(credential) }) as const,
    () => ({ captureMode: 'manual', returnUrl: 'https://shop.example/paid' }) as const,
  ];
  for (const different of firstPayments) {
    await stage.deliver(...keys.map((credential) => paymentFor(stage, credential, different(credential))));
  }
  await stage.observe();
  return stage;
}

/** Forgets the payments of a run, so that the ledgers stay short for those that follow. */
export async function forget({ world, session }: Stage): Promise<void> {
  for (const { id } of world.merchants) {
    const path = { merchantId: id };
    (await session.control.wire.ask('post', '/merchants/{merchantId}/reset', { path })).expect(200);
  }
}

function tokenFor(stage: Stage, credential: CredentialModel): Outgoing {
  const listener = credential.merchant.environment;
  const showing = asClient({ kind: 'client', credential }, AS_IT_IS, 'basic');
  return tokenRequest(stage.session, stage.world, { listener, showing, scopes: undefined }, (token) => {
    stage.learnToken(token);
    return 'kept';
  });
}

function paymentFor(
  stage: Stage,
  credential: CredentialModel,
  different: Pick<PaymentRequest, 'captureMode' | 'card' | 'returnUrl'>,
): Outgoing {
  const { environment: listener, number } = credential.merchant;
  const amount = { minor: 10_000 + number, currency: at(CURRENCIES, number) };
  const asked = { operation: 'createPayment', body: { amount, reference: fresh('order'), ...different } } as const;
  const showing = asBearer({ kind: 'key', credential }, AS_IT_IS);
  return operationRequest(stage.session, stage.world, { listener, showing, asked, key: fresh('key'), mounted: false });
}

function goodCard({ merchant }: CredentialModel): NonNullable<PaymentRequest['card']> {
  return { ...APPROVED_CARD, number: numberOf('good', merchant.mode) };
}
