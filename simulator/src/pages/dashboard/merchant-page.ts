import type { Artefact } from '../../accounts/artefact.ts';
import { type Credential, credentialStatus } from '../../accounts/credential.ts';
import { type Merchant, placeOf } from '../../accounts/merchant.ts';
import type { Instant } from '../../engine/ids.ts';
import { caughtUp } from '../../operations/change.ts';
import { liveSecrets } from '../../operations/webhook-endpoints.ts';
import type { World } from '../../operations/world.ts';
import type { StoredPayout } from '../../store/payouts.ts';
import { type Html, html } from '../html.ts';
import { moneyText } from '../money-text.ts';
import { clockForm } from './clock-form.ts';
import { deliveryTable } from './deliveries-page.ts';
import type { DashboardPage } from './frame.ts';
import { address, badge, code, facts, idLink, section, table, when } from './parts.ts';
import { paymentTable } from './payments-page.ts';
import { placedEnvironment, tagOf } from './places.ts';
import { situationForm } from './situation-form.ts';
import { inWords } from './words.ts';

const SHOWN = 10;

/** One merchant account: what it may use, what it lives by, what it has done. Of secrets only what may be shown. */
export async function merchantPage(world: World, merchant: Merchant): Promise<DashboardPage> {
  const { id, environment: name, sellerId } = merchant;
  const { store } = world;
  const place = placeOf(merchant);
  const now = world.now(place);
  const path = `/dashboard/merchants/${id}`;
  const [accounts, credentials, artefacts, payments, deliveries, payouts, clock] = await Promise.all([
    store.accountsOf(sellerId),
    store.credentialsOf(id),
    store.artefactsOf(id),
    store.listPayments({ environment: name, merchantId: id, limit: SHOWN }),
    store.listDeliveries({ merchantId: id, limit: SHOWN }),
    store.listPayouts({ merchantId: id, limit: SHOWN }),
    clockForm(world, place, `${path}/clock`),
  ]);
  const shown = await Promise.all(payments.map((stored) => caughtUp(world, stored)));
  const environment = placedEnvironment(world, name);
  const others = accounts.filter((account) => account.id !== id);
  return {
    title: merchant.name,
    place: 'Overview',
    ...(environment === undefined ? {} : { environment }),
    content: html`<div class="headline">
        <h1>${merchant.name}</h1>
        ${badge(merchant.status, merchant.status === 'active' ? 'good' : 'waiting')}
      </div>
      ${facts([
        ['Account', code(id)],
        ['Signed up', when(merchant.createdAt)],
        [
          'Same seller',
          others.length === 0
            ? undefined
            : html`${others.map((other) => html`${tagOf(world, other.environment)} ${idLink('merchants', other.id)} `)}`,
        ],
        ['Gate', gateWords(world, id)],
        ['Journal', html`<a href=${address('/dashboard/journal', { merchant: id })}>of this account</a>`],
      ])}
      <form method="post" action=${`${path}/status`} class="controls">
        ${
          merchant.status === 'active'
            ? html`<button type="submit" name="do" value="suspend" class="secondary outline">Suspend</button>`
            : html`<button type="submit" name="do" value="activate">Activate</button>`
        }
      </form>
      <div class="columns">
        ${section('clock', 'Clock', clock)}
        ${section('situation', 'Situation', situationForm(world, place, `${path}/situation`))}
      </div>
      ${section('credentials', 'Credentials', credentialTable(credentials, now))}
      ${section('artefacts', 'Webhook endpoints, keys, certificates, hosts', artefactTable(artefacts, now))}
      ${section('disorder', 'What goes wrong with notifications', disorderTable(world, id))}
      ${section(
        'payments',
        'Latest payments',
        paymentTable(world, shown, 'None yet.'),
        html`<a href=${address('/dashboard/payments', { merchant: id })}>All</a>`,
      )}
      ${section(
        'deliveries',
        'Latest deliveries',
        deliveryTable(world, deliveries, 'None yet.'),
        html`<a href=${address('/dashboard/deliveries', { merchant: id })}>All</a>`,
      )}
      ${section(
        'payouts',
        'Payouts',
        html`${payoutTable(payouts)}
          <form method="post" action=${`${path}/settle`} class="controls">
            <button type="submit" class="secondary">Settle what was captured up to now</button>
          </form>`,
      )}`,
  };
}

