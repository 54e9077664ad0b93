import { caughtUp } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import { type Html, html } from '../html.ts';
import { clockForm } from './clock-form.ts';
import type { DashboardPage } from './frame.ts';
import { address, badge, code, facts, idLink, older, section, table, when } from './parts.ts';
import { paymentTable } from './payments-page.ts';
import type { PlacedEnvironment } from './places.ts';
import { situationForm } from './situation-form.ts';
import { clockText } from './words.ts';

const PAYMENTS_SHOWN = 10;
const MERCHANTS_SHOWN = 50;

/** One environment: its clock, its situation, who has an account there. */
export async function environmentPage(
  world: World,
  environment: PlacedEnvironment,
  query: URLSearchParams,
): Promise<DashboardPage> {
  const { name, mode } = environment;
  const path = `/dashboard/environments/${name}`;
  const before = query.get('before') ?? '';
  const [payments, merchants, clock] = await Promise.all([
    world.store.listPayments({ environment: name, limit: PAYMENTS_SHOWN }),
    world.store.listMerchants({ environment: name, ...(before === '' ? {} : { before }), limit: MERCHANTS_SHOWN + 1 }),
    clockForm(world, { environment: name }, `${path}/clock`),
  ]);
  const shown = await Promise.all(payments.map((stored) => caughtUp(world, stored)));
  return {
    title: name,
    place: 'Overview',
    environment,
    content: html`<h1>${name}</h1>
      ${facts([
        ['Mode', mode === 'live' ? 'live: test cards are declined' : 'test: only test cards work'],
        ['Listener', code(world.listenerAddress(name))],
        ["Customers' pages", code(world.pageAddress(name))],
        ['Settlement', world.settlements.of(name) === 'daily' ? 'at the end of every day' : 'by hand'],
        ['Rate limit', rateLimit(world.rateLimits.of(name))],
        ['Connections', outage(world, name)],
        ['Journal', html`<a href=${address('/dashboard/journal', { environment: name })}>of this environment</a>`],
      ])}
      <div class="columns">
        ${section('clock', 'Clock', clock)}
        ${section('situation', 'Situation', situationForm(world, { environment: name }, `${path}/situation`))}
      </div>
      ${section('merchants', 'Merchant accounts', merchantTable(merchants.slice(0, MERCHANTS_SHOWN)))}
      ${merchants.length > MERCHANTS_SHOWN ? older(path, { before: merchants[MERCHANTS_SHOWN - 1]?.id }) : null}
      ${section(
        'payments',
        'Latest payments',
        paymentTable(world, shown, 'None yet.'),
        html`<a href=${address('/dashboard/payments', { environment: name })}>All</a>`,
      )}`,
  };
}

function rateLimit(perSecond: number | undefined): string {
  return perSecond === undefined ? 'none' : `${perSecond} requests a second for each merchant account`;
}

function outage(world: World, name: string): Html | string {
  const state = world.outages.of(name);
  switch (state.kind) {
    case 'none':
      return 'are taken';
    case 'connections':
      return badge(`the next ${state.left} are refused`, 'bad');
    case 'time':
      return badge(`refused until ${clockText(state.until)}`, 'bad');
    case 'until_cleared':
      return badge('refused until somebody ends it', 'bad');
  }
}

function merchantTable(merchants: Awaited<ReturnType<World['store']['listMerchants']>>): Html {
  return table({
    label: 'Merchant accounts',
    columns: [
      { title: 'Name' },
      { title: 'Status' },
      { title: 'Signed up', gives: 'way' },
      { title: 'Account', gives: 'way' },
    ],
    rows: merchants.map(({ id, name, status, createdAt }) => ({
      cells: [
        html`<a href=${`/dashboard/merchants/${id}`}>${name}</a>`,
        badge(status, status === 'active' ? 'good' : 'waiting'),
        when(createdAt),
        idLink('merchants', id),
      ],
    })),
    empty: 'Nobody has signed up yet. POST /merchants of the control API does.',
  });
}
