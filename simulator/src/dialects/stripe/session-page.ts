import type { Environment } from '../../accounts/environment.ts';
import { isCurrency } from '../../engine/currency.ts';
import { money } from '../../engine/money.ts';
import type { WholeReply } from '../../http/exchange.ts';
import type { CardProblems } from '../../pages/card-form.ts';
import { type Html, html, pageReply } from '../../pages/html.ts';
import { moneyText } from '../../pages/money-text.ts';
import { bar, field, problemBox, testCardHint } from '../../pages/payment-page.ts';
import type { KeptSession } from './codec.ts';
import { readAmount } from './currency.ts';

/** What the page of a session shows. */
export type SessionView = Readonly<{
  id: string;
  kept: KeptSession;
  environment: Environment;
  merchantName: string;
}>;

/** Where the customer enters the card; with what was wrong the time before. */
export function sessionCardPage(
  view: SessionView,
  { problems = {}, failure }: Readonly<{ problems?: CardProblems; failure?: string }> = {},
): WholeReply {
  const { id, kept, environment, merchantName } = view;
  const anyProblem = Object.keys(problems).length > 0;
  const said = failure ?? (anyProblem ? 'Some fields need another look.' : undefined);
  const content = html`
    <form method="post" action=${`/c/pay/${id}/card`} autocomplete="off" novalidate>
      ${said === undefined ? null : problemBox(said)}
      ${
        kept.customerEmail === undefined
          ? html`<label>
              Email (if you want a receipt)
              <input name="email" type="email" autocomplete="email" maxlength="254" />
            </label>`
          : null
      }
      ${field('number', 'Card number', problems, { inputmode: 'numeric', autocomplete: 'cc-number', maxlength: 23 })}
      <div class="fields">
        ${field('expiry', 'Expires (MM/YY)', problems, { inputmode: 'numeric', autocomplete: 'cc-exp', maxlength: 7 })}
        ${field('cvc', 'Security code', problems, { inputmode: 'numeric', autocomplete: 'cc-csc', maxlength: 4 })}
      </div>
      <div class="actions"><button type="submit">${kept.setup ? 'Keep this card' : `Pay ${text(kept.amount, kept.currency)}`}</button></div>
    </form>
    ${
      kept.cancelUrl === undefined
        ? null
        : html`<p class="hint"><a href=${kept.cancelUrl}>Go back to ${merchantName} without paying</a></p>`
    }
    ${environment.mode === 'test' ? testCardHint() : null}
  `;
  const heading = kept.setup ? 'Your card is checked, and nothing is taken' : 'Pay by card';
  const title = said === undefined ? heading : `Something went wrong: ${heading.toLowerCase()}`;
  return page(view, {
    status: anyProblem ? 422 : failure === undefined ? 200 : 402,
    heading,
    title,
    content,
  });
}

/** There is nothing to do any more, or not yet. */
export function sessionEndPage(view: SessionView, heading: string, sentence: string): WholeReply {
  const { kept, merchantName } = view;
  const content = html`
    <p>${sentence}</p>
    ${
      kept.cancelUrl === undefined
        ? html`<p>You can close this window.</p>`
        : html`<a role="button" class="wide" href=${kept.cancelUrl}>Return to ${merchantName}</a>`
    }
  `;
  return page(view, { status: 200, heading, title: heading, content });
}

function page(
  { kept, environment, merchantName }: SessionView,
  { status, heading, title, content }: Readonly<{ status: number; heading: string; title: string; content: Html }>,
): WholeReply {
  return pageReply(status, {
    title: `${title} – ${merchantName}`,
    bar: bar(environment),
    content: html`<article>
      <header>
        <p class="merchant">${merchantName}</p>
        <p class="amount">${text(kept.amount, kept.currency)}</p>
      </header>
      <h1>${heading}</h1>
      <section aria-label="What you pay for">
        <dl class="transfer">
          ${kept.items.map(
            ({ name, unit, quantity }) => html`
              <dt>${quantity === 1 ? name : `${quantity} × ${name}`}</dt>
              <dd>${text(unit * quantity, kept.currency)}</dd>
            `,
          )}
        </dl>
      </section>
      ${content}
    </article>`,
    formTargets: [new URL(kept.successUrl).origin],
  });
}

/** An amount as it was written by the merchant, for people. */
function text(units: number, letters: string): string {
  const currency = letters.toUpperCase();
  if (!isCurrency(currency)) return `${units} ${currency}`;
  const amount = readAmount(units, currency);
  return moneyText(amount.ok ? amount.value : money(BigInt(units), currency));
}
