import type { Environment } from '../accounts/environment.ts';
import { toDecimal } from '../engine/money.ts';
import type { WholeReply } from '../http/exchange.ts';
import type { StoredPayment } from '../store/store.ts';
import { CARD_FIELDS, type CardField, type CardProblems } from './card-form.ts';
import { type Html, html, pageReply } from './html.ts';

/** What every page of a payment shows. */
export type PaymentView = Readonly<{
  stored: StoredPayment;
  environment: Environment;
  merchantName: string;
  /** Where the customer goes back to, with the payment's id added; undefined when the shop gave no address. */
  returnUrl: string | undefined;
}>;

/** Where the customer enters the card. */
export function cardPage(view: PaymentView, problems: CardProblems = {}): WholeReply {
  const path = `/pay/${view.stored.pageToken}`;
  const anyProblem = Object.keys(problems).length > 0;
  const content = html`
    <form method="post" action=${`${path}/card`} autocomplete="off" novalidate>
      ${anyProblem ? problemBox('Some fields need another look.') : null}
      ${field('number', 'Card number', problems, { inputmode: 'numeric', autocomplete: 'cc-number', maxlength: 23 })}
      <div class="fields">
        ${field('expiry', 'Expires (MM/YY)', problems, { inputmode: 'numeric', autocomplete: 'cc-exp', maxlength: 7 })}
        ${field('cvc', 'Security code', problems, { inputmode: 'numeric', autocomplete: 'cc-csc', maxlength: 4 })}
      </div>
      <div class="actions">
        <button type="submit">Pay ${amountText(view)}</button>
        <button type="submit" class="secondary outline" formaction=${`${path}/cancel`}>Cancel</button>
      </div>
    </form>
    ${view.environment.mode === 'test' ? testCardHint() : null}
  `;
  const title = anyProblem ? 'Mistakes in the form: pay by card' : 'Pay by card';
  return paymentPage({ status: anyProblem ? 422 : 200, view, heading: 'Pay by card', title, content });
}

/** Where the customer proves to the issuer who they are. */
export function challengePage(view: PaymentView): WholeReply {
  const path = `/pay/${view.stored.pageToken}`;
  const content = html`
    <p>Your bank wants to be sure that it is you who pays. In this simulation you decide how that goes.</p>
    <form method="post" action=${`${path}/challenge`}>
      <div class="actions">
        <button type="submit" name="answer" value="pass">Yes, it is me</button>
        <button type="submit" name="answer" value="fail" class="secondary">Fail the check</button>
        <button type="submit" class="secondary outline" formaction=${`${path}/cancel`}>Cancel</button>
      </div>
    </form>
  `;
  return paymentPage({ status: 200, view, heading: 'Confirm with your bank', content });
}

/** What is shown when there is nothing left to do here. */
export function donePage(view: PaymentView, end: Readonly<{ heading: string; sentence: string }>): WholeReply {
  const content = html`
    <p>${end.sentence}</p>
    ${
      view.returnUrl === undefined
        ? html`<p>You can close this window.</p>`
        : html`<a role="button" class="wide" href=${view.returnUrl}>Return to ${view.merchantName}</a>`
    }
  `;
  return paymentPage({ status: 200, view, heading: end.heading, content });
}

/** The page for an address that belongs to no payment here. */
export function noSuchPage(environment: Environment): WholeReply {
  return pageReply(404, {
    title: 'No such payment',
    bar: bar(environment),
    content: html`<article>
      <h1>No such payment</h1>
      <p>This address belongs to no payment in this environment. Go back to the shop and start again from your order.</p>
    </article>`,
  });
}

/** What is shown when the provider is made to fail. */
export function failedPage(environment: Environment, status: number): WholeReply {
  return pageReply(status, {
    title: 'Not available',
    bar: bar(environment),
    content: html`<article>
      <h1>Not available</h1>
      <p>The payment page does not work right now. Please try again in a moment.</p>
    </article>`,
  });
}

function paymentPage({
  status,
  view,
  heading,
  title = heading,
  content,
}: Readonly<{ status: number; view: PaymentView; heading: string; title?: string; content: Html }>): WholeReply {
  return pageReply(status, {
    title: `${title} – ${view.merchantName}`,
    bar: bar(view.environment),
    content: html`<article>
      <header>
        <p class="merchant">${view.merchantName}</p>
        <p class="amount">${amountText(view)}</p>
        <p class="reference">${view.stored.reference}</p>
      </header>
      <h1>${heading}</h1>
      ${content}
    </article>`,
    formTargets: view.returnUrl === undefined ? [] : [new URL(view.returnUrl).origin],
  });
}

function field(
  name: CardField,
  label: string,
  problems: CardProblems,
  attributes: Readonly<Record<string, string | number>>,
): Html {
  const problem = problems[name];
  // Without a script this is the one way to take a customer to the first mistake.
  const first = name === CARD_FIELDS.find((candidate) => problems[candidate] !== undefined);
  return html`<label>
    ${label}
    <input
      name=${name}
      type="text"
      required
      ...${attributes}
      autofocus=${first}
      aria-invalid=${problem === undefined ? undefined : 'true'}
      aria-describedby=${problem === undefined ? undefined : `${name}-problem`}
    />
    ${problem === undefined ? null : html`<small id=${`${name}-problem`}>${problem}</small>`}
  </label>`;
}

function problemBox(sentence: string): Html {
  return html`<div class="problem" role="alert"><p>${sentence}</p></div>`;
}

function testCardHint(): Html {
  return html`<aside aria-label="Test cards">
    <p class="hint">Test cards, with any date ahead and any code:</p>
    <dl>
      <dt>4242 4242 4242 4242</dt>
      <dd>pays</dd>
      <dt>4000 0000 0000 0002</dt>
      <dd>is declined</dd>
      <dt>4000 0000 0000 3220</dt>
      <dd>asks for confirmation</dd>
    </dl>
  </aside>`;
}

function bar({ mode, name }: Environment): Readonly<{ mode: 'test' | 'live'; text: string }> {
  return { mode, text: mode === 'test' ? `${name}: test environment, no money moves` : `${name}: live environment` };
}

/** With thousands set apart: `1,234.56 EUR`. */
function amountText({ stored }: PaymentView): string {
  const { amount } = stored.payment;
  return `${toDecimal(amount).replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','))} ${amount.currency}`;
}
