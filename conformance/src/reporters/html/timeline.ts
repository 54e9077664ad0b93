import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Exchange } from '../../verdict.ts';
import { printable } from '../printable.ts';

const STEP = 58;
const LANE = 58;
const LEFT = 112;
const TOP = 26;
const LABEL_CHARACTERS_MAX = 40;

/** Sandbox first and production last, which are drawn always: the question is whether something went across. */
export function lanesOf(exchanges: readonly Exchange[]): readonly string[] {
  const called = new Set(exchanges.map(({ environment }) => environment));
  const between = [...called].filter((environment) => environment !== 'sandbox' && environment !== 'production');
  return ['sandbox', ...between.toSorted(), 'production'];
}

/**
 * One lane per environment, one mark per exchange in the order they came; a red one crossed from another environment. The
 * table of exchanges beside it says the same in words.
 */
export function timeline(exchanges: readonly Exchange[], id: string): VNode {
  const lanes = lanesOf(exchanges);
  const width = LEFT + exchanges.length * STEP + 24;
  const height = TOP + lanes.length * LANE + 6;
  const y = (environment: string) => TOP + lanes.indexOf(environment) * LANE + LANE / 2;
  const crossings = exchanges.filter(({ crossing }) => crossing).length;
  const told = `${exchanges.length} exchanges in ${[...new Set(exchanges.map(({ environment }) => environment))].join(' and ')}; ${crossings} of them crossed from another environment.`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${`Timeline of ${id}`}>
    <svg class="timeline" role="img" aria-labelledby=${`${id}-timeline`} width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      <title id=${`${id}-timeline`}>${told}</title>
      ${lanes.map(
        (lane) => html`<g class=${`lane ${lane === 'production' ? 'live' : ''}`}>
          <rect x="0" y=${y(lane) - LANE / 2 + 3} width=${width} height=${LANE - 6} rx="4" />
          <text x="10" y=${y(lane) + 4} class="lane-name">${lane}</text>
        </g>`,
      )}
      <polyline class="thread" points=${exchanges.map((exchange, index) => `${x(index)},${y(exchange.environment)}`).join(' ')} />
      ${exchanges.map((exchange, index) => mark(exchange, x(index), y(exchange.environment)))}
    </svg>
  </div>`;
}

function x(index: number): number {
  return LEFT + index * STEP + STEP / 2;
}

function mark(exchange: Exchange, at: number, y: number): VNode {
  const { atMs, request, status, presented, crossing } = exchange;
  const kind = crossing ? 'crossing' : status === undefined ? 'lost' : status >= 400 ? 'refused' : 'done';
  const sign = crossing ? '✗' : (request.split(' ', 1)[0] ?? '').slice(0, 4);
  const said = `${Math.round(atMs)} ms: ${printable(request).slice(0, LABEL_CHARACTERS_MAX)}, ${status ?? 'no answer'}, with ${printable(presented)}`;
  return html`<g class=${`mark ${kind}`}>
    <title>${said}</title>
    <rect x=${at - 22} y=${y - 13} width="44" height="26" rx="13" />
    <text x=${at} y=${y + 4} text-anchor="middle">${sign}</text>
    <text x=${at} y="16" text-anchor="middle" class="time">${Math.round(atMs)}</text>
    <text x=${at} y=${y + 25} text-anchor="middle" class="status">${status ?? '—'}</text>
  </g>`;
}
