import { callerAsActor } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import {
  buttonForm,
  checkbox,
  csrfField,
  errorSummary,
  type FormErrors,
  selectInput,
  textInput,
} from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageAccess, PageCall } from '../http/page-route.ts';
import { checkConnection } from '../payments/connection-check.ts';
import { type GuardRefusal, refusalInWords } from '../payments/environment-guard.ts';
import {
  integrationStatus,
  type OpenedIntegration,
  PAYMENT_ACTIONS,
  paymentActionInWords,
  whyNotActive,
} from '../payments/integration.ts';
import {
  allIntegrations,
  changeIntegration,
  createIntegration,
  integrationById,
  removeIntegration,
  rowOf,
  rulesNaming,
  type SaveResult,
} from '../payments/integrations.ts';
import { type OpenedOffline, openedOffline } from '../payments/offline-methods.ts';
import { methodOf } from '../payments/payment-method.ts';
import type { PaymentRule } from '../payments/payment-rule.ts';
import { type IntegrationId, integrationId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';
import {
  EMPTY_FIELDS,
  fieldsOf,
  type IntegrationFields,
  parseIntegration,
  SIGNING_FIELDS,
  sentFields,
} from './integration-form.ts';
import { integrationBadge, statusArticle } from './integration-status.ts';
import { losingInWords } from './losing-rules.ts';
import { type ArrivedHere, arrivedSection } from './notification-section.ts';

const INTEGRATORS: PageAccess = { kind: 'permission', permission: 'manage_integrations' };
const NO_ERRORS: FormErrors = new Map();
const ARRIVED_MAX = 20;

/** Connections to providers. */
export const integrationPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/integrations',
    access: INTEGRATORS,
    handle: async (world, call) => listPage(world, call, await allIntegrations(world), await openedOffline(world)),
  },
  {
    method: 'get',
    path: '/admin/integrations/new',
    access: INTEGRATORS,
    handle: async (world, call) => editPage(world, call, { fields: EMPTY_FIELDS, errors: NO_ERRORS }),
  },
  {
    method: 'post',
    path: '/admin/integrations/new',
    access: INTEGRATORS,
    async handle(world, call) {
      const fields = sentFields(call.form);
      const draft = parseIntegration(fields, undefined);
      if (!('credential' in draft)) return editPage(world, call, { fields, errors: draft });
      return afterSaving(
        world,
        call,
        fields,
        await createIntegration(world, 'generic', draft, callerAsActor(call.caller)),
        undefined,
      );
    },
  },
  {
    method: 'get',
    path: '/admin/integrations/:integrationId',
    access: INTEGRATORS,
    async handle(world, call) {
      const found = await integrationById(world, idIn(call.exchange));
      if (!found) return notFoundPage(world, call, 'integration');
      const arrived = {
        notifications: await world.inbox.ofIntegration(idIn(call.exchange), ARRIVED_MAX),
        unverified: await world.inbox.unverified(idIn(call.exchange)),
      };
      return editPage(world, call, { fields: shownFields(found), errors: NO_ERRORS, found, arrived });
    },
  },
  {
    method: 'post',
    path: '/admin/integrations/:integrationId',
    access: INTEGRATORS,
    async handle(world, call) {
      const id = idIn(call.exchange);
      const found = await integrationById(world, id);
      if (!found) return notFoundPage(world, call, 'integration');
      const fields = sentFields(call.form);
      const stored = found.kind === 'open' ? found.integration.settings : undefined;
      const draft = parseIntegration(fields, stored);
      if (!('credential' in draft)) return editPage(world, call, { fields, errors: draft, found });
      return afterSaving(
        world,
        call,
        fields,
        await changeIntegration(world, id, draft, callerAsActor(call.caller)),
        found,
      );
    },
  },
  {
    method: 'post',
    path: '/admin/integrations/:integrationId/check',
    access: INTEGRATORS,
    async handle(world, call) {
      const id = idIn(call.exchange);
      const result = await checkConnection(world, id, callerAsActor(call.caller));
      return result.kind === 'not_found'
        ? notFoundPage(world, call, 'integration')
        : seeOther(`/admin/integrations/${id}?notice=checked`);
    },
  },
  {
    method: 'get',
    path: '/admin/integrations/:integrationId/delete',
    access: INTEGRATORS,
    async handle(world, call) {
      const found = await integrationById(world, idIn(call.exchange));
      return found ? deletePage(world, call, found) : notFoundPage(world, call, 'integration');
    },
  },
  {
    method: 'post',
    path: '/admin/integrations/:integrationId/delete',
    access: INTEGRATORS,
    async handle(world, call) {
      const removal = await removeIntegration(world, idIn(call.exchange), callerAsActor(call.caller));
      return removal ? seeOther('/admin/integrations?notice=deleted') : notFoundPage(world, call, 'integration');
    },
  },
];

