import { checkbox, type FormErrors, selectInput, textInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { CARD_CHECKS, cardCheckInWords } from '../payments/card-check.ts';
import { CREDENTIAL_FIELDS, type Credential, type CredentialField } from '../payments/credential.ts';
import type { Deployment } from '../payments/deployment.ts';
import { PAYMENT_ACTIONS, paymentActionInWords } from '../payments/integration.ts';
import type { DeclaredMethods } from '../payments/payment-method.ts';
import { PROVIDER_TYPES, type ProviderType } from '../payments/provider.ts';
import { connectionSection } from './connection-form.ts';
import type { BackOfficeWorld } from './frame.ts';
import type { IntegrationFields } from './integration-form.ts';
import { type Losing, losingInWords } from './losing-rules.ts';
import { methodLabelsSection } from './method-labels-form.ts';

/** The provider that a new integration is to be with; the first that this deployment has, unless the address says. */
export function typeIn({ providers }: Deployment, query: URLSearchParams): ProviderType {
  const [first = PROVIDER_TYPES[0]] = providers.keys();
  return PROVIDER_TYPES.find((type) => type === query.get('type')) ?? first;
}

/** With which provider; nothing to choose from where there is one. */
export function providerChoice({ deployment, providers }: BackOfficeWorld, chosen: ProviderType): Html | null {
  const types = [...deployment.providers.keys()];
  if (types.length < 2) return null;
  return html`
    <nav aria-label="Provider" class="row">
      ${types.map((type) =>
        type === chosen
          ? html`<strong aria-current="page">${providers[type].name}</strong>`
          : html`<a href=${`/admin/integrations/new?type=${type}`}>${providers[type].name}</a>`,
      )}
    </nav>
  `;
}

const KINDS: Readonly<Record<Credential['kind'], string>> = {
  oauth_client: 'client id and client secret (OAuth 2)',
  api_key: 'an API key',
  login: 'partner, vendor, user and password',
};

const LABELS: Readonly<Record<CredentialField, string>> = {
  clientId: 'Client id',
  clientSecret: 'Client secret',
  apiKey: 'API key',
  partner: 'Partner',
  vendor: 'Vendor',
  user: 'User',
  password: 'Password',
};

/** Whether cards are checked first, or that they cannot be. */
function cardCheckField(methods: DeclaredMethods, { cardCheck }: IntegrationFields, errors: FormErrors): Html {
  const without = methods.filter(({ checksCards }) => !checksCards).map(({ name }) => name);
  if (without.length === methods.length) {
    return html`<p>Cards are not checked with an amount of nothing through this provider.</p>`;
  }
  return html`
    <div>
      ${selectInput('cardCheck', 'Check the card with an amount of nothing first', errors, {
        value: cardCheck,
        choices: CARD_CHECKS.map((check) => [check, cardCheckInWords(check)] as const),
      })}
      ${without.length === 0 ? null : html`<p><small>Of ${without.join(', ')} there is no card to check.</small></p>`}
    </div>
  `;
}

/** The fields of an integration's form, as its provider asks for them. */
export function settingsFields(
  { deployment, providers }: BackOfficeWorld,
  type: ProviderType,
  { fields, errors, losing }: Readonly<{ fields: IntegrationFields; errors: FormErrors; losing: Losing | undefined }>,
): readonly (Html | null)[] {
  const { environment } = deployment;
  const { credentials, account, signingSecret } = providers[type].settingsForm(deployment);
  return [
    html`<p>
      Provider address in the environment <b>${environment}</b>: <code>${deployment.providers.get(type) ?? 'none'}</code>
    </p>`,
    textInput('label', 'Label', errors, { value: fields.label, maxlength: 60, hint: 'What customers read.' }),
    methodLabelsSection(providers[type].methods, fields.methodLabels, errors),
    checkbox(
      'enabled',
      'Offer it to customers',
      fields.enabled,
      losing ? losingInWords('switched off', losing) : 'Once its connection is checked and a rule names it.',
    ),
    selectInput('paymentAction', 'When an order is placed', errors, {
      value: fields.paymentAction,
      choices: PAYMENT_ACTIONS.map((action) => [action, paymentActionInWords(action)] as const),
    }),
    cardCheckField(providers[type].methods, fields, errors),
    credentials.length === 1
      ? null
      : selectInput('kind', 'The shop proves who it is by', errors, {
          value: fields.kind,
          choices: credentials.map(({ kind }) => [kind, KINDS[kind]] as const),
        }),
    ...credentials.flatMap(({ kind, hints }) =>
      CREDENTIAL_FIELDS[kind].map((name) =>
        textInput(name, LABELS[name], errors, {
          value: fields[name],
          required: false,
          autocomplete: 'off',
          hint: hints[name] ?? '',
        }),
      ),
    ),
    account === undefined
      ? null
      : textInput('account', 'Account that is paid', errors, {
          value: fields.account,
          required: false,
          maxlength: 64,
          hint: account,
        }),
    ...(signingSecret === undefined ? [] : signingSecrets(fields, errors, signingSecret)),
    connectionSection(fields.connection, errors),
  ];
}

function signingSecrets(fields: IntegrationFields, errors: FormErrors, hint: string): readonly Html[] {
  return [
    textInput('signingSecret', 'Signing secret for notifications', errors, {
      value: fields.signingSecret,
      required: false,
      autocomplete: 'off',
      hint,
    }),
    textInput('earlierSigningSecret', 'Earlier signing secret', errors, {
      value: fields.earlierSigningSecret,
      required: false,
      autocomplete: 'off',
      hint: 'Good as well while the provider changes from one to the other. Empty it when that is over.',
    }),
  ];
}
