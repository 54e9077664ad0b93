import { BUCKETS, balances } from '../../engine/balances.ts';
import { type Money, money } from '../../engine/money.ts';
import { authorizations, type Payment } from '../../engine/payment.ts';
import type { World } from '../../operations/world.ts';
import type { StoredPayment } from '../../store/store.ts';
import { type Html, html } from '../html.ts';
import { moneyText } from '../money-text.ts';
import { deliveryTable } from './deliveries-page.ts';
import type { DashboardPage } from './frame.ts';
import { journalTable } from './journal-table.ts';
import { address, badge, code, facts, paymentBadge, type Row, section, table, when } from './parts.ts';
import { paymentForms, stateWords } from './payment-forms.ts';
import { merchantLink } from './payments-page.ts';
import { placedEnvironment } from './places.ts';
import { DRAWN_MAX, type Sequence, sequenceOf } from './sequence.ts';
import { drawing } from './sequence-drawing.ts';
import { lineText, mermaidText } from './sequence-text.ts';
import { inWords } from './words.ts';

const EXCHANGES_SHOWN = 50;
const DELIVERIES_SHOWN = 50;

/** The story of a payment, drawn from the journal. */
export async function paymentSequence(world: World, stored: StoredPayment): Promise<Sequence> {
  const { environment, paymentId } = stored;
  const [entries, events] = await Promise.all([
    world.store.readJournal({ environment, paymentId, limit: DRAWN_MAX + 1 }),
    world.store.readEvents(environment, paymentId),
  ]);
  return sequenceOf({ entries, events });
}

/** One payment: its money, its story, and what can be done with it past the shop. */
export async function paymentPage(world: World, stored: StoredPayment): Promise<DashboardPage> {
  const { payment, paymentId, environment: name, reference } = stored;
  const { store } = world;
  const [events, sequence, newest, deliveries, whose] = await Promise.all([
    store.readEvents(name, paymentId),
    paymentSequence(world, stored),
    store.readJournal({ environment: name, paymentId, order: 'newest_first', limit: EXCHANGES_SHOWN }),
    store.listDeliveries({ environment: name, paymentId, limit: DELIVERIES_SHOWN }),
    merchantLink(world, stored.merchantId),
  ]);
  const environment = placedEnvironment(world, name);
  const customerPage =
    payment.state === 'action_required' ? `${world.pageAddress(name)}/pay/${stored.pageToken}` : undefined;
  return {
    title: `Payment ${reference}`,
    place: 'Payments',
    ...(environment === undefined ? {} : { environment }),
    content: html`<div class="headline">
        <h1>${reference}</h1>
        <p class="big">${moneyText(payment.amount)}</p>
        ${paymentBadge(payment, world.now(stored))}
      </div>
      ${facts([
        ['Payment', code(paymentId)],
        ['Merchant account', whose],
        ['State', stateWords(payment)],
        ['Capture', payment.captureMode],
        ['Dialect', stored.dialect],
        ['Requested', when(stored.createdAt)],
        ['Due next', stored.nextDueAt === undefined ? undefined : when(stored.nextDueAt)],
        [
          "Customer's page",
          customerPage === undefined
            ? undefined
            : html`<a href=${customerPage} rel="noreferrer" target="_blank">open it as the customer (in a new tab)</a>`,
        ],
      ])}
      ${section('money', 'Where the money is', heaps(payment))}
      ${section('story', 'What happened', story(sequence, stored), exports(stored))}
      ${section('console', 'In the provider’s console', paymentForms(stored))}
      ${section('operations', 'Authorizations, captures, refunds, disputes', operationsTable(payment))}
      ${section('events', 'Events', eventsTable(events.map(({ number, event }) => ({ number, ...event }))))}
      ${section('deliveries', 'Notifications', deliveryTable(world, deliveries, 'None was owed: no webhook endpoint wanted to hear of it.'))}
      ${section(
        'journal',
        'Exchanges',
        journalTable(world, newest),
        html`<a href=${address('/dashboard/journal', { payment: paymentId })}>In the journal</a>`,
      )}`,
  };
}

