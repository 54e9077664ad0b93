import type { Environment } from '../accounts/environment.ts';
import { type Merchant, type MerchantMove, moved } from '../accounts/merchant.ts';
import type { World } from './world.ts';

/** A seller signs up in one environment; the account is pending until it is activated. Text says what is wrong. */
export async function signUp(
  world: World,
  asked: Readonly<{ environment: string; name: string }>,
): Promise<Merchant | 'environment_unknown'> {
  if (findEnvironment(world, asked.environment) === undefined) return 'environment_unknown';
  const merchant: Merchant = {
    id: world.random.id('mer'),
    environment: asked.environment,
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
