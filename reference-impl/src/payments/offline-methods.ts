import { type Actor, type AuditAction, type AuditEntry, changesBetween, type Facts, factsOf } from '../shop/audit.ts';
import { type IntegrationId, integrationId } from '../shop/ids.ts';
import { refusalInWords } from './environment-guard.ts';
import { type Removal, rulesLosing, withoutLost } from './integrations.ts';
import { type OfflineMethod, type OfflineSettings, offlineMethodOf } from './offline-method.ts';
import type { PaymentMethod } from './payment-method.ts';
import { guardStanding, standing } from './standing.ts';
import type { PaymentWorld } from './world.ts';

/** What a way to pay without a provider can be saved with. */
export type OfflineDraft = Readonly<{ label: string; enabled: boolean; settings: OfflineSettings }>;

/** What came of changing one. Its kind stays what it was. */
export type OfflineResult =
  | Readonly<{ kind: 'saved'; row: OfflineMethod }>
  | Readonly<{ kind: 'not_found' }>
  | Readonly<{ kind: 'other_type' }>
  | Readonly<{ kind: 'conflict' }>;

/** One with its method, and why customers cannot choose it. */
export type OpenedOffline = Readonly<{ row: OfflineMethod; method: PaymentMethod; why: string | undefined }>;

/** Makes a way to pay without a provider. */
export async function createOffline(world: PaymentWorld, draft: OfflineDraft, by: Actor): Promise<OfflineMethod> {
  const { environment } = world.deployment;
  const id = integrationId(world.random.id('offline'));
  const row = { ...draft, id, environment, createdAt: world.clock.now(), version: 1 };
  await world.offlineMethods.add(row, entryFor(world, 'integration_created', { before: undefined, after: row, by }));
  return row;
}

/** Changes one; saved here, it belongs to this environment. */
export async function changeOffline(
  world: PaymentWorld,
  id: IntegrationId,
  draft: OfflineDraft,
  by: Actor,
): Promise<OfflineResult> {
  const before = await world.offlineMethods.byId(id);
  if (!before) return { kind: 'not_found' };
  if (before.settings.type !== draft.settings.type) return { kind: 'other_type' };
  const { environment } = world.deployment;
  const row = { ...before, ...draft, environment, version: before.version + 1 };
  const entry = entryFor(world, 'integration_changed', { before, after: row, by });
  return (await world.offlineMethods.replace(row, entry)) === 'replaced'
    ? { kind: 'saved', row }
    : { kind: 'conflict' };
}

/** Removes one, and its method from every payment rule; a rule left without methods is switched off. */
export async function removeOffline(world: PaymentWorld, id: IntegrationId, by: Actor): Promise<Removal | undefined> {
  const before = await world.offlineMethods.byId(id);
  if (!before) return undefined;
  const losing = await rulesLosing(world, [offlineMethodOf(before)]);
  const changedRules = losing.map(withoutLost);
  const entry = entryFor(world, 'integration_deleted', { before, after: undefined, by });
  await world.offlineMethods.remove(id, changedRules, entry);
  return { losing, changedRules };
}

/** All of them, with why customers cannot choose one. */
export async function openedOffline(world: PaymentWorld): Promise<readonly OpenedOffline[]> {
  const refusal = guardStanding(await standing(world));
  const { environment } = world.deployment;
  return (await world.offlineMethods.all()).map((row) => {
    const method = offlineMethodOf(row);
    if (refusal) return { row, method, why: refusalInWords(refusal) };
    if (row.environment !== environment) return { row, method, why: savedElsewhere(row) };
    return { row, method, why: row.enabled ? undefined : 'It is switched off. Switch it on to offer it.' };
  });
}

function savedElsewhere({ environment }: OfflineMethod): string {
  return `It was saved in the environment "${environment}". Look at it and save it again here.`;
}

type Changed = Readonly<{ before: OfflineMethod | undefined; after: OfflineMethod | undefined; by: Actor }>;

function entryFor(world: PaymentWorld, action: AuditAction, { before, after, by }: Changed): AuditEntry {
  const named = after ?? before;
  const about = { kind: 'integration', id: named?.id ?? '', label: named?.label ?? '' } as const;
  const changes = changesBetween(before && offlineFacts(before), after && offlineFacts(after));
  return { at: world.clock.now(), by, action, about, changes };
}

function offlineFacts({ label, enabled, environment, settings }: OfflineMethod): Facts {
  return factsOf({ label, enabled, environment, ...settings });
}
