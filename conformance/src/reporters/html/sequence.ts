import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Evidence } from '../../verdict.ts';
import { printable } from '../printable.ts';
import { lanesOf } from './timeline.ts';

const COLUMN = 250;
const LEFT = 80;
const TOP = 46;
const ROW = 30;
const CHARACTERS_MAX = 32;

/** One arrow of a sequence diagram. */
export type Arrow = Readonly<{
  atMs: number;
  from: string;
  to: string;
  text: string;
  kind: 'asked' | 'answered' | 'crossing' | 'lost';
}>;

const HARNESS = 'harness';
const SUBJECT = 'subject';

/** Calls and exchanges as arrows, in the order they happened. */
export function arrowsOf({ calls, exchanges }: Evidence): readonly Arrow[] {
  const called = calls.flatMap(({ atMs, repliedMs, request, reply }): readonly Arrow[] => [
    { atMs, from: HARNESS, to: SUBJECT, text: shortened(request.replace(/ \{.*/s, '')), kind: 'asked' },
    { atMs: repliedMs, from: SUBJECT, to: HARNESS, text: shortened(outcomeIn(reply)), kind: 'answered' },
  ]);
  const sent = exchanges.map(({ atMs, environment, request, status, crossing }): Arrow => {
    const kind = crossing ? 'crossing' : status === undefined ? 'lost' : 'asked';
    return { atMs, from: SUBJECT, to: environment, text: `${shortened(request)} → ${status ?? 'no answer'}`, kind };
  });
  // What was asked before what came of it, where the clock cannot tell.
  const rank = ({ kind }: Arrow) => (kind === 'answered' ? 1 : 0);
  return [...called, ...sent].toSorted((left, right) => left.atMs - right.atMs || rank(left) - rank(right));
}

/** A path is known by both its ends. */
function shortened(text: string): string {
  if (text.length <= CHARACTERS_MAX) return text;
  const half = Math.floor(CHARACTERS_MAX / 2);
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}

function outcomeIn(reply: string): string {
  const [, outcome] = /"outcome":"(\w+)"/.exec(reply) ?? [];
  const [, code] = /"code":"([^"]+)"/.exec(reply) ?? [];
  return outcome === undefined ? 'error' : `${outcome}${code === undefined ? '' : `, ${code}`}`;
}

/** Harness, subject and every environment side by side, one arrow per line. */
export function sequenceDiagram(evidence: Evidence, id: string): VNode {
  const arrows = arrowsOf(evidence);
  const called = new Set(evidence.exchanges.map(({ environment }) => environment));
  const parties = [HARNESS, SUBJECT, ...lanesOf(evidence.exchanges).filter((environment) => called.has(environment))];
  const width = LEFT * 2 + (parties.length - 1) * COLUMN;
  const height = TOP + arrows.length * ROW + 16;
  const x = (party: string) => LEFT + parties.indexOf(party) * COLUMN;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${`Sequence of ${id}`}>
    <svg class="sequence" role="img" aria-labelledby=${`${id}-sequence`} width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      <title id=${`${id}-sequence`}>${arrows.map(inWords).join('; ')}</title>
      ${parties.map(
        (party) => html`<g class="party">
          <line x1=${x(party)} y1="34" x2=${x(party)} y2=${height} />
          <rect x=${x(party) - 62} y="6" width="124" height="28" rx="4" />
          <text x=${x(party)} y="25" text-anchor="middle">${party}</text>
        </g>`,
      )}
      ${arrows.map((arrow, index) => drawn(arrow, { from: x(arrow.from), to: x(arrow.to), y: TOP + (index + 1) * ROW }))}
    </svg>
  </div>`;
}

function drawn({ atMs, text, kind }: Arrow, { from, to, y }: Readonly<{ from: number; to: number; y: number }>): VNode {
  const direction = to > from ? 1 : -1;
  const label = printable(text).replaceAll('\n', ' ');
  // Beside the line that it leaves, where there is always room for it.
  const labelX = direction > 0 ? Math.max(from, to - COLUMN) + 8 : to + 8;
  return html`<g class=${`arrow ${kind}`}>
    <title>${`${Math.round(atMs)} ms: ${label}`}</title>
    <line x1=${from} y1=${y} x2=${to - direction * 7} y2=${y} />
    <path d=${`M${to},${y} l${-direction * 8},-4 v8 z`} />
    <text x=${labelX} y=${y - 5}>${kind === 'crossing' ? '✗ ' : ''}${label}</text>
  </g>`;
}

function inWords({ from, to, text }: Arrow): string {
  return `${from} to ${to}: ${printable(text)}`;
}
