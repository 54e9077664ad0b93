import { type Actor, type AuditAction, type AuditEntry, changesBetween } from '../shop/audit.ts';
import { type Instant, type IntegrationId, integrationId } from '../shop/ids.ts';
import { CARD_CHECKS, type CardCheck } from './card-check.ts';
import { type ConnectionProblem, type ConnectionSettings, connectionProblem, storedConnection } from './connection.ts';
import { isCredential } from './credential.ts';
import { type GuardRefusal, guardIntegration } from './environment-guard.ts';
import { usedElsewhere } from './foreign-secret.ts';
import {
  checkIdentity,
  type Integration,
  type IntegrationRow,
  type IntegrationSettings,
  integrationStatus,
  type OpenedIntegration,
  PAYMENT_ACTIONS,
} from './integration.ts';
import { factsOfIntegration, integrationFacts } from './integration-facts.ts';
import { type IntegrationMethod, type MethodLabels, methodsOf, type PaymentMethod } from './payment-method.ts';
import type { PaymentRule } from './payment-rule.ts';
import type { Operation, ProviderType } from './provider.ts';
import { guardStanding, type Standing, standing } from './standing.ts';
import type { PaymentWorld } from './world.ts';

/** What an integration can be saved with. Without an address it is the one this deployment has. */
export type IntegrationDraft = Readonly<{
  label: string;
  /** What its methods are called. Left out, they stay as they are called. */
  methodLabels?: MethodLabels;
  enabled: boolean;
  credential: IntegrationSettings['credential'];
  paymentAction: IntegrationSettings['paymentAction'];
  /** Left out, the stored one stays. */
  cardCheck?: CardCheck;
  /** Left out, the stored one stays; empty, there is none. */
  account?: string;
  /** Left out, the stored ones stay. */
  signingSecrets?: readonly string[];
  address?: string;
  /** Left out, the stored one stays. */
  connection?: ConnectionSettings;
}>;

/** What came of saving an integration. A refused one is not stored and nothing has been sent. */
export type SaveResult =
  | Readonly<{ kind: 'saved'; integration: Integration }>
  | Readonly<{ kind: 'refused'; refusal: GuardRefusal }>
  | Readonly<{ kind: 'no_such_method'; method: string }>
  | Readonly<{ kind: 'account_not_named' }>
  | Readonly<{ kind: 'cards_not_checked' }>
  | Readonly<{ kind: 'not_a_signing_secret'; index: number }>
  | Readonly<{ kind: 'not_a_connection'; problem: ConnectionProblem }>
  | Readonly<{ kind: 'not_found' }>
  | Readonly<{ kind: 'conflict' }>;

/** A payment rule, and the methods that it names of those that are to go. */
export type LosingRule = Readonly<{ rule: PaymentRule; methods: readonly PaymentMethod[] }>;

/** What deleting an integration did to payment rules: which lost what, as they were, and as they are. */
export type Removal = Readonly<{ losing: readonly LosingRule[]; changedRules: readonly PaymentRule[] }>;

/** Makes an integration. It is not offered to customers before its connection check has agreed. */
export async function createIntegration(
  world: PaymentWorld,
  type: ProviderType,
  draft: IntegrationDraft,
  by: Actor,
): Promise<SaveResult> {
  const id = integrationId(world.random.id('integration'));
  const now = world.clock.now();
  const accessId = world.random.token();
  const base = { id, type, environment: world.deployment.environment, accessId, createdAt: now, version: 1 };
  const made = drafted(world, { ...base, check: { kind: 'unchecked' } }, draft, now);
  if (!('row' in made)) return made;
  const refusal = await usedElsewhere(world, draft.credential);
  if (refusal) return { kind: 'refused', refusal };
  const changes = changesBetween(undefined, factsOfIntegration(made.integration));
  await world.integrations.add(made.row, entryFor('integration_created', made.row, { at: now, by, changes }));
  return { kind: 'saved', integration: made.integration };
}

/** Changes an integration. A new credential or address makes the earlier connection check void. */
export async function changeIntegration(
  world: PaymentWorld,
  id: IntegrationId,
  draft: IntegrationDraft,
  by: Actor,
): Promise<SaveResult> {
  const before = await world.integrations.byId(id);
  if (!before) return { kind: 'not_found' };
  const environment = world.deployment.environment;
  const next = { ...before, environment, version: before.version + 1 };
  const stored = unsealed(world, before);
  const kept: Partial<IntegrationSettings> = stored.kind === 'open' ? stored.integration.settings : {};
  const { signingSecrets = [], connection = {}, account = '', cardCheck = 'none' } = kept;
  const at = world.clock.now();
  const made = drafted(world, next, { signingSecrets, connection, account, cardCheck, ...draft }, at);
  if (!('row' in made)) return made;
  const refusal = await usedElsewhere(world, draft.credential);
  if (refusal) return { kind: 'refused', refusal };
  const changes = changesBetween(integrationFacts(stored), factsOfIntegration(made.integration));
  const entry = entryFor('integration_changed', made.row, { at, by, changes });
  if ((await world.integrations.replace(made.row, entry)) === 'conflict') return { kind: 'conflict' };
  return { kind: 'saved', integration: made.integration };
}