function idIn(exchange: Exchange): IntegrationId {
  return integrationId(exchange.parameters.integrationId ?? '');
}

/** Of a withheld integration nothing sealed is shown, so its credential has to be entered again. */
function shownFields(found: OpenedIntegration): IntegrationFields {
  if (found.kind === 'open') return fieldsOf(found.integration);
  return { ...EMPTY_FIELDS, label: found.row.label, enabled: found.row.enabled };
}

function afterSaving(
  world: BackOfficeWorld,
  call: PageCall,
  fields: IntegrationFields,
  result: SaveResult,
  found: OpenedIntegration | undefined,
): Reply | Promise<Reply> {
  // A secret that was refused does not travel back to the browser.
  const forgotten = { ...fields, clientSecret: '', apiKey: '', signingSecret: '', earlierSigningSecret: '' };
  switch (result.kind) {
    case 'saved':
      return seeOther(`/admin/integrations/${result.integration.id}?notice=saved`);
    case 'refused':
      return editPage(world, call, { fields: forgotten, errors: errorsOf(result.refusal), found });
    case 'not_a_signing_secret': {
      const field = SIGNING_FIELDS[result.index] ?? SIGNING_FIELDS[0];
      const errors = new Map([[field, 'This is not a signing secret of the provider. Copy it again.']]);
      return editPage(world, call, { fields: forgotten, errors, found });
    }
    case 'not_a_connection': {
      // The form has no fields for it yet: what is wrong was stored by the API, or is half of what it holds.
      const errors = new Map([['label', `Its connection settings are not right: ${result.problem.detail}.`]]);
      return editPage(world, call, { fields: forgotten, errors, found });
    }
    case 'conflict': {
      const errors = new Map([['label', 'Somebody else has changed it meanwhile. Look at it again before saving.']]);
      return editPage(world, call, { fields: forgotten, errors, found });
    }
    case 'not_found':
      return notFoundPage(world, call, 'integration');
    default:
      return unreachable(result);
  }
}

function errorsOf(refusal: GuardRefusal): FormErrors {
  const text = `${refusalInWords(refusal)} Nothing was saved and nothing was sent.`;
  if (refusal.code === 'credential_undeclared') return new Map([[refusal.field, text]]);
  if (refusal.code === 'environment_mismatch' && ['clientId', 'clientSecret', 'apiKey'].includes(refusal.about)) {
    return new Map([[refusal.about, text]]);
  }
  return new Map([['label', text]]);
}

function listPage(
  world: BackOfficeWorld,
  call: PageCall,
  all: readonly OpenedIntegration[],
  offline: readonly OpenedOffline[],
): Reply {
  return backOfficePage(world, call, {
    title: 'Integrations',
    main: html`
      <div>
        <div class="row"><a role="button" href="/admin/integrations/new">New integration</a>
          <a href="/admin/offline-methods/new">New way to pay without a provider</a></div>
        ${
          all.length + offline.length === 0
            ? html`<p>None yet. Customers can pay once there is one, its connection is checked and a payment rule offers it.</p>`
            : html`
                <div class="table" role="region" aria-label="Table of integrations" tabindex="0">
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">Label</th>
                        <th scope="col">Provider</th>
                        <th scope="col">Environment</th>
                        <th scope="col">Status</th>
                        <th scope="col">Why</th>
                      </tr>
                    </thead>
                    <tbody>
                      ${all.map((found) => listRow(world, found))} ${offline.map(offlineRow)}
                    </tbody>
                  </table>
                </div>
              `
        }
      </div>
    `,
  });
}

function listRow(world: BackOfficeWorld, found: OpenedIntegration): Html {
  const { id, label, type, environment } = rowOf(found);
  return html`
    <tr>
      <td><a href=${`/admin/integrations/${id}`}>${label}</a></td>
      <td>${world.providers[type].name}</td>
      <td>${environment}</td>
      <td>${integrationBadge(integrationStatus(found))}</td>
      <td class="wrap">${whyNotActive(found) ?? ''}</td>
    </tr>
  `;
}

