import { OPERATIONS, SCOPE_NEEDED } from '../asked.ts';
import { tokenRequest } from '../outgoing.ts';
import { AS_IT_IS, asClient, type Holding } from '../shown.ts';
import type { Stage } from '../stage.ts';
import { type MerchantModel, SCOPES, type Scope, type TokenModel } from '../world.ts';
import { issue, move, revoke, rotate, signUp } from './accounts.ts';
import { at } from './aim.ts';
import { refusedAtHome, tally } from './asking.ts';
import { plainFetch, plainRequest } from './plain.ts';

/**
 * A key, a client and a token fall from grace in every way there is, each time with every operation tried: pending,
 * suspended, short of scopes, expired, revoked. Which environment that happens in depends on what happened before.
 */
export async function fallFromGrace(stage: Stage): Promise<void> {
  const merchant = await signUp(stage, at(stage.world.environments, stage.world.payments.length));
  const [key, client] = await outfit(stage, merchant, undefined);
  await tryAll(stage, [key, client]);
  await move(stage, merchant, 'activate');
  const token = await tokenOf(stage, client);
  await move(stage, merchant, 'suspend');
  await tryAll(stage, [key, client, token]);
  await move(stage, merchant, 'activate');
  for (const scope of ['read', 'pay'] as const) {
    const [shortKey, shortClient] = await outfit(stage, merchant, [scope]);
    const itsToken = await tokenOf(stage, shortClient);
    await tryAll(stage, [shortKey, shortClient, itsToken, await tokenOf(stage, client, [scope])]);
  }
  await rotate(stage, key.credential, 'none');
  await rotate(stage, client.credential, 'none');
  await tryAll(stage, [key, client, token]);
  const [last, lastClient] = await outfit(stage, merchant, undefined);
  const lastToken = await tokenOf(stage, lastClient);
  await revoke(stage, last.credential);
  await revoke(stage, lastClient.credential);
  await tryAll(stage, [last, lastClient, lastToken]);
}

async function outfit(stage: Stage, merchant: MerchantModel, scopes: readonly Scope[] | undefined) {
  const key = await issue(stage, merchant, { kind: 'api_key', scopes, lifetime: 'endless' });
  const client = await issue(stage, merchant, { kind: 'oauth_client', scopes, lifetime: 'endless' });
  return [
    { kind: 'key', credential: key },
    { kind: 'client', credential: client },
  ] as const satisfies readonly Holding[];
}

async function tokenOf(stage: Stage, { credential }: Holding, scopes?: readonly Scope[]): Promise<Holding> {
  const { session, world } = stage;
  const listener = credential.merchant.environment;
  const showing = asClient({ kind: 'client', credential }, AS_IT_IS, 'basic');
  const made: TokenModel[] = [];
  await stage.deliver(
    tokenRequest(session, world, { listener, showing, scopes }, (token) => {
      stage.learnToken(token);
      world.tokens.push(token);
      made.push(token);
    }),
  );
  return { kind: 'token', credential, token: at(made, 0) };
}

/** Every operation with everything that is held, as far as it has to be refused. */
async function tryAll(stage: Stage, held: readonly Holding[]): Promise<void> {
  const requests = held.flatMap((holding) => {
    const listener = holding.credential.merchant.environment;
    const [payment] = stage.world.payments;
    const tries =
      holding.kind === 'client'
        ? [plainFetch(stage, listener, holding, SCOPES)]
        : OPERATIONS.map((operation) => plainRequest(stage, listener, holding, operation, payment));
    const refused = tries.filter(({ refusal }) => refusal !== undefined);
    for (const request of refused) tally(stage, holding, request, 'none');
    return refused;
  });
  await stage.deliver(...requests);
}

/** Every refusal at home that the fall brings about, by the name under which it is counted. */
export const REFUSALS_AT_HOME: readonly string[] = [
  ...(['merchant_pending', 'merchant_suspended', 'expired', 'revoked'] as const).flatMap((refusal) => [
    refusedAtHome(refusal, 'client', 'createToken'),
    ...OPERATIONS.flatMap((operation) => [
      refusedAtHome(refusal, 'key', operation),
      // There is no token of an account that was never let in.
      ...(refusal === 'merchant_pending' ? [] : [refusedAtHome(refusal, 'token', operation)]),
    ]),
  ]),
  refusedAtHome('under_scoped', 'client', 'createToken'),
  ...OPERATIONS.filter((operation) => SCOPE_NEEDED[operation] !== 'any').flatMap((operation) => [
    refusedAtHome('under_scoped', 'key', operation),
    refusedAtHome('under_scoped', 'token', operation),
  ]),
];
