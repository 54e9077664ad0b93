import { callerAsActor } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import { buttonForm, csrfField, errorSummary, type FormErrors } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageAccess, PageCall } from '../http/page-route.ts';
import { checkConnection } from '../payments/connection-check.ts';
import { type GuardRefusal, refusalInWords } from '../payments/environment-guard.ts';
import { integrationStatus, type OpenedIntegration, whyNotActive } from '../payments/integration.ts';
import {
  allIntegrations,
  changeIntegration,
  createIntegration,
  integrationById,
  removeIntegration,
  rowOf,
  rulesLosing,
  type SaveResult,
} from '../payments/integrations.ts';
import { type OpenedOffline, openedOffline } from '../payments/offline-methods.ts';
import { methodsOf } from '../payments/payment-method.ts';
import type { ProviderType, SettingsForm } from '../payments/provider.ts';
import { type IntegrationId, integrationId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import { connectionErrors, withoutSecrets } from './connection-form.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';
import {
  emptyFields,
  fieldsOf,
  type IntegrationFields,
  parseIntegration,
  SIGNING_FIELDS,
  sentFields,
} from './integration-form.ts';
import { providerChoice, settingsFields, typeIn } from './integration-settings.ts';
import { integrationBadge, statusArticle } from './integration-status.ts';
import { type Losing, losingInWords } from './losing-rules.ts';
import { methodLabelFields } from './method-labels-form.ts';
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
    handle(world, call) {
      const type = typeIn(world.deployment, call.exchange.query);
      return editPage(world, call, { type, fields: emptyFields(formOf(world, type)), errors: NO_ERRORS });
    },
  },
  {
    method: 'post',
    path: '/admin/integrations/new',
    access: INTEGRATORS,
    async handle(world, call) {
      const type = typeIn(world.deployment, call.exchange.query);
      const fields = sentFields(call.form, formOf(world, type));
      const draft = parseIntegration(fields, undefined);
      if (!('credential' in draft)) return editPage(world, call, { type, fields, errors: draft });
      const made = await createIntegration(world, type, draft, callerAsActor(call.caller));
      return afterSaving(world, call, { type, fields }, made);
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
      const { type } = rowOf(found);
      return editPage(world, call, { type, fields: shownFields(world, found), errors: NO_ERRORS, found, arrived });
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
      const { type } = rowOf(found);
      const fields = sentFields(call.form, formOf(world, type));
      const stored = found.kind === 'open' ? found.integration.settings : undefined;
      const draft = parseIntegration(fields, stored);
      if (!('credential' in draft)) return editPage(world, call, { type, fields, errors: draft, found });
      const changed = await changeIntegration(world, id, draft, callerAsActor(call.caller));
      return afterSaving(world, call, { type, fields, found }, changed);
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

function formOf({ providers, deployment }: BackOfficeWorld, type: ProviderType): SettingsForm {
  return providers[type].settingsForm(deployment);
}

/** Of a withheld integration nothing sealed is shown, so its credential has to be entered again. */
function shownFields(world: BackOfficeWorld, found: OpenedIntegration): IntegrationFields {
  const empty = emptyFields(formOf(world, rowOf(found).type));
  if (found.kind === 'open') return fieldsOf(found.integration, empty);
  const { label, methodLabels, enabled } = found.row;
  return { ...empty, label, methodLabels: methodLabelFields(methodLabels), enabled };
}

function afterSaving(
  world: BackOfficeWorld,
  call: PageCall,
  { type, fields, found }: Pick<Editing, 'type' | 'fields' | 'found'>,
  result: SaveResult,
): Reply | Promise<Reply> {
  // What was typed of a secret does not travel back to the browser; the mask of one that is stored does, and keeps it.
  const masks = found && shownFields(world, found);
  const unlessTyped = (name: 'clientSecret' | 'apiKey' | (typeof SIGNING_FIELDS)[number]) =>
    masks?.[name] === fields[name] ? fields[name] : '';
  const forgotten: IntegrationFields = {
    ...fields,
    clientSecret: unlessTyped('clientSecret'),
    apiKey: unlessTyped('apiKey'),
    signingSecret: unlessTyped('signingSecret'),
    earlierSigningSecret: unlessTyped('earlierSigningSecret'),
  };
  switch (result.kind) {
    case 'saved':
      return seeOther(`/admin/integrations/${result.integration.id}?notice=saved`);
    case 'refused':
      return editPage(world, call, { type, fields: forgotten, errors: errorsOf(result.refusal), found });
    case 'no_such_method': {
      const errors = new Map([['label', `The provider has no method called ${result.method}.`]]);
      return editPage(world, call, { type, fields: forgotten, errors, found });
    }
    case 'account_not_named': {
      const errors = new Map([['label', 'The provider never names the account that is paid.']]);
      return editPage(world, call, { type, fields: forgotten, errors, found });
    }
    case 'cards_not_checked': {
      const errors = new Map([['cardCheck', 'This provider does not check cards with an amount of nothing.']]);
      return editPage(world, call, { type, fields: forgotten, errors, found });
    }
    case 'not_a_signing_secret': {
      const field = SIGNING_FIELDS[result.index] ?? SIGNING_FIELDS[0];
      const errors = new Map([[field, 'This is not a signing secret of the provider. Copy it again.']]);
      return editPage(world, call, { type, fields: forgotten, errors, found });
    }
    case 'not_a_connection':
      return editPage(world, call, { type, fields: forgotten, errors: connectionErrors(result.problem), found });
    case 'conflict': {
      const errors = new Map([['label', 'Somebody else has changed it meanwhile. Look at it again before saving.']]);
      return editPage(world, call, { type, fields: forgotten, errors, found });
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
  const isAboutPart = refusal.code === 'environment_mismatch' || refusal.code === 'mode_mismatch';
  if (isAboutPart && ['clientId', 'clientSecret', 'apiKey'].includes(refusal.about)) {
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
  type: ProviderType;
  fields: IntegrationFields;
  errors: FormErrors;
  found?: OpenedIntegration | undefined;
  arrived?: ArrivedHere;
}>;

async function editPage(
  world: BackOfficeWorld,
  call: PageCall,
  { type, fields, errors, found, arrived }: Editing,
): Promise<Reply> {
  const row = found && rowOf(found);
  const stored = found?.kind === 'open' ? found.integration.settings.connection : undefined;
  const shown = { ...fields, connection: withoutSecrets(fields.connection, stored) };
  const losing = row && (await losingOf(world, row));
  const action = row ? `/admin/integrations/${row.id}` : `/admin/integrations/new?type=${type}`;
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: row ? `Integration: ${row.label}` : 'New integration',
    width: 'text',
    main: html`
      <div>
        ${found ? statusArticle(world, found, call.csrf) : providerChoice(world, type)}
        <article>
          <form method="post" action=${action} novalidate autocomplete="off">
            ${csrfField(call.csrf)} ${errorSummary(errors)} ${settingsFields(world, type, { fields: shown, errors, losing })}
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

async function losingOf(world: BackOfficeWorld, row: ReturnType<typeof rowOf>): Promise<Losing> {
  const going = methodsOf(row, world.providers[row.type].methods);
  return { going, losing: await rulesLosing(world, going) };
}

async function deletePage(world: BackOfficeWorld, call: PageCall, found: OpenedIntegration): Promise<Reply> {
  const row = rowOf(found);
  const losing = await losingOf(world, row);
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
