import type { Known } from './situations.ts';
import type { Place, World } from './world.ts';

/** The rules of a situation that an environment alone can have, by their place in the list. */
export function environmentOnly({ situation }: Known): readonly number[] {
  return situation.rules.flatMap(({ fault }, index) => (fault?.kind === 'connection_refused' ? [index] : []));
}

/** Puts a place into a situation, unless it has rules that cannot befall one merchant account alone. */
export async function putInto(world: World, place: Place, known: Known): Promise<'set' | 'environment_only'> {
  if (place.merchantId !== undefined && environmentOnly(known).length > 0) return 'environment_only';
  await world.situations.set(place, known);
  await reopened(world, place);
  return 'set';
}

/** Takes a place out of the situation that was set for it. */
export async function takeOut(world: World, place: Place): Promise<void> {
  await world.situations.unset(place);
  await reopened(world, place);
}

/** An outage that a rule began ends with the rule. */
async function reopened(world: World, { environment, merchantId }: Place): Promise<void> {
  if (merchantId === undefined) await world.outages.end(environment);
}
