import type { ComponentChild } from 'preact';
import type { Environment, Mode } from '../../accounts/environment.ts';
import type { Instant } from '../../engine/ids.ts';
import type { Payment } from '../../engine/payment.ts';
import { maskedText } from '../../http/mask.ts';
import { type Html, html } from '../html.ts';
import { clockText, inWords } from './words.ts';

/** What a badge says by its colour; it says it in words as well. */
export type Tone = 'good' | 'waiting' | 'bad' | 'quiet';

/** A word in a box of its own. */
export function badge(text: string, tone: Tone): Html {
  return html`<span class=${`badge ${tone}`}>${inWords(text)}</span>`;
}

/** An instant, by the clock of whatever it belongs to. */
export function when(at: Instant): Html {
  return html`<time class="when" datetime=${new Date(at).toISOString()}>${clockText(at)}</time>`;
}

/** Something that machines say: an id, a path, a code. */
export function code(text: string): Html {
  return html`<code>${text}</code>`;
}

/** A link to the thing whose id is its text. */
export function idLink(kind: 'merchants' | 'payments' | 'deliveries' | 'payouts', id: string): Html {
  return html`<a class="id" href=${`/dashboard/${kind}/${id}`}>${id}</a>`;
}

/** The name of an environment in its colour. */
export function environmentTag({ name, mode }: Pick<Environment, 'name' | 'mode'>, colour: number): Html {
  return html`<a class=${`environment ${colourClass(mode, colour)}`} href=${`/dashboard/environments/${name}`}>${name}</a>`;
}

// As many as the style sheet knows; further environments begin anew.
const TEST_COLOURS = 4;

/** The class that gives an environment its colour: red belongs to what is live, and to nothing else. */
export function colourClass(mode: Mode, position: number): string {
  return mode === 'live' ? 'live' : `test test-${position % TEST_COLOURS}`;
}

/** A column: its title, and whether it gives way where there is little room. */
export type Column = Readonly<{ title: string; gives?: 'way'; align?: 'end' }>;

/** One row: a cell for each column, and what makes it stand out. */
export type Row = Readonly<{ cells: readonly ComponentChild[]; class?: string }>;

/** What a table shows; of a `kind` of its own it looks different where there is little room. */
export type Table = Readonly<{
  label: string;
  columns: readonly Column[];
  rows: readonly Row[];
  empty: string;
  kind?: 'exchanges';
}>;

// Said as well as meant: a style that lays rows out anew takes their meaning away from some screen readers.
/** A table that can be scrolled sideways, by keyboard too; without a row, the sentence in its place. */
export function table({ label, columns, rows, empty, kind }: Table): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<div class="scroll" role="region" aria-label=${`${label}, as a table`} tabindex="0">
    <table role="table" class=${kind}>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => html`<th role="columnheader" scope="col" class=${columnClass(column)}>${column.title}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map((one) => tableRow(columns, one))}
      </tbody>
    </table>
  </div>`;
}

/** One row of such a table. */
export function tableRow(columns: readonly Column[], row: Row): Html {
  return html`<tr role="row" class=${row.class}>
    ${row.cells.map((cell, index) => html`<td role="cell" class=${columnClass(columns[index])}>${cell}</td>`)}
  </tr>`;
}

function columnClass(column: Column | undefined): string | undefined {
  const classes = [...(column?.gives === 'way' ? ['gives-way'] : []), ...(column?.align === 'end' ? ['end'] : [])];
  return classes.length === 0 ? undefined : classes.join(' ');
}

/** What is known of something, term by term; what is undefined is left out. */
export function facts(pairs: readonly (readonly [term: string, value: ComponentChild])[]): Html {
  return html`<dl class="facts">
    ${pairs
      .filter(([, value]) => value !== undefined)
      .map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** A part of a page under a heading of its own. */
export function section(id: string, title: string, content: ComponentChild, aside?: ComponentChild): Html {
  return html`<section class="panel" aria-labelledby=${id}>
    <div class="panel-head">
      <h2 id=${id}>${title}</h2>
      ${aside === undefined ? null : html`<div class="aside">${aside}</div>`}
    </div>
    ${content}
  </section>`;
}

/** Where the next page of a list is, if there is one. */
export function older(path: string, query: Readonly<Record<string, string | undefined>>): Html {
  return html`<p class="older"><a href=${address(path, query)}>Older</a></p>`;
}

/** A path with the parts of a query that there are. */
export function address(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

// Longer than any id, reference or path that there is.
const LOOKED_FOR_MAX = 200;

/** What an address asks to look for. A card number is not looked for, since the page would show it back. */
export function askedIn(query: URLSearchParams, name: string): string {
  const text = (query.get(name) ?? '').trim().slice(0, LOOKED_FOR_MAX);
  return maskedText(text, []) === text ? text : '';
}

/** A field of a filter, with what is in it. */
export function field(
  name: string,
  label: string,
  text: string | undefined,
  more: Readonly<{ placeholder?: string; maxlength: number; inputmode?: string; class?: string }>,
): Html {
  const { class: kind, ...attributes } = more;
  return html`<label class=${kind}>${label} <input name=${name} value=${text} ...${attributes} /></label>`;
}

/** A choice in a filter; the empty one is no choice. */
export function choice(name: string, label: string, values: readonly string[], chosen: string | undefined): Html {
  return html`<label>
    ${label}
    <select name=${name}>
      ${values.map(
        (value) =>
          html`<option value=${value} selected=${value === (chosen ?? '')}>${value === '' ? 'any' : inWords(value)}</option>`,
      )}
    </select>
  </label>`;
}

/** How a payment stands, as its heaps of money tell it. */
export function paymentBadge(payment: Payment, now: Instant): Html {
  switch (payment.state) {
    case 'approved': {
      if (payment.amount.minor === 0n) return badge('card checked', 'quiet');
      const taken = payment.captures.some(({ status }) => status === 'succeeded');
      const open = payment.hold.status === 'open' && now < payment.hold.expiresAt;
      if (payment.disputes.some(({ status }) => status === 'needs_response' || status === 'under_review'))
        return badge('disputed', 'bad');
      if (payment.refunds.some(({ status }) => status === 'succeeded')) return badge('refunded', 'quiet');
      if (taken) return badge(open ? 'partly captured' : 'captured', 'good');
      return open
        ? badge('authorized', 'good')
        : badge(payment.hold.status === 'open' ? 'expired' : payment.hold.status, 'quiet');
    }
    case 'declined':
      return badge('declined', 'bad');
    case 'cancelled':
      return badge('cancelled', 'quiet');
    case 'requested':
    case 'action_required':
    case 'processing':
      return badge(payment.state, 'waiting');
  }
}
