import { type Html, html } from '../http/html.ts';
import { type JudgedRule, methodVerdictInWords, offeredMethods, ruleVerdictInWords } from '../payments/payment-rule.ts';

/** What was explained: every rule with what became of it, and what methods are called. */
export type Explained = Readonly<{ judged: readonly JudgedRule[]; labels: ReadonlyMap<string, string> }>;

/** Which methods are offered, and why, rule by rule. */
export function offeredTable({ judged, labels }: Explained): Html {
  const offered = offeredMethods(judged);
  const named = (id: string) => labels.get(id) ?? id;
  return html`
    <div>
      <p>
        ${
          offered.length === 0
            ? html`<strong>No payment method is offered.</strong>`
            : html`Offered, in this order: <strong>${offered.map(({ id }) => named(id)).join(', ')}</strong>.`
        }
      </p>
      ${judged.length === 0 ? html`<p>There is no payment rule.</p>` : rulesTable(judged, named)}
    </div>
  `;
}

function rulesTable(judged: readonly JudgedRule[], named: (id: string) => string): Html {
  return html`
    <div class="table" role="region" aria-label="Table of payment rules in the order they are looked at" tabindex="0">
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col" class="number">Sort order</th>
            <th scope="col">What became of it</th>
            <th scope="col">Methods</th>
          </tr>
        </thead>
        <tbody>
          ${judged.map(
            (one) => html`
              <tr>
                <th scope="row">${one.rule.name}</th>
                <td class="number" data-label="Sort order">${one.rule.sortOrder}</td>
                <td class="wrap" data-label="What became of it">${ruleVerdictInWords(one)}</td>
                <td class="wrap" data-label="Methods">${methodsOf(one, named)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function methodsOf({ rule, verdict }: JudgedRule, named: (id: string) => string): readonly Html[] {
  if (verdict.kind !== 'counts') return rule.methods.map((id) => html`<div>${named(id)}</div>`);
  return verdict.methods.map(
    ({ id, verdict: of }) => html`<div><strong>${named(id)}:</strong> ${methodVerdictInWords(of)}</div>`,
  );
}
