import type { Happening } from '../history/timeline.ts';
import { type Html, html } from '../http/html.ts';
import { inMinutes } from '../http/words.ts';

/** What happened to an order, the first thing first. */
export function timelineSection(happenings: readonly Happening[]): Html {
  return html`
    <section aria-labelledby="timeline">
      <h2 id="timeline">What happened</h2>
      <ol class="timeline">
        ${happenings.map(
          ({ at, text, by }) => html`
            <li><small>${inMinutes(at)}${by === undefined ? '' : `, ${by}`}</small><br />${text}</li>
          `,
        )}
      </ol>
    </section>
  `;
}