function heaps(payment: Payment): Html {
  const all = balances(payment);
  const { currency } = payment.amount;
  return html`<dl class="heaps">
    ${BUCKETS.filter(
      (bucket) => all[bucket] > 0n || ['authorized', 'capturable', 'captured', 'refunded'].includes(bucket),
    ).map(
      (bucket) => html`<div class=${all[bucket] === 0n ? 'nothing' : undefined}>
        <dt>${bucket === 'overCaptured' ? 'over-captured' : bucket}</dt>
        <dd>${moneyText(money(all[bucket], currency))}</dd>
      </div>`,
    )}
  </dl>`;
}

function story(sequence: Sequence, { reference }: StoredPayment): Html {
  const title = `Sequence of the exchanges about ${reference}; the same is told below as a list`;
  return html`<div class="scroll drawing" role="region" aria-label="Sequence diagram" tabindex="0">
      ${drawing(sequence, title)}
    </div>
    <details>
      <summary>The same as a list</summary>
      <ol class="story">
        ${sequence.lines.map((line) => html`<li>${lineText(line)} ${entryLink(line)}</li>`)}
      </ol>
    </details>
    <details>
      <summary>The same for Mermaid</summary>
      <pre tabindex="0"><code>${mermaidText(sequence)}</code></pre>
    </details>`;
}

function entryLink(line: Sequence['lines'][number]): Html | null {
  if (line.kind !== 'message' || line.entry === undefined) return null;
  return html`<a href=${`/dashboard/journal/${line.entry}`}>entry ${line.entry}</a>`;
}

function exports({ paymentId }: StoredPayment): Html {
  return html`<a href=${`/dashboard/payments/${paymentId}/sequence.svg`} download>SVG</a>
    <a href=${`/dashboard/payments/${paymentId}/sequence.mmd`} download>Mermaid</a>`;
}

function operationsTable(payment: Payment): Html {
  const row = (
    what: string,
    amount: Money | undefined,
    status: string,
    at: Payment['requestedAt'],
    id: string,
  ): Row => ({
    cells: [what, amount === undefined ? '' : moneyText(amount), badge(status, toneOf(status)), when(at), code(id)],
  });
  const approved = payment.state === 'approved' ? payment : undefined;
  return table({
    label: 'Authorizations, captures, voids, refunds and disputes',
    columns: [
      { title: 'What' },
      { title: 'Amount', align: 'end' },
      { title: 'Status' },
      { title: 'When' },
      { title: 'Id', gives: 'way' },
    ],
    rows: [
      ...authorizations(payment).map(({ amount, status, at, id }) => row('authorization', amount, status, at, id)),
      ...(approved?.captures ?? []).map(({ amount, status, at, id }) => row('capture', amount, status, at, id)),
      ...(approved?.voids ?? []).map(({ status, at, id }) => row('void', undefined, status, at, id)),
      ...(approved?.refunds ?? []).map(({ amount, status, at, id }) => row('refund', amount, status, at, id)),
      ...(approved?.disputes ?? []).map(({ amount, status, at, id, stage }) => row(stage, amount, status, at, id)),
    ],
    empty: 'Nothing yet.',
  });
}

function toneOf(status: string) {
  if (status === 'succeeded' || status === 'open' || status === 'won') return 'good';
  if (status === 'failed' || status === 'declined' || status === 'lost' || status === 'needs_response') return 'bad';
  return status === 'processing' || status === 'pending' || status === 'under_review' ? 'waiting' : 'quiet';
}

type ToldEvent = Readonly<{ number: number; type: string; at: Payment['requestedAt'] }>;

function eventsTable(events: readonly ToldEvent[]): Html {
  return table({
    label: 'Events',
    columns: [{ title: '#', align: 'end' }, { title: 'Event' }, { title: 'When' }],
    rows: events.map(({ number, type, at }) => ({ cells: [String(number), inWords(type), when(at)] })),
    empty: 'None.',
  });
}
