import { THE_SHOP } from '../shop/audit.ts';
import type { Instant } from '../shop/ids.ts';
import type { IntegrationRow } from './integration.ts';
import type { Vault } from './vault.ts';
import type { IntegrationStore } from './world.ts';

/** What was done to the settings of the integrations there are. */
export type Rotation = Readonly<{
  resealed: number;
  /** Sealed with the new key already, by a rotation that did not come to its end. */
  alreadyNew: number;
  /** Labels of those that neither key opens; they were of no use before and are left as they are. */
  unreadable: readonly string[];
}>;

/** Seals all settings with another key, all of them or none. `conflict` when somebody saves one at the same time. */
export async function rotateKey(
  store: IntegrationStore,
  keys: Readonly<{ from: Vault; to: Vault }>,
  at: Instant,
): Promise<Rotation | 'conflict'> {
  const found = (await store.all()).map((row) => ({ row, turned: turned(row, keys) }));
  const resealed = found.flatMap(({ turned }) => (turned.kind === 'resealed' ? [turned.row] : []));
  const rotation = {
    resealed: resealed.length,
    alreadyNew: found.filter(({ turned }) => turned.kind === 'already_new').length,
    unreadable: found.filter(({ turned }) => turned.kind === 'unreadable').map(({ row }) => row.label),
  };
  const result = await store.replaceAll(resealed, {
    at,
    by: THE_SHOP,
    action: 'settings_key_rotated',
    about: { kind: 'deployment', id: 'settings-key', label: 'Settings key' },
    changes: [
      { field: 'sealed anew', after: String(rotation.resealed) },
      { field: 'opened by neither key', after: rotation.unreadable.join(', ') || 'none' },
    ],
  });
  return result === 'conflict' ? 'conflict' : rotation;
}

type Turned =
  | Readonly<{ kind: 'resealed'; row: IntegrationRow }>
  | Readonly<{ kind: 'already_new' }>
  | Readonly<{ kind: 'unreadable' }>;

function turned(row: IntegrationRow, { from, to }: Readonly<{ from: Vault; to: Vault }>): Turned {
  const binding = { integrationId: row.id, environment: row.environment };
  const text = from.open(row.sealed, binding);
  if (text !== undefined) {
    return { kind: 'resealed', row: { ...row, sealed: to.seal(text, binding), version: row.version + 1 } };
  }
  return to.open(row.sealed, binding) === undefined ? { kind: 'unreadable' } : { kind: 'already_new' };
}
