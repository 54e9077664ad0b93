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
import { html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageAccess, PageCall } from '../http/page-route.ts';
import { rulesLosing } from '../payments/integrations.ts';
import { OFFLINE_TYPES, type OfflineMethod, offlineMethodOf, offlineTypeInWords } from '../payments/offline-method.ts';
import { changeOffline, createOffline, removeOffline } from '../payments/offline-methods.ts';
import type { PaymentMethod } from '../payments/payment-method.ts';
import { type IntegrationId, integrationId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';
import { type Losing, losingInWords } from './losing-rules.ts';
import { EMPTY_OFFLINE, type OfflineFields, offlineFieldsOf, parseOffline, sentOffline } from './offline-form.ts';

const INTEGRATORS: PageAccess = { kind: 'permission', permission: 'manage_integrations' };
const NO_ERRORS: FormErrors = new Map();

/** Ways to pay without a provider. */
export const offlinePages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/offline-methods/new',
    access: INTEGRATORS,
    handle: (world, call) => editPage(world, call, { fields: EMPTY_OFFLINE, errors: NO_ERRORS }),
  },
  {
    method: 'post',
    path: '/admin/offline-methods/new',
    access: INTEGRATORS,
    async handle(world, call) {
      const fields = sentOffline(call.form);
      const draft = parseOffline(fields);
      if (!('settings' in draft)) return editPage(world, call, { fields, errors: draft });
      await createOffline(world, draft, callerAsActor(call.caller));
      return seeOther('/admin/integrations?notice=saved');
    },
  },
  {
    method: 'get',
    path: '/admin/offline-methods/:offlineMethodId',
    access: INTEGRATORS,
    async handle(world, call) {
      const row = await world.offlineMethods.byId(idIn(call.exchange));
      if (!row) return notFoundPage(world, call, 'way to pay');
      return editPage(world, call, { fields: offlineFieldsOf(row), errors: NO_ERRORS, row });
    },
  },
  {
    method: 'post',
    path: '/admin/offline-methods/:offlineMethodId',
    access: INTEGRATORS,
    async handle(world, call) {
      const row = await world.offlineMethods.byId(idIn(call.exchange));
      if (!row) return notFoundPage(world, call, 'way to pay');
      const fields = { ...sentOffline(call.form), type: row.settings.type };
      const draft = parseOffline(fields);
      if (!('settings' in draft)) return editPage(world, call, { fields, errors: draft, row });
      const result = await changeOffline(world, row.id, draft, callerAsActor(call.caller));
      switch (result.kind) {
        case 'saved':
          return seeOther('/admin/integrations?notice=saved');
        case 'conflict': {
          const errors = new Map([
            ['label', 'Somebody else has changed it meanwhile. Look at it again before saving.'],
          ]);
          return editPage(world, call, { fields, errors, row });
        }
        case 'not_found':
        case 'other_type':
          return notFoundPage(world, call, 'way to pay');
        default:
          return unreachable(result);
      }
    },
  },
  {
    method: 'get',
    path: '/admin/offline-methods/:offlineMethodId/delete',
    access: INTEGRATORS,
    async handle(world, call) {
      const row = await world.offlineMethods.byId(idIn(call.exchange));
      return row ? deletePage(world, call, row) : notFoundPage(world, call, 'way to pay');
    },
  },
  {
    method: 'post',
    path: '/admin/offline-methods/:offlineMethodId/delete',
    access: INTEGRATORS,
    async handle(world, call) {
      const removal = await removeOffline(world, idIn(call.exchange), callerAsActor(call.caller));
      return removal ? seeOther('/admin/integrations?notice=deleted') : notFoundPage(world, call, 'way to pay');
    },
  },
];

function idIn({ parameters }: Exchange): IntegrationId {
  return integrationId(parameters.offlineMethodId ?? '');
}

type Editing = Readonly<{ fields: OfflineFields; errors: FormErrors; row?: OfflineMethod }>;

async function editPage(world: BackOfficeWorld, call: PageCall, { fields, errors, row }: Editing): Promise<Reply> {
  const losing = await losingOf(world, row ? [offlineMethodOf(row)] : []);
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: row ? `Way to pay: ${row.label}` : 'New way to pay without a provider',
    width: 'text',
    main: html`
      <article>
        <form method="post" action=${`/admin/offline-methods/${row?.id ?? 'new'}`} novalidate>
          ${csrfField(call.csrf)} ${errorSummary(errors)}
          ${
            row
              ? html`<p>${offlineTypeInWords(row.settings.type)} · <code>${offlineMethodOf(row).id}</code></p>`
              : selectInput('type', 'Kind', errors, {
                  value: fields.type,
                  choices: OFFLINE_TYPES.map((type) => [type, offlineTypeInWords(type)] as const),
                })
          }
          ${textInput('label', 'Label', errors, { value: fields.label, maxlength: 60, hint: 'What customers read.' })}
          ${checkbox('enabled', 'Offer it to customers', fields.enabled, losingInWords('switched off', losing))}
          ${textInput('payTo', 'Pay to', errors, {
            value: fields.payTo,
            required: false,
            maxlength: 100,
            hint: 'Of a check or money order: whom it is made out to.',
          })}
          ${textInput('sendTo', 'Send to', errors, {
            value: fields.sendTo,
            required: false,
            maxlength: 300,
            hint: 'Of a check or money order: the address it is sent to.',
          })}
          <div class="row">
            <button type="submit">Save</button>
            <a href="/admin/integrations">Back to all integrations</a>
            ${row ? html`<a href=${`/admin/offline-methods/${row.id}/delete`}>Delete…</a>` : null}
          </div>
        </form>
      </article>
    `,
  });
}

async function losingOf(world: BackOfficeWorld, going: readonly PaymentMethod[]): Promise<Losing> {
  return { going, losing: await rulesLosing(world, going) };
}

async function deletePage(world: BackOfficeWorld, call: PageCall, row: OfflineMethod): Promise<Reply> {
  const path = `/admin/offline-methods/${row.id}`;
  const losing = await losingOf(world, [offlineMethodOf(row)]);
  return backOfficePage(world, call, {
    title: `Delete ${row.label}?`,
    width: 'text',
    main: html`
      <div>
        <p>Customers can no longer choose it. What has been ordered stays in the history; what is still to come by it can
        be captured as before.</p>
        <p>${losingInWords('deleted', losing)}</p>
        <div class="row">
          ${buttonForm(`${path}/delete`, 'Delete it', call.csrf)}
          <a href=${path}>Keep it</a>
        </div>
      </div>
    `,
  });
}
