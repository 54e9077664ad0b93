import type { World } from '../../operations/world.ts';
import { type Html, html } from '../html.ts';
import { moneyText } from '../money-text.ts';
import { clockWords } from './clock-form.ts';
import { findForm } from './find-page.ts';
import type { DashboardPage } from './frame.ts';
import { address, badge, code, colourClass, facts, paymentBadge } from './parts.ts';
import { type PlacedEnvironment, placedEnvironments } from './places.ts';

const SHOWN = 5;
// What is counted beyond this is told as more than that.
const COUNTED_MAX = 100;

/** All environments side by side. */
export async function overviewPage(world: World): Promise<DashboardPage> {
  const cards = await Promise.all(placedEnvironments(world).map((environment) => card(world, environment)));
  return {
    title: 'Overview',
    place: 'Overview',
    content: html`<div class="beside">
        <div>
          <h1>Environments</h1>
          <p class="lead">Each is a provider of its own: accounts, credentials, payments and journals never cross.</p>
        </div>
        ${findForm()}
      </div>
      <div class="environments">${cards}</div>`,
  };
}

async function card(world: World, environment: PlacedEnvironment): Promise<Html> {
  const { name, mode, position } = environment;
  const { store } = world;
  const [merchants, payments, pending, parked, crossings] = await Promise.all([
    store.listMerchants({ environment: name, limit: SHOWN + 1 }),
    store.listPayments({ environment: name, limit: SHOWN }),
    store.listDeliveries({ environment: name, status: 'pending', limit: COUNTED_MAX + 1 }),
    store.listDeliveries({ environment: name, status: 'parked', limit: COUNTED_MAX + 1 }),
    store.readJournal({ environment: name, crossing: true, limit: COUNTED_MAX + 1 }),
  ]);
  const situation = world.situations.setFor({ environment: name });
  const outage = world.outages.of(name);
  const deliveries = (status: 'pending' | 'parked', count: number) =>
    html`<a href=${address('/dashboard/deliveries', { environment: name, status })}>${counted(count)} ${status}</a>`;
  return html`<section class=${`card ${colourClass(mode, position)}`} aria-labelledby=${`environment-${name}`}>
    <div class="card-head">
      <h2 id=${`environment-${name}`}><a href=${`/dashboard/environments/${name}`}>${name}</a></h2>
      <span class="mode">${mode}</span>
    </div>
    <div class="card-body">
      ${facts([
        ['Listener', code(world.listenerAddress(name))],
        ['Clock', clockWords(world, { environment: name })],
        [
          'Situation',
          situation === undefined
            ? 'none: everything goes right'
            : html`<a href=${`/dashboard/environments/${name}#situation`}>${situation.situation.name}</a>`,
        ],
        ['Outage', outage.kind === 'none' ? undefined : badge('nobody can connect', 'bad')],
        ['Deliveries', html`${deliveries('pending', pending.length)}, ${deliveries('parked', parked.length)}`],
        [
          'Crossings',
          crossings.length === 0
            ? 'none'
            : html`<a class="crossings" href=${address('/dashboard/journal', { environment: name, crossing: 'true' })}>
                ${counted(crossings.length)} in the journal
              </a>`,
        ],
      ])}
      <h3>Merchant accounts</h3>
      ${
        merchants.length === 0
          ? html`<p class="empty">Nobody has signed up yet.</p>`
          : html`<ul class="lines">
              ${merchants.slice(0, SHOWN).map(
                (merchant) =>
                  html`<li>
                    <a href=${`/dashboard/merchants/${merchant.id}`}>${merchant.name}</a>
                    ${merchant.status === 'active' ? null : badge(merchant.status, 'waiting')}
                  </li>`,
              )}
            </ul>`
      }
      ${merchants.length > SHOWN ? html`<p class="more"><a href=${`/dashboard/environments/${name}#merchants`}>More</a></p>` : null}
      <h3>Latest payments</h3>
      ${
        payments.length === 0
          ? html`<p class="empty">None yet.</p>`
          : html`<ul class="lines">
              ${payments.map(
                (stored) =>
                  html`<li>
                    <a href=${`/dashboard/payments/${stored.paymentId}`}>${stored.reference}</a>
                    <span class="amount">${moneyText(stored.payment.amount)}</span>
                    ${paymentBadge(stored.payment, world.now(stored))}
                  </li>`,
              )}
            </ul>`
      }
      ${payments.length === SHOWN ? html`<p class="more"><a href=${address('/dashboard/payments', { environment: name })}>All payments</a></p>` : null}
    </div>
  </section>`;
}

function counted(count: number): string {
  return count > COUNTED_MAX ? `more than ${COUNTED_MAX}` : String(count);
}