function gateWords(world: World, id: string): string | undefined {
  if (world.gate.settingsOf(id) === undefined) return undefined;
  return `set; it holds ${world.gate.held({ merchantId: id }).length}`;
}

function credentialTable(credentials: readonly Credential[], now: Instant): Html {
  return table({
    label: 'Credentials',
    columns: [
      { title: 'Kind' },
      { title: 'Secret' },
      { title: 'Status' },
      { title: 'Public part', gives: 'way' },
      { title: 'Dialect', gives: 'way' },
      { title: 'Scopes', gives: 'way' },
      { title: 'Issued', gives: 'way' },
    ],
    rows: credentials.map((credential) => {
      const status = credentialStatus(credential, now);
      return {
        cells: [
          inWords(credential.kind),
          code(credential.maskedSecret),
          badge(status, status === 'live' ? 'good' : status === 'expiring' ? 'waiting' : 'quiet'),
          code(credential.publicId),
          credential.dialect,
          credential.scopes.join(', '),
          when(credential.createdAt),
        ],
      };
    }),
    empty: 'None was issued yet.',
  });
}

function artefactTable(artefacts: readonly Artefact[], now: Instant): Html {
  return table({
    label: 'Artefacts',
    columns: [{ title: 'Kind' }, { title: 'What' }, { title: 'More' }, { title: 'Registered', gives: 'way' }],
    rows: artefacts.map((artefact) => ({
      cells: [inWords(artefact.kind), code(whatOf(artefact)), moreOf(artefact, now), when(artefact.createdAt)],
    })),
    empty: 'Nothing was handed over yet.',
  });
}

function whatOf(artefact: Artefact): string {
  switch (artefact.kind) {
    case 'public_key':
    case 'client_certificate':
      return artefact.fingerprint.slice(0, 16);
    case 'webhook_endpoint':
      return artefact.url;
    case 'callback_host':
      return artefact.host;
  }
}

function moreOf(artefact: Artefact, now: Instant): Html | string {
  switch (artefact.kind) {
    case 'public_key':
      return artefact.algorithm;
    case 'client_certificate':
      return html`${artefact.subject}, until ${when(artefact.expiresAt)}`;
    case 'callback_host':
      return '';
    case 'webhook_endpoint': {
      const { types, disabledAt } = artefact;
      const secrets = liveSecrets(artefact, now).map(({ masked }) => masked);
      return html`${types === undefined ? 'every type' : types.join(', ')}; signed with
      ${secrets.length === 0 ? ' nothing' : secrets.map((masked) => html` ${code(masked)}`)}
      ${disabledAt === undefined ? null : badge('disabled', 'bad')}`;
    }
  }
}

function disorderTable(world: World, id: string): Html {
  return table({
    label: 'Disorder of notifications',
    columns: [{ title: 'What' }, { title: 'Types' }, { title: 'Times left' }],
    rows: world.disorders.rulesOf(id).map(({ disorder, types, times }) => ({
      cells: [inWords(disorder.kind), types?.join(', ') ?? 'all', times === undefined ? 'always' : String(times)],
    })),
    empty: 'Nothing, besides what a situation says.',
  });
}

function payoutTable(payouts: readonly StoredPayout[]): Html {
  return table({
    label: 'Payouts',
    columns: [
      { title: 'Day' },
      { title: 'Payments', align: 'end' },
      { title: 'Paid out', align: 'end' },
      { title: 'Payout', gives: 'way' },
    ],
    rows: payouts.map(({ id, day, payments, totals }) => ({
      cells: [
        html`<a href=${`/dashboard/payouts/${id}`}>${day}</a>`,
        String(payments),
        moneyText(totals.net),
        idLink('payouts', id),
      ],
    })),
    empty: 'Nothing was paid out yet.',
  });
}
