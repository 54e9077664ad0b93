import type { Environment } from '../accounts/environment.ts';
import type { WholeReply } from '../http/exchange.ts';
import type { StoredPayment } from '../store/store.ts';
import { CARD_FIELDS, type CardField, type CardProblems } from './card-form.ts';
import { type Html, html, pageReply } from './html.ts';
import { moneyText } from './money-text.ts';

/** What every page of a payment shows. */
export type PaymentView = Readonly<{
  stored: StoredPayment;
  environment: Environment;
  merchantName: string;
  /** Where the customer goes back to, with the payment's id added; undefined when the shop gave no address. */
  returnUrl: string | undefined;
  /** What there is to do now. */
  step: PaymentStep;
}>;

/** What a customer has to do on a payment page; nothing once the payment waits for somebody else, or for nobody. */
export type PaymentStep = 'enter_card' | 'prove_identity' | 'approve_in_wallet' | 'send_transfer' | 'nothing';

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
        <button type="submit">${isCardCheck(view) ? 'Let the card be checked' : `Pay ${amountText(view)}`}</button>
        <button type="submit" class="secondary outline" formaction=${`${path}/cancel`}>Cancel</button>
      </div>
    </form>
    ${wayOut(view)} ${view.environment.mode === 'test' ? testCardHint() : null}
  `;
  const heading = isCardCheck(view) ? 'Check your card' : 'Pay by card';
  const title = anyProblem ? `Mistakes in the form: ${heading.toLowerCase()}` : heading;
  return paymentPage({ status: anyProblem ? 422 : 200, view, heading, title, content });
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
    ${wayOut(view)}
  `;
  return paymentPage({ status: 200, view, heading: 'Confirm with your bank', content });
}

/** Where the customer agrees to a payment out of a wallet. */
export function walletPage(view: PaymentView): WholeReply {
  const path = `/pay/${view.stored.pageToken}`;
  const content = html`
    <p>You are signed in to your wallet. In this simulation you decide how the payment goes.</p>
    <form method="post" action=${`${path}/wallet`}>
      <div class="actions">
        <button type="submit" name="answer" value="approve">Pay ${amountText(view)}</button>
        <button type="submit" name="answer" value="decline" class="secondary">Let the wallet decline</button>
        <button type="submit" class="secondary outline" formaction=${`${path}/cancel`}>Cancel</button>
      </div>
    </form>
    ${wayOut(view)}
  `;
  return paymentPage({ status: 200, view, heading: 'Pay with your wallet', content });
}

/** Where the customer is told what to transfer, and says that it is done. */
export function transferPage(view: PaymentView): WholeReply {
  const path = `/pay/${view.stored.pageToken}`;
  const content = html`
    <dl class="transfer">
      <dt>Amount</dt>
      <dd>${amountText(view)}</dd>
      <dt>To</dt>
      <dd>${view.merchantName}</dd>
      <dt>Reference</dt>
      <dd>${view.stored.reference}</dd>
    </dl>
    <p>In this simulation you decide how the transfer goes. Either way the shop hears of it a day later.</p>
    <form method="post" action=${`${path}/transfer`}>
      <div class="actions">
        <button type="submit" name="answer" value="arrives">I have sent it</button>
        <button type="submit" name="answer" value="fails" class="secondary">Send one that fails</button>
        <button type="submit" class="secondary outline" formaction=${`${path}/cancel`}>Cancel</button>
      </div>
    </form>
    ${wayOut(view)}
  `;
  return paymentPage({ status: 200, view, heading: 'Pay by bank transfer', content });
}

/** How a payment stands, in words for the customer. */
export type PageEnd = Readonly<{ heading: string; sentence: string }>;

/** What is shown when there is nothing left to do here. */
export function donePage(view: PaymentView, end: PageEnd): WholeReply {
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

/** A field of the card form, with what is wrong with it. */
export function field(
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

/** Until when the page waits, and the way back for whoever does not want to say anything now. */
function wayOut(view: PaymentView): Html {
  return html`${openUntil(view)}
  ${
    view.returnUrl === undefined
      ? null
      : html`<p class="hint"><a href=${view.returnUrl}>Go back to ${view.merchantName} without deciding</a></p>`
  }`;
}

function openUntil({ stored }: PaymentView): Html | null {
  if (stored.payment.state !== 'action_required') return null;
  const time = new Date(stored.payment.action.expiresAt).toISOString();
  return html`<p class="hint">
    This page is open until <time datetime=${time}>${time.slice(11, 16)} UTC on ${time.slice(0, 10)}</time>.
  </p>`;
}

/** What has gone wrong, for whoever reads and whoever listens. */
export function problemBox(sentence: string): Html {
  return html`<div class="problem" role="alert"><p>${sentence}</p></div>`;
}

/** Which test cards do what. */
export function testCardHint(): Html {
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

/** What tells an environment from another one. */
export function bar({ mode, name }: Environment): Readonly<{ mode: 'test' | 'live'; text: string }> {
  return { mode, text: mode === 'test' ? `${name}: test environment, no money moves` : `${name}: live environment` };
}

/** Nothing is taken and nothing held: the card may be used later. */
function isCardCheck({ stored }: PaymentView): boolean {
  return stored.payment.amount.minor === 0n;
}

function amountText({ stored }: PaymentView): string {
  return moneyText(stored.payment.amount);
}