function offlineRow({ row, why }: OpenedOffline): Html {
  return html`
    <tr>
      <td><a href=${`/admin/offline-methods/${row.id}`}>${row.label}</a></td>
      <td>none (${row.settings.type.replaceAll('_', ' ')})</td>
      <td>${row.environment}</td>
      <td>${integrationBadge(why === undefined ? 'active' : row.enabled ? 'withheld' : 'disabled')}</td>
      <td class="wrap">${why ?? ''}</td>
    </tr>
  `;
}

type Editing = Readonly<{
  fields: IntegrationFields;
  errors: FormErrors;
  found?: OpenedIntegration | undefined;
  arrived?: ArrivedHere;
}>;

async function editPage(
  world: BackOfficeWorld,
  call: PageCall,
  { fields, errors, found, arrived }: Editing,
): Promise<Reply> {
  const row = found && rowOf(found);
  const naming = row ? await rulesNaming(world, methodOf(row).id) : undefined;
  const action = row ? `/admin/integrations/${row.id}` : '/admin/integrations/new';
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: row ? `Integration: ${row.label}` : 'New integration',
    width: 'text',
    main: html`
      <div>
        ${found ? statusArticle(world, found, call.csrf) : null}
        <article>
          <form method="post" action=${action} novalidate autocomplete="off">
            ${csrfField(call.csrf)} ${errorSummary(errors)} ${settingsFields(world, fields, errors, naming)}
            <div class="row">
              <button type="submit">Save</button>
              <a href="/admin/integrations">Back to all integrations</a>
            </div>
          </form>
        </article>
        ${arrived ? arrivedSection(arrived) : null}
      </div>
    `,
  });
}

function settingsFields(
  world: BackOfficeWorld,
  fields: IntegrationFields,
  errors: FormErrors,
  naming: readonly PaymentRule[] | undefined,
): readonly Html[] {
  const { environment, providers } = world.deployment;
  return [
    html`<p>
      Provider address in the environment <b>${environment}</b>: <code>${providers.get('generic') ?? 'none'}</code>
    </p>`,
    textInput('label', 'Label', errors, { value: fields.label, maxlength: 60, hint: 'What customers read.' }),
    checkbox(
      'enabled',
      'Offer it to customers',
      fields.enabled,
      naming ? losingInWords('switched off', naming) : 'Once its connection is checked and a rule names it.',
    ),
    selectInput('paymentAction', 'When an order is placed', errors, {
      value: fields.paymentAction,
      choices: PAYMENT_ACTIONS.map((action) => [action, paymentActionInWords(action)] as const),
    }),
    selectInput('kind', 'The shop proves who it is by', errors, {
      value: fields.kind,
      choices: [
        ['oauth_client', 'client id and client secret (OAuth 2)'],
        ['api_key', 'an API key'],
      ],
    }),
    textInput('clientId', 'Client id', errors, {
      value: fields.clientId,
      required: false,
      hint: `Starts with gci_${environment}_`,
    }),
    textInput('clientSecret', 'Client secret', errors, {
      value: fields.clientSecret,
      required: false,
      autocomplete: 'off',
      hint: `Starts with gcs_${environment}_ and is shown masked once saved; leave the mask to keep it.`,
    }),
    textInput('apiKey', 'API key', errors, {
      value: fields.apiKey,
      required: false,
      autocomplete: 'off',
      hint: `Starts with gsk_${environment}_; only in place of client id and secret.`,
    }),
    textInput('signingSecret', 'Signing secret for notifications', errors, {
      value: fields.signingSecret,
      required: false,
      autocomplete: 'off',
      hint: 'Starts with whsec_. The provider shows it when the address for notifications is registered there.',
    }),
    textInput('earlierSigningSecret', 'Earlier signing secret', errors, {
      value: fields.earlierSigningSecret,
      required: false,
      autocomplete: 'off',
      hint: 'Good as well while the provider changes from one to the other. Empty it when that is over.',
    }),
  ];
}

async function deletePage(world: BackOfficeWorld, call: PageCall, found: OpenedIntegration): Promise<Reply> {
  const row = rowOf(found);
  const losing = await rulesNaming(world, methodOf(row).id);
  const path = `/admin/integrations/${row.id}`;
  return backOfficePage(world, call, {
    title: `Delete ${row.label}?`,
    width: 'text',
    main: html`
      <div>
        <p>Customers can no longer pay with it, and open holds can then be captured at the provider only. What has been
        paid stays in the history.</p>
        <p>${losingInWords('deleted', losing)}</p>
        <div class="row">
          ${buttonForm(`${path}/delete`, 'Delete it', call.csrf)}
          <a href=${path}>Keep it</a>
        </div>
      </div>
    `,
  });
}
