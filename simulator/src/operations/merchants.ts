import type { Environment } from '../accounts/environment.ts';
import { type Merchant, type MerchantMove, moved } from '../accounts/merchant.ts';
import type { World } from './world.ts';

/**
 * A seller signs up in one environment; the account is pending until it is activated. `linkedTo` is another account of
 * the same seller: he has one per environment. Text says what is wrong.
 */
export async function signUp(
  world: World,
  asked: Readonly<{ environment: string; name: string; linkedTo?: string }>,
): Promise<Merchant | 'environment_unknown' | 'no_such_account' | 'has_account_there'> {
  if (findEnvironment(world, asked.environment) === undefined) return 'environment_unknown';
  if (asked.linkedTo === undefined) return added(world, asked, undefined);
  const linked = await world.store.findMerchant(asked.linkedTo);
  if (linked === undefined) return 'no_such_account';
  const { sellerId } = linked;
  return world.inTurn(`seller ${sellerId}`, async () => {
    const accounts = await world.store.accountsOf(sellerId);
    const there = accounts.some(({ environment }) => environment === asked.environment);
    return there ? 'has_account_there' : added(world, asked, sellerId);
  });
}

async function added(
  world: World,
  asked: Readonly<{ environment: string; name: string }>,
  sellerId: string | undefined,
): Promise<Merchant> {
  const id = world.random.id('mer');
  const merchant: Merchant = {
    id,
    environment: asked.environment,
    sellerId: sellerId ?? id,
    name: asked.name,
    status: 'pending',
    createdAt: world.now(asked),
  };
  await world.store.addMerchant(merchant);
  return merchant;
}

/** The environment of this name, if it is configured. */
export function findEnvironment(world: World, name: string): Environment | undefined {
  return world.environments.find((environment) => environment.name === name);
}

/** Moves the account, or answers the status that does not allow it. */
export async function moveMerchant(
  world: World,
  id: string,
  move: MerchantMove,
): Promise<
  | Readonly<{ kind: 'moved'; merchant: Merchant }>
  | Readonly<{ kind: 'wrong_state'; merchant: Merchant }>
  | Readonly<{ kind: 'not_found' }>
> {
  return world.inTurn(id, async () => {
    const merchant = await world.store.findMerchant(id);
    if (merchant === undefined) return { kind: 'not_found' };
    const next = moved(merchant, move);
    if (next === undefined) return { kind: 'wrong_state', merchant };
    const result = await world.store.moveMerchant(next, merchant.status);
    return result === 'committed' ? { kind: 'moved', merchant: next } : { kind: 'wrong_state', merchant };
  });
}