/** Removes an integration and its methods from every payment rule; a rule left without methods is switched off. */
export async function removeIntegration(
  world: PaymentWorld,
  id: IntegrationId,
  by: Actor,
): Promise<Removal | undefined> {
  const row = await world.integrations.byId(id);
  if (!row) return undefined;
  const losing = await rulesLosing(world, methodsOf(row, world.providers[row.type].methods));
  const changedRules = losing.map(withoutLost);
  const changes = [
    ...changesBetween(integrationFacts(unsealed(world, row)), undefined),
    ...losing.map(({ rule, methods }) => ({
      field: `payment rule "${rule.name}" loses`,
      before: methods.map(({ id }) => id).join(', '),
    })),
  ];
  const entry = entryFor('integration_deleted', row, { at: world.clock.now(), by, changes });
  await world.integrations.remove(id, changedRules, entry);
  return { losing, changedRules };
}

/** Every integration, opened. */
export async function allIntegrations(world: PaymentWorld): Promise<readonly OpenedIntegration[]> {
  const stands = await standing(world);
  return (await world.integrations.all()).map((row) => inStanding(stands, unsealed(world, row)));
}

/** One integration, opened. */
export async function integrationById(world: PaymentWorld, id: IntegrationId): Promise<OpenedIntegration | undefined> {
  const row = await world.integrations.byId(id);
  return row && opened(world, row);
}

/** The payment methods that customers can be offered: those of active integrations. */
export function activeMethods(
  { providers }: Pick<PaymentWorld, 'providers'>,
  all: readonly OpenedIntegration[],
): ReadonlyMap<string, Readonly<{ method: IntegrationMethod; integration: Integration }>> {
  const active = all.flatMap((found) =>
    found.kind === 'open' && integrationStatus(found) === 'active' ? [found.integration] : [],
  );
  return new Map(
    active.flatMap((integration) =>
      methodsOf(integration, providers[integration.type].methods).map(
        (method) => [method.id, { method, integration }] as const,
      ),
    ),
  );
}

/** The payment rules that name any of these methods, and would lose it if it were deleted or switched off. */
export async function rulesLosing(
  world: PaymentWorld,
  going: readonly PaymentMethod[],
): Promise<readonly LosingRule[]> {
  return (await world.paymentRules.all()).flatMap((rule) => {
    const methods = going.filter(({ id }) => rule.methods.includes(id));
    return methods.length === 0 ? [] : [{ rule, methods }];
  });
}

/** The rule without the methods that it loses; one left without methods is switched off. */
export function withoutLost({ rule, methods: lost }: LosingRule): PaymentRule {
  const isLost = (id: string) => lost.some((method) => method.id === id);
  const methods = rule.methods.filter((id) => !isLost(id));
  const options = Object.entries(rule.methodOptions).filter(([id]) => !isLost(id));
  const methodOptions = Object.fromEntries(options);
  return { ...rule, methods, methodOptions, enabled: rule.enabled && methods.length > 0 };
}

/** What the provider behind each integration can do; nothing where it is gone or does not belong here. */
export async function supportedOperations(world: PaymentWorld): Promise<(id: IntegrationId) => readonly Operation[]> {
  const all = await allIntegrations(world);
  const able = all.flatMap((found) => (found.kind === 'open' ? [found.integration] : []));
  const byId = new Map(able.map(({ id, type }) => [id, world.providers[type].operations]));
  return (id) => byId.get(id) ?? [];
}

/** What is stored of an integration in the clear, whether it can be used or not. */
export function rowOf(found: OpenedIntegration): Omit<IntegrationRow, 'sealed'> {
  return found.kind === 'open' ? found.integration : found.row;
}

/** Opens a stored integration, unless it does not belong in this deployment or its whole database has moved. */
export async function opened(world: PaymentWorld, row: IntegrationRow): Promise<OpenedIntegration> {
  return inStanding(await standing(world), unsealed(world, row));
}

function inStanding(stands: Standing, found: OpenedIntegration): OpenedIntegration {
  const refusal = guardStanding(stands);
  if (found.kind === 'withheld' || !refusal) return found;
  const { settings: _, ...row } = found.integration;
  return { kind: 'withheld', row, refusal };
}

/** Unseals a stored integration, unless it does not belong in this deployment. */
function unsealed(world: PaymentWorld, row: IntegrationRow): OpenedIntegration {
  const { deployment } = world;
  const withheld = (refusal: GuardRefusal): OpenedIntegration => ({ kind: 'withheld', row, refusal });
  if (row.environment !== deployment.environment) {
    const { environment: expected } = deployment;
    return withheld({ code: 'environment_mismatch', about: 'integration', expected, found: row.environment });
  }
  const text = world.vault.open(row.sealed, { integrationId: row.id, environment: deployment.environment });
  const settings = text === undefined ? undefined : settingsOf(text);
  if (!settings) return withheld({ code: 'settings_unreadable' });
  const refusal = guarded(world, row, settings);
  if (refusal) return withheld(refusal);
  const { sealed: _, ...rest } = row;
  return { kind: 'open', integration: { ...rest, settings } };
}

