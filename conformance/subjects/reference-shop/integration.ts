import type { components as ShopComponents } from '../../src/bench/shop.wire.d.ts';
import type { components } from '../../src/bench/subject-protocol.wire.d.ts';
import type { ShopApi } from './deployment.ts';
import { refusalOf } from './outcome.ts';

type Schemas = components['schemas'];
type Refusal = Schemas['Failed'];
type PaymentAction = ShopComponents['schemas']['PaymentAction'];

/** The providers that the shop can be checked with. */
export const PROVIDERS = [
  'generic',
  'stripe',
  'paypal',
  'payflow',
] as const satisfies readonly ShopComponents['schemas']['ProviderType'][];
export type ProviderType = (typeof PROVIDERS)[number];

/** An integration as it was last saved: one per shop and environment, all of a shop's environments in one database. */
export type Saved = Readonly<{ id: string; methodId: string; paymentAction: PaymentAction }>;

/** What an integration is saved with. */
export type Wanted = Readonly<{
  type: ProviderType;
  shopId: string;
  credential: Schemas['Credential'];
  paymentAction: PaymentAction;
  rules: readonly Schemas['Rule'][];
  /** What the provider signs notifications with; the stored ones stay when left out. */
  signingSecrets?: readonly string[];
  /** What requests are signed with; the stored one stays when left out. */
  signingKey?: string;
}>;

/** Makes an integration, has its connection checked and offers its method by payment rules; or says who refused what. */
export async function makeIntegration(staff: ShopApi, wanted: Wanted): Promise<Saved | Refusal> {
  const made = await staff.ask('post', '/api/integrations', { body: draftOf(wanted) } as const);
  if (made.status !== 201) return refusalOf(made.body);
  const { id, methodId } = made.expect(201);
  const refusal = await checkConnection(staff, id);
  if (refusal) return refusal;
  const rules = wanted.rules.length > 0 ? wanted.rules : await everywhere(staff);
  for (const { name, currency, countries = [] } of rules) {
    const body = {
      name,
      enabled: true,
      sortOrder: 0,
      stopFurtherRules: false,
      currency,
      countries,
      methods: [methodId],
    };
    const rule = await staff.ask('post', '/api/payment-rules', { body });
    if (rule.status !== 201) return refusalOf(rule.body);
  }
  return { id, methodId, paymentAction: wanted.paymentAction };
}

/** Saves an integration anew, and has the connection checked when its credential may be another. */
export async function changeIntegration(
  staff: ShopApi,
  saved: Saved,
  wanted: Wanted,
  { check }: Readonly<{ check: 'check' | 'as_before' }>,
): Promise<Saved | Refusal> {
  const path = { integrationId: saved.id };
  const changed = await staff.ask('put', '/api/integrations/{integrationId}', { path, body: draftOf(wanted) });
  if (changed.status !== 200) return refusalOf(changed.body);
  const refusal = check === 'check' ? await checkConnection(staff, saved.id) : undefined;
  return refusal ?? { ...saved, paymentAction: wanted.paymentAction };
}

function draftOf({ type, shopId, credential, paymentAction, signingSecrets, signingKey }: Wanted) {
  const common = { type, label: shopId, enabled: true, paymentAction, credential } as const;
  const draft = signingKey === undefined ? common : { ...common, connection: { signingKey } };
  return signingSecrets === undefined ? draft : { ...draft, signingSecrets: [...signingSecrets] };
}

async function checkConnection(staff: ShopApi, integrationId: string): Promise<Refusal | undefined> {
  const checked = await staff.ask('post', '/api/integrations/{integrationId}/check', { path: { integrationId } });
  if (checked.status !== 200) return refusalOf(checked.body);
  const { status, check } = checked.expect(200);
  if (status === 'active') return undefined;
  const code = check.kind === 'disagreed' ? 'config.environment_mismatch' : `config.connection_${check.kind}`;
  return { outcome: 'failed', code, message: check.reason ?? `the integration is ${status}` };
}

/** A rule per currency the shop sells in. */
async function everywhere(staff: ShopApi): Promise<readonly Schemas['Rule'][]> {
  const deployment = (await staff.ask('get', '/api/deployment', {})).expect(200);
  return deployment.currencies.map((currency) => ({ name: `everybody in ${currency}`, currency }));
}
