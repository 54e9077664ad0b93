import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { FindingKind, Verdict } from '../../verdict.ts';

/** How a finding is told apart without colour. */
export const SIGNS: Readonly<Record<FindingKind, Readonly<{ sign: string; word: string }>>> = {
  failed: { sign: '✗', word: 'failed' },
  untestable: { sign: '?', word: 'untestable' },
  passed: { sign: '✓', word: 'passed' },
  not_applicable: { sign: '–', word: 'not applicable' },
};

/** Groups down, requirements across; every cell leads to what it rests on. */
export function matrix(verdicts: readonly Verdict[]): VNode {
  const groups = Map.groupBy(verdicts, ({ requirement }) => requirement.id.slice(0, 3));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Matrix of requirements">
    <table class="matrix">
      <caption>Groups down, requirements across; each leads to its evidence.</caption>
      <tbody>
        ${[...groups].map(
          ([group, row]) => html`<tr>
            <th scope="row">${group}</th>
            ${row.map(cell)}
          </tr>`,
        )}
      </tbody>
    </table>
    <p class="legend">
      ${Object.entries(SIGNS).map(([kind, { sign, word }]) => html`<span class=${kind}>${sign}</span>${` ${word}  `}`)}
    </p>
  </div>`;
}

function cell({ requirement, finding, known }: Verdict): VNode {
  const { sign, word } = SIGNS[finding.kind];
  const said = `${requirement.id}: ${requirement.title}, ${word}${known ? ', known' : ''}`;
  return html`<td class=${finding.kind}>
    <a href=${`#${requirement.id}`} aria-label=${said} title=${said}>${requirement.id.slice(4)} ${sign}</a>
  </td>`;
}