function guarded(
  world: PaymentWorld,
  row: Pick<IntegrationRow, 'type' | 'environment'>,
  settings: IntegrationSettings,
): GuardRefusal | undefined {
  return guardIntegration(world.deployment, {
    environment: row.environment,
    address: settings.address,
    providerAddress: world.deployment.providers.get(row.type),
    declarations: world.providers[row.type].declarations(settings.credential),
  });
}

/** What is written down about something done to an integration. */
export function entryFor(
  action: AuditAction,
  { id, label }: Pick<IntegrationRow, 'id' | 'label'>,
  more: Pick<AuditEntry, 'at' | 'by' | 'changes'>,
): AuditEntry {
  return { action, about: { kind: 'integration', id, label }, ...more };
}

type NotDrafted = Extract<
  SaveResult,
  {
    kind:
      | 'refused'
      | 'no_such_method'
      | 'account_not_named'
      | 'cards_not_checked'
      | 'not_a_signing_secret'
      | 'not_a_connection';
  }
>;

type Base = Omit<IntegrationRow, 'label' | 'enabled' | 'sealed' | 'updatedAt'>;

function drafted(
  world: PaymentWorld,
  base: Base,
  {
    label,
    methodLabels,
    enabled,
    credential,
    paymentAction,
    cardCheck = 'none',
    signingSecrets = [],
    address,
    account = '',
    connection = {},
  }: IntegrationDraft,
  now: Instant,
): Readonly<{ row: IntegrationRow; integration: Integration }> | NotDrafted {
  const providerAddress = world.deployment.providers.get(base.type);
  const named = account === '' ? {} : { account };
  const way = Object.keys(connection).length === 0 ? {} : { connection };
  const checking = cardCheck === 'none' ? {} : { cardCheck };
  const settings = {
    credential,
    paymentAction,
    ...checking,
    signingSecrets,
    address: address ?? providerAddress ?? '',
    ...named,
    ...way,
  };
  const refusal = guarded(world, base, settings);
  if (refusal) return { kind: 'refused', refusal };
  const { isSigningSecret, methods, settingsForm } = world.providers[base.type];
  if (cardCheck !== 'none' && !methods.some(({ checksCards }) => checksCards)) return { kind: 'cards_not_checked' };
  const unknown = Object.keys(methodLabels ?? {}).find((method) => methods.every(({ kind }) => kind !== method));
  if (unknown !== undefined) return { kind: 'no_such_method', method: unknown };
  if (account !== '' && settingsForm(world.deployment).account === undefined) return { kind: 'account_not_named' };
  const index = signingSecrets.findIndex((secret) => !isSigningSecret(secret));
  if (index >= 0) return { kind: 'not_a_signing_secret', index };
  const problem = connectionProblem(connection);
  if (problem) return { kind: 'not_a_connection', problem };
  const { check } = base;
  const stillGood = check.kind === 'agreed' && check.madeWith === checkIdentity(settings);
  const called = methodLabels === undefined ? {} : { methodLabels };
  const common = { ...base, ...called, label, enabled, updatedAt: now };
  const kept = { ...common, check: stillGood ? check : ({ kind: 'unchecked' } as const) };
  const binding = { integrationId: base.id, environment: base.environment };
  const sealed = world.vault.seal(JSON.stringify(settings), binding);
  return { row: { ...kept, sealed }, integration: { ...kept, settings } };
}

function settingsOf(text: string): IntegrationSettings | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('address' in value) || typeof value.address !== 'string') return undefined;
  if (!('credential' in value) || !isCredential(value.credential)) return undefined;
  const stored = 'paymentAction' in value ? value.paymentAction : undefined;
  const paymentAction = PAYMENT_ACTIONS.find((action) => action === stored);
  // Settings that were sealed before there were notifications have none.
  const secrets: unknown = 'signingSecrets' in value ? value.signingSecrets : [];
  const signingSecrets = Array.isArray(secrets) ? secrets.filter((secret) => typeof secret === 'string') : [];
  const account = 'account' in value && typeof value.account === 'string' ? { account: value.account } : {};
  const cardCheck = CARD_CHECKS.find((check) => 'cardCheck' in value && check === value.cardCheck);
  const connection = storedConnection('connection' in value ? value.connection : undefined);
  const way = Object.keys(connection).length === 0 ? {} : { connection };
  return (
    paymentAction && {
      ...{ address: value.address, credential: value.credential, paymentAction, signingSecrets },
      ...account,
      ...(cardCheck === undefined ? {} : { cardCheck }),
      ...way,
    }
  );
}
