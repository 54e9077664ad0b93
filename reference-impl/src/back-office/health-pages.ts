import { callerAsActor, callerMay } from '../http/caller.ts';
import { buttonForm } from '../http/form.ts';
import { html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import { refusalInWords } from '../payments/environment-guard.ts';
import { integrationStatus, whyNotActive } from '../payments/integration.ts';
import { allIntegrations } from '../payments/integrations.ts';
import { concernInWords } from '../payments/live-concerns.ts';
import { SWEEP_MAX, sweep } from '../payments/reconcile.ts';
import { confirmPlace, guardStanding, standing } from '../payments/standing.ts';
import { type BackOfficeRoute, backOfficePage } from './frame.ts';
import { integrationBadge } from './integration-status.ts';

/** How the shop is, and what to do about it. */
export const healthPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/health',
    access: { kind: 'permission', permission: 'view_health' },
    async handle(world, call) {
      const { environment, mode, publicUrl, providers } = world.deployment;
      const all = await allIntegrations(world);
      const unresolved = await world.transactions.unresolved(SWEEP_MAX);
      const moved = guardStanding(await standing(world));
      const mayConfirm = callerMay(call.caller, 'manage_integrations');
      return backOfficePage(world, call, {
        title: 'Health',
        width: 'text',
        main: html`
          <div>
            ${
              moved
                ? html`<div class="problem" role="alert">
                    <p><strong>All integrations are paused.</strong> ${refusalInWords(moved)}</p>
                    ${
                      mayConfirm
                        ? html`<p>
                              If this is a copy, the shop it was copied from may still be running: two shops that capture
                              the same payments get in each other's way. Confirm only when this one is to take over.
                            </p>
                            ${buttonForm('/admin/deployment/confirm', 'This database belongs here', call.csrf)}`
                        : html`<p>An administrator or integrator can confirm it.</p>`
                    }
                  </div>`
                : null
            }
            ${world.concerns.map((concern) => html`<p class="problem">${concernInWords(concern)}</p>`)}
            <dl class="facts">
              <dt>Environment</dt>
              <dd>${environment} (mode ${mode})</dd>
              <dt>Public address</dt>
              <dd>${publicUrl}</dd>
              ${[...providers].map(([type, address]) => [
                html`<dt>Provider ${world.providers[type].name}</dt>`,
                html`<dd><code>${address}</code></dd>`,
              ])}
              ${all.map((found) => {
                const { label } = found.kind === 'open' ? found.integration : found.row;
                return [
                  html`<dt>Integration ${label}</dt>`,
                  html`<dd>${integrationBadge(integrationStatus(found))} ${whyNotActive(found) ?? ''}</dd>`,
                ];
              })}
              <dt>Waiting for an answer</dt>
              <dd>
                ${unresolved.length === 0 ? 'no payment transaction' : null}
                ${
                  unresolved.length === 0
                    ? null
                    : `${unresolved.length === SWEEP_MAX ? 'at least ' : ''}${unresolved.length} payment transaction${unresolved.length === 1 ? '' : 's'}`
                }
              </dd>
            </dl>
            ${
              unresolved.length > 0 && callerMay(call.caller, 'reconcile_payments')
                ? buttonForm('/admin/reconcile', 'Ask the provider about all of them', call.csrf)
                : null
            }
          </div>
        `,
      });
    },
  },
  {
    method: 'post',
    path: '/admin/deployment/confirm',
    access: { kind: 'permission', permission: 'manage_integrations' },
    async handle(world, call) {
      await confirmPlace(world, callerAsActor(call.caller));
      return seeOther('/admin/health?notice=confirmed');
    },
  },
  {
    method: 'post',
    path: '/admin/reconcile',
    access: { kind: 'permission', permission: 'reconcile_payments' },
    async handle(world) {
      await sweep(world);
      return seeOther('/admin/health?notice=reconciled');
    },
  },
];
