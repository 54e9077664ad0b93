import { tokenRequest } from '../outgoing.ts';
import { AS_IT_IS, asClient, type Holding } from '../shown.ts';
import type { Stage } from '../stage.ts';
import type { MerchantModel, Scope, TokenModel } from '../world.ts';
import { issue, move } from './accounts.ts';
import { at } from './aim.ts';

/** A key made for this, of the environment's first account, which is let in again where it was not. */
export async function freshKeyIn(stage: Stage, environment: string): Promise<Holding> {
  return (await outfit(stage, await openAccountIn(stage, environment), undefined))[0];
}

/** A key, and a token of a client, that were made for this. */
export async function freshlyHeldIn(stage: Stage, environment: string): Promise<readonly Holding[]> {
  const [key, client] = await outfit(stage, await openAccountIn(stage, environment), undefined);
  return [key, await tokenOf(stage, client)];
}

async function openAccountIn(stage: Stage, environment: string): Promise<MerchantModel> {
  const merchant = stage.world.merchants.find((candidate) => candidate.environment === environment);
  if (merchant === undefined) throw new Error(`no account in ${environment}`);
  if (merchant.status !== 'active') await move(stage, merchant, 'activate');
  // Its pages have to be able to return to the usual host.
  if (merchant.hosts.size > 0) await allowUsualHost(stage, merchant.id).then(() => merchant.hosts.add('shop.example'));
  return merchant;
}

async function allowUsualHost(stage: Stage, merchantId: string): Promise<void> {
  const body = { kind: 'callback_host', host: 'shop.example' } as const;
  const path = { merchantId };
  (await stage.session.control.wire.ask('post', '/merchants/{merchantId}/artefacts', { path, body })).expect(201);
}

/** A new key and a new client of an account. */
export async function outfit(
  stage: Stage,
  merchant: MerchantModel,
  scopes: readonly Scope[] | undefined,
  lifetime: 'endless' | 'long' = 'endless',
) {
  const key = await issue(stage, merchant, { kind: 'api_key', scopes, lifetime });
  const client = await issue(stage, merchant, { kind: 'oauth_client', scopes, lifetime });
  return [
    { kind: 'key', credential: key },
    { kind: 'client', credential: client },
  ] as const satisfies readonly Holding[];
}

/** A new token of a client, of all its scopes unless some are named. */
export async function tokenOf(stage: Stage, { credential }: Holding, scopes?: readonly Scope[]): Promise<Holding> {
  const { session, world } = stage;
  const listener = credential.merchant.environment;
  const showing = asClient({ kind: 'client', credential }, AS_IT_IS, 'basic');
  const made: TokenModel[] = [];
  await stage.deliver(
    tokenRequest(session, world, { listener, showing, scopes }, (token) => {
      stage.learnToken(token);
      made.push(token);
      return 'kept';
    }),
  );
  return { kind: 'token', credential, token: at(made, 0) };
}
