import type { FormErrors } from '../http/form.ts';
import { CARD_CHECKS } from '../payments/card-check.ts';
import {
  type Credential,
  type CredentialField,
  maskOf,
  PASSWORD_MASK,
  unmasked,
  unmaskedAmong,
  unmaskedPassword,
} from '../payments/credential.ts';
import { type Integration, type IntegrationSettings, PAYMENT_ACTIONS } from '../payments/integration.ts';
import type { IntegrationDraft } from '../payments/integrations.ts';
import type { SettingsForm } from '../payments/provider.ts';
import { unreachable } from '../shop/unreachable.ts';
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
  account: string;
  signingSecret: string;
  earlierSigningSecret: string;
  connection: ConnectionFields;
}> &
  Readonly<Record<CredentialField, string>>;

const LENGTH_MAX = 200;
const NO_CREDENTIAL = credentialFields(() => '');
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
    ...NO_CREDENTIAL,
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
  return { ...common, ...shown(credential) };
}

function shown(credential: Credential): Partial<Record<CredentialField, string>> {
  switch (credential.kind) {
    case 'oauth_client':
      return { clientId: credential.clientId, clientSecret: maskOf(credential.clientSecret) };
    case 'api_key':
      return { apiKey: maskOf(credential.apiKey) };
    case 'login': {
      const { partner, vendor, user } = credential;
      return { partner, vendor, user, password: PASSWORD_MASK };
    }
    default:
      return unreachable(credential);
  }
}

function credentialFields(textOf: (name: CredentialField) => string): Record<CredentialField, string> {
  return {
    clientId: textOf('clientId'),
    clientSecret: textOf('clientSecret'),
    apiKey: textOf('apiKey'),
    partner: textOf('partner'),
    vendor: textOf('vendor'),
    user: textOf('user'),
    password: textOf('password'),
  };
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
    ...credentialFields(field),
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
  const needed = (name: CredentialField, what: string) => {
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
    case 'login': {
      const partner = needed('partner', 'partner');
      const vendor = needed('vendor', 'vendor');
      const user = needed('user', 'user');
      const typed = needed('password', 'password');
      const password = unmaskedPassword(typed, stored?.kind === 'login' ? stored.password : undefined);
      return { kind: 'login', partner, vendor, user, password };
    }
    default:
      errors.set('kind', 'Please choose how the shop proves who it is.');
      return undefined;
  }
}
