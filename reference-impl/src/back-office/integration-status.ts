import { buttonForm } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { capabilitiesOf, capabilityInWords } from '../payments/capabilities.ts';
import {
  checkInWords,
  type IntegrationStatus,
  integrationStatus,
  notificationUrl,
  type OpenedIntegration,
  whyNotActive,
} from '../payments/integration.ts';
import { rowOf } from '../payments/integrations.ts';
import { methodsOf } from '../payments/payment-method.ts';
import { isoText } from '../shop/instant.ts';
import type { BackOfficeWorld } from './frame.ts';

/** An integration's status as a badge. */
export function integrationBadge(status: IntegrationStatus): Html {
  const tones = { active: 'good', disabled: '', unchecked: 'open', check_failed: 'bad', withheld: 'bad' } as const;
  return html`<span class=${`badge ${tones[status]}`}>${status.replaceAll('_', ' ')}</span>`;
}

/** How an integration stands, what it can do, and what can be done about it. */
export function statusArticle(world: BackOfficeWorld, found: OpenedIntegration, csrf: string): Html {
  const row = rowOf(found);
  const why = whyNotActive(found);
  const { check } = row;
  const provider = world.providers[row.type];
  const methods = methodsOf(row, provider.methods);
  return html`
    <article>
      <dl class="facts">
        <dt>Status</dt>
        <dd>${integrationBadge(integrationStatus(found))}</dd>
        ${why === undefined ? null : [html`<dt>Why</dt>`, html`<dd>${why}</dd>`]}
        <dt>Saved in environment</dt>
        <dd>${row.environment}</dd>
        <dt>Provider</dt>
        <dd>${provider.name}</dd>
        <dt>${methods.length === 1 ? 'The method can' : 'Each method can'}</dt>
        <dd>${capabilitiesOf(provider).map(capabilityInWords).join('; ')}</dd>
        <dt>Last connection check</dt>
        <dd>${checkInWords(check)}${check.kind === 'unchecked' ? '' : ` (${isoText(check.at).slice(0, 16).replace('T', ' ')} UTC)`}</dd>
        <dt>${methods.length === 1 ? 'Payment method' : 'Payment methods'}</dt>
        <dd>${methods.map(({ id, label }) => html`<div>${label}: <code>${id}</code></div>`)}</dd>
        <dt>Address for notifications</dt>
        <dd>
          <code class="long">${notificationUrl(world.deployment, row.accessId)}</code><br />
          <small>Register it at the provider, then enter the signing secret that you are given there.</small>
        </dd>
      </dl>
      <div class="row">
        ${
          found.kind === 'open' ? buttonForm(`/admin/integrations/${row.id}/check`, 'Check the connection', csrf) : null
        }
        <a href=${`/admin/integrations/${row.id}/delete`}>Delete…</a>
      </div>
    </article>
  `;
}
