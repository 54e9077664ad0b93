import { OPERATIONS, SCOPE_NEEDED } from '../asked.ts';
import { fresh } from '../fresh.ts';
import type { Holding } from '../shown.ts';
import type { Stage } from '../stage.ts';
import { type MerchantModel, SCOPES } from '../world.ts';
import { move, revoke, rotate, signUp, turn } from './accounts.ts';
import { at } from './aim.ts';
import { refusedAtHome, tally } from './asking.ts';
import { outfit, tokenOf } from './fresh-holdings.ts';
import { asking, plainFetch, plainPayment, plainRequest } from './plain.ts';

const HOUR_MS = 60 * 60 * 1_000;

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
  await endByTime(stage, merchant);
}

/**
 * A token ends after an hour, a key and a client after their lifetime, and an idempotency key is forgotten after a day,
 * by the clock of their account alone.
 */
async function endByTime(stage: Stage, merchant: MerchantModel): Promise<void> {
  const [key, client] = await outfit(stage, merchant, undefined, 'long');
  const token = await tokenOf(stage, client);
  const { counters } = stage.session;
  const [lasting] = await outfit(stage, merchant, undefined);
  const body = plainPayment({ minor: 3, currency: 'EUR' }, 'good', merchant.mode);
  const idempotencyKey = fresh('key');
  const again = () =>
    asking(stage, merchant.environment, lasting, { operation: 'createPayment', body }, idempotencyKey);
  await stage.deliver(again());
  await turn(stage, merchant, 2 * HOUR_MS);
  await tryAll(stage, [token]);
  counters.count('ended by time: token');
  await turn(stage, merchant, 23 * HOUR_MS);
  await tryAll(stage, [key, client, token]);
  counters.count('ended by time: key and client');
  await turn(stage, merchant, HOUR_MS);
  await stage.deliver(again());
  counters.count('ended by time: idempotency key');
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
