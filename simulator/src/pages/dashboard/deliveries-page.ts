import { paymentId } from '../../engine/ids.ts';
import type { World } from '../../operations/world.ts';
import { type Attempt, DELIVERY_STATUSES, type Delivery, type Progress } from '../../webhooks/delivery.ts';
import { type Html, html } from '../html.ts';
import type { DashboardPage } from './frame.ts';
import { askedIn, badge, choice, code, facts, field, idLink, older, section, table, when } from './parts.ts';
import { merchantLink } from './payments-page.ts';
import { placedEnvironment, placedEnvironments, tagOf } from './places.ts';
import { inWords } from './words.ts';

const PAGE_LENGTH = 50;

/** What is owed to webhook endpoints, the newest first. */
export async function deliveriesPage(world: World, query: URLSearchParams): Promise<DashboardPage> {
  const given = (name: string) => askedIn(query, name);
  const environment = placedEnvironment(world, given('environment'));
  const status = DELIVERY_STATUSES.find((known) => known === given('status'));
  const [merchant, payment, before] = [given('merchant'), given('payment'), given('before')];
  const found = await world.store.listDeliveries({
    ...(environment === undefined ? {} : { environment: environment.name }),
    ...(status === undefined ? {} : { status }),
    ...(merchant === '' ? {} : { merchantId: merchant }),
    ...(payment === '' ? {} : { paymentId: paymentId(payment) }),
    ...(before === '' ? {} : { before }),
    limit: PAGE_LENGTH + 1,
  });
  const shown = found.slice(0, PAGE_LENGTH);
  const filter = { environment: environment?.name, status, merchant, payment };
  return {
    title: 'Deliveries',
    place: 'Deliveries',
    ...(environment === undefined ? {} : { environment }),
    content: html`<h1>Deliveries</h1>
      <p class="lead">Notifications that are owed to webhook endpoints, and what became of them.</p>
      <form method="get" class="filter">
        ${choice('environment', 'Environment', ['', ...placedEnvironments(world).map(({ name }) => name)], environment?.name)}
        ${choice('status', 'Status', ['', ...DELIVERY_STATUSES], status)}
        ${field('merchant', 'Merchant account', merchant, { placeholder: 'mer_…', maxlength: 64 })}
        ${field('payment', 'Payment', payment, { placeholder: 'pay_…', maxlength: 64 })}
        <button type="submit" class="secondary">Filter</button>
      </form>
      ${deliveryTable(world, shown, 'No deliveries that fit.')}
      ${found.length > PAGE_LENGTH ? older('/dashboard/deliveries', { ...filter, before: shown.at(-1)?.id }) : null}`,
  };
}

/** Deliveries in a table, one line each. */
export function deliveryTable(world: World, deliveries: readonly Delivery[], empty: string): Html {
  return table({
    label: 'Deliveries',
    columns: [
      { title: 'Type' },
      { title: 'Status' },
      { title: 'Attempts', align: 'end', gives: 'way' },
      { title: 'Environment', gives: 'way' },
      { title: 'Owed', gives: 'way' },
      { title: 'Delivery', gives: 'way' },
    ],
    rows: deliveries.map((delivery) => ({
      cells: [
        html`<a href=${`/dashboard/deliveries/${delivery.id}`}>${delivery.type}</a>
          ${delivery.disorder === undefined ? null : badge(delivery.disorder.kind, 'waiting')}`,
        statusBadge(delivery.progress),
        String(delivery.attemptCount),
        tagOf(world, delivery.environment),
        when(delivery.createdAt),
        idLink('deliveries', delivery.id),
      ],
    })),
    empty,
  });
}

/** One delivery: what is sent, every attempt with its signature, and what came back. */
export async function deliveryPage(world: World, delivery: Delivery): Promise<DashboardPage> {
  const [attempts, whose, endpoint] = await Promise.all([
    world.store.attemptsOf(delivery.id),
    merchantLink(world, delivery.merchantId),
    world.store.findEndpoint(delivery.endpointId),
  ]);
  const environment = placedEnvironment(world, delivery.environment);
  return {
    title: `Delivery of ${delivery.type}`,
    place: 'Deliveries',
    ...(environment === undefined ? {} : { environment }),
    content: html`<div class="headline"><h1>${delivery.type}</h1>${statusBadge(delivery.progress)}</div>
      ${facts([
        ['Delivery', code(delivery.id)],
        ['Notification', code(delivery.notificationId)],
        ['To', endpoint === undefined ? 'an endpoint that was removed' : code(endpoint.url)],
        ['Merchant account', whose],
        ['Payment', delivery.paymentId === undefined ? undefined : idLink('payments', delivery.paymentId)],
        ['Owed', when(delivery.createdAt)],
        ...progressFacts(delivery.progress),
        ['Made to go wrong', delivery.disorder === undefined ? undefined : inWords(delivery.disorder.kind)],
      ])}
      <form method="post" action=${`/dashboard/deliveries/${delivery.id}/redeliver`} class="controls">
        <button type="submit">Send it again</button>
      </form>
      ${section('attempts', `Attempts: ${attempts.length}`, attempts.length === 0 ? html`<p class="empty">None yet.</p>` : html`${attempts.map(attemptPart)}`)}
      ${section('body', 'What is sent', html`<pre tabindex="0"><code>${pretty(delivery.body)}</code></pre>`)}`,
  };
}

function attemptPart({ at, disorder, request, result, durationMs }: Attempt, index: number): Html {
  return html`<div class="attempt">
    <h3>
      Attempt ${index + 1}${' '}
      ${
        result.kind === 'answered'
          ? badge(String(result.status), result.status < 300 ? 'good' : 'bad')
          : badge(result.reason, 'bad')
      }
      ${disorder === undefined ? null : badge(disorder, 'waiting')}
    </h3>
    ${facts([
      ['When', when(at)],
      ['Took', `${Math.round(durationMs)} ms`],
      ['Address', code(request.url)],
      ...Object.entries(request.headers).map(([name, value]) => [name, code(value)] as const),
      result.kind === 'answered'
        ? (['Answer', result.excerpt === '' ? 'without a body' : code(result.excerpt)] as const)
        : (['No answer', result.detail] as const),
    ])}
  </div>`;
}

function progressFacts(progress: Progress): readonly (readonly [string, Html | string])[] {
  switch (progress.status) {
    case 'pending':
      return [['Next attempt', when(progress.nextAttemptAt)]];
    case 'delivered':
      return [['Delivered', when(progress.deliveredAt)]];
    case 'parked':
      return [
        ['Parked', when(progress.parkedAt)],
        ['Because', progress.detail],
      ];
  }
}

function statusBadge({ status }: Progress): Html {
  return badge(status, status === 'delivered' ? 'good' : status === 'parked' ? 'bad' : 'waiting');
}

/** Indented where it is JSON; what is sent is not. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
