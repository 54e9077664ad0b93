import type { Actor } from '../shop/audit.ts';
import type { Instant } from '../shop/ids.ts';
import type { Deployment, Mode } from './deployment.ts';
import type { GuardRefusal } from './environment-guard.ts';
import type { PaymentWorld } from './world.ts';

/** Where a database belongs: the environment, and the public address unless the shop takes any free port. */
export type Place = Readonly<{ environment: string; mode: Mode; publicUrl?: string }>;

/** The place that a database was last said to belong to. */
export type Confirmed = Place & Readonly<{ at: Instant }>;

/** Whether this deployment is where its database belongs. In another place it does nothing until a person has said so. */
export type Standing = Readonly<{ kind: 'at_home' }> | Readonly<{ kind: 'moved'; from: Confirmed; to: Place }>;

/** Why nothing is sent from a shop that has moved; nothing when it is at home. */
export function guardStanding(standing: Standing): GuardRefusal | undefined {
  if (standing.kind === 'at_home') return undefined;
  return { code: 'deployment_moved', from: placeInWords(standing.from), to: placeInWords(standing.to) };
}

/** The place of a running shop. An address that is another after each start is nobody's, and is not compared. */
export function placeOf({ environment, mode, publicUrl, address }: Deployment): Place {
  return address === 'drawn' ? { environment, mode } : { environment, mode, publicUrl };
}

/** How a shop stands to the place its database belongs to. */
export function standingOf(confirmed: Confirmed | undefined, place: Place): Standing {
  if (!confirmed) return { kind: 'at_home' };
  const { environment, mode, publicUrl } = confirmed;
  const isSame = environment === place.environment && mode === place.mode && publicUrl === place.publicUrl;
  return isSame ? { kind: 'at_home' } : { kind: 'moved', from: confirmed, to: place };
}

/** How the shop stands now. */
export async function standing(world: Pick<PaymentWorld, 'deployment' | 'deployments'>): Promise<Standing> {
  return standingOf(await world.deployments.confirmed(), placeOf(world.deployment));
}

/** Takes a database that belongs nowhere yet. */
export async function adoptDatabase(world: Pick<PaymentWorld, 'deployment' | 'deployments' | 'clock'>): Promise<void> {
  if (await world.deployments.confirmed()) return;
  await world.deployments.adopt({ ...placeOf(world.deployment), at: world.clock.now() });
}

/** A person has looked and says that the database belongs here. Integrations are as their checks left them. */
export async function confirmPlace(world: PaymentWorld, by: Actor): Promise<Standing> {
  const before = await standing(world);
  if (before.kind === 'at_home') return before;
  const at = world.clock.now();
  await world.deployments.confirm(
    { ...before.to, at },
    {
      at,
      by,
      action: 'deployment_confirmed',
      about: { kind: 'deployment', id: before.to.environment, label: before.to.publicUrl ?? before.to.environment },
      changes: changesOf(before.from, before.to),
    },
  );
  return { kind: 'at_home' };
}

/** A place in words. */
export function placeInWords({ environment, mode, publicUrl }: Place): string {
  return `environment "${environment}" (mode ${mode}) at ${publicUrl ?? 'an address drawn at each start'}`;
}

function changesOf(from: Place, to: Place) {
  const fields = ['environment', 'mode', 'publicUrl'] as const;
  return fields.flatMap((field) => {
    const [before, after] = [from[field] ?? 'drawn at each start', to[field] ?? 'drawn at each start'];
    return before === after ? [] : [{ field, before, after }];
  });
}
