import type { FormErrors } from '../http/form.ts';
import { CARD_CHECKS } from '../payments/card-check.ts';
import { type Credential, maskOf, unmasked, unmaskedAmong } from '../payments/credential.ts';
import { type Integration, type IntegrationSettings, PAYMENT_ACTIONS } from '../payments/integration.ts';
import type { IntegrationDraft } from '../payments/integrations.ts';
import type { SettingsForm } from '../payments/provider.ts';
import { type ConnectionFields, connectionFields, parseConnection, sentConnection } from './connection-form.ts';
import {
  type MethodLabelFields,
  methodLabelFields,
  parseMethodLabels,
  sentMethodLabels,
} from './method-labels-form.ts';

/** The form's fields by name, as they are shown: secrets as their masks. */
export type IntegrationFields = Readonly<{
  label: string;
  methodLabels: MethodLabelFields;
  enabled: boolean;
  paymentAction: string;
  cardCheck: string;
  kind: string;
  clientId: string;
  clientSecret: string;
  apiKey: string;
  account: string;
  signingSecret: string;
  earlierSigningSecret: string;
  connection: ConnectionFields;
}>;

const LENGTH_MAX = 200;
const ACCOUNT = /^[A-Za-z0-9_-]{0,64}$/;

/** The fields of the signing secrets, the newest first. */
export const SIGNING_FIELDS = ['signingSecret', 'earlierSigningSecret'] as const;

/** The form for a new integration. */
export function emptyFields({ credentials: [{ kind }] }: SettingsForm): IntegrationFields {
  return {
    label: '',
    methodLabels: methodLabelFields(),
    enabled: true,
    paymentAction: 'authorize',
    cardCheck: 'none',
    kind,
    clientId: '',
    clientSecret: '',
    apiKey: '',
    account: '',
    signingSecret: '',
    earlierSigningSecret: '',
    connection: connectionFields(),
  };
}

/** The form for a stored integration. */
export function fieldsOf(
  { label, methodLabels, enabled, settings }: Integration,
  empty: IntegrationFields,
): IntegrationFields {
  const { credential, paymentAction, cardCheck = 'none', account = '', signingSecrets, connection } = settings;
  const [signingSecret = '', earlierSigningSecret = ''] = signingSecrets.map(maskOf);
  const secrets = { signingSecret, earlierSigningSecret, connection: connectionFields(connection) };
  const called = { label, account, methodLabels: methodLabelFields(methodLabels) };
  const common = { ...empty, ...secrets, ...called, enabled, paymentAction, cardCheck, kind: credential.kind };
  if (credential.kind === 'api_key') return { ...common, apiKey: maskOf(credential.apiKey) };
  return { ...common, clientId: credential.clientId, clientSecret: maskOf(credential.clientSecret) };
}

/** The fields as they were sent. Where there is one kind of credential, nobody is asked for it. */
export function sentFields(form: URLSearchParams, { credentials }: SettingsForm): IntegrationFields {
  const field = (name: string) => (form.get(name) ?? '').trim();
  return {
    label: field('label'),
    methodLabels: sentMethodLabels(form),
    enabled: form.has('enabled'),
    paymentAction: field('paymentAction'),
    cardCheck: field('cardCheck') || 'none',
    kind: credentials.length === 1 ? credentials[0].kind : field('kind'),
    clientId: field('clientId'),
    clientSecret: field('clientSecret'),
    apiKey: field('apiKey'),
    account: field('account'),
    signingSecret: field('signingSecret'),
    earlierSigningSecret: field('earlierSigningSecret'),
    connection: sentConnection(form),
  };
}

/** What was filled in, or what is wrong with which field. A mask that came back means the stored secret. */
export function parseIntegration(
  fields: IntegrationFields,
  stored: IntegrationSettings | undefined,
): IntegrationDraft | FormErrors {
  const errors = new Map<string, string>();
  if (fields.label === '' || fields.label.length > 60) {
    errors.set('label', 'Please enter what customers read, in at most 60 characters.');
  }
  const methodLabels = parseMethodLabels(fields.methodLabels, errors);
  const paymentAction = PAYMENT_ACTIONS.find((action) => action === fields.paymentAction);
  if (!paymentAction) errors.set('paymentAction', 'Please choose what happens to the money.');
  const cardCheck = CARD_CHECKS.find((check) => check === fields.cardCheck);
  if (!cardCheck) errors.set('cardCheck', 'Please choose whether cards are checked first.');
  if (!ACCOUNT.test(fields.account)) errors.set('account', 'Please enter at most 64 letters and digits.');
  const credential = credentialOf(fields, stored?.credential, errors);
  const connection = parseConnection(fields.connection, stored?.connection, errors);
  if (!paymentAction || !cardCheck || !credential || errors.size > 0) return errors;
  const typed = SIGNING_FIELDS.map((name) => fields[name]).filter((text) => text !== '');
  const signingSecrets = unmaskedAmong(typed, stored?.signingSecrets ?? []);
  const { label, enabled, account } = fields;
  return { label, methodLabels, enabled, paymentAction, cardCheck, credential, account, signingSecrets, connection };
}

function credentialOf(
  fields: IntegrationFields,
  stored: Credential | undefined,
  errors: Map<string, string>,
): Credential | undefined {
  const needed = (name: 'clientId' | 'clientSecret' | 'apiKey', what: string) => {
    const text = fields[name];
    if (text === '' || text.length > LENGTH_MAX) errors.set(name, `Please enter the ${what} the provider has issued.`);
    return text;
  };
  switch (fields.kind) {
    case 'oauth_client': {
      const clientId = needed('clientId', 'client id');
      const typed = needed('clientSecret', 'client secret');
      const secret = stored?.kind === 'oauth_client' ? stored.clientSecret : undefined;
      return { kind: 'oauth_client', clientId, clientSecret: unmasked(typed, secret) };
    }
    case 'api_key': {
      const typed = needed('apiKey', 'API key');
      return { kind: 'api_key', apiKey: unmasked(typed, stored?.kind === 'api_key' ? stored.apiKey : undefined) };
    }
    default:
      errors.set('kind', 'Please choose how the shop proves who it is.');
      return undefined;
  }
}
