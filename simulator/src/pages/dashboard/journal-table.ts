import type { World } from '../../operations/world.ts';
import type { NumberedEntry } from '../../store/journal.ts';
import { type Html, html } from '../html.ts';
import { badge, type Column, type Row, table, tableRow, when } from './parts.ts';
import { tagOf } from './places.ts';
import { inWords } from './words.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Entry', align: 'end' },
  { title: 'When', gives: 'way' },
  { title: 'Environment' },
  { title: 'Way', gives: 'way' },
  { title: 'Exchange' },
  { title: 'Answer' },
  { title: 'Took', align: 'end', gives: 'way' },
];

/** Exchanges in a table, one line each; crossings stand out. */
export function journalTable(world: World, entries: readonly NumberedEntry[]): Html {
  return table({
    label: 'Exchanges',
    kind: 'exchanges',
    columns: COLUMNS,
    rows: entries.map((entry) => row(world, entry)),
    empty: 'No exchanges that fit.',
  });
}

/** One such line by itself. */
export function journalRow(world: World, entry: NumberedEntry): Html {
  return tableRow(COLUMNS, row(world, entry));
}

function row(world: World, entry: NumberedEntry): Row {
  const { number, at, environment, response, durationMs, crossing } = entry;
  return {
    cells: [
      html`<a href=${`/dashboard/journal/${number}`}>${number}</a>`,
      when(at),
      tagOf(world, environment),
      wayOf(entry),
      html`<span class="exchange">${exchangeText(entry)}</span> ${marks(entry)}`,
      response.status === undefined
        ? badge(entry.delivery?.unanswered ?? 'none', 'bad')
        : badge(String(response.status), response.status < 400 ? 'good' : 'bad'),
      `${durationMs < 10 ? durationMs.toFixed(1) : Math.round(durationMs)} ms`,
    ],
    ...(crossing ? { class: 'crossing' } : {}),
  };
}

/** In which direction something was asked. */
export function wayOf({ delivery, origin, connection }: NumberedEntry): string {
  if (connection !== undefined) return 'connection';
  if (delivery !== undefined) return 'out';
  return origin === 'console' ? 'console' : 'in';
}

/** What was asked, in one line. */
export function exchangeText({ delivery, connection, request }: NumberedEntry): string {
  if (connection !== undefined) {
    const { event, host } = connection;
    return host === undefined ? inWords(event) : `${inWords(event)}: ${host}`;
  }
  if (delivery !== undefined)
    return `${delivery.type}${delivery.attempt === undefined ? '' : `, attempt ${delivery.attempt}`}`;
  const path = (request.path ?? '').replace(/\/pay\/[^/?]+/, '/pay/…');
  return `${request.method ?? ''} ${path}`.trim();
}

function marks({ crossing, refusal, fault, delivery }: NumberedEntry): Html {
  return html`${crossing ? html`<strong class="crossed">crossing</strong> ` : null}
  ${refusal === undefined || crossing ? null : badge(refusal, 'bad')}
  ${fault === undefined ? null : badge(`${fault.kind}, effect ${fault.effect}`, 'waiting')}
  ${delivery?.disorder === undefined ? null : badge(inWords(delivery.disorder), 'waiting')}`;
}
