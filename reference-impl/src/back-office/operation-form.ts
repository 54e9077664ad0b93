import { checkbox, errorSummary, type FormErrors } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { amount } from '../http/words.ts';
import { isOfflineMethod } from '../payments/offline-method.ts';
import type { Operation } from '../payments/provider.ts';
import { isPurchase, type PaymentTransaction } from '../payments/transaction.ts';
import type { Part, Wanted } from '../payments/wanted.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';
import type { Currency } from '../shop/currency.ts';
import { fromDecimal, toDecimal } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import { offlineForm } from './offline-operation-form.ts';
import { amountInput, type Confirmation, confirmed, noteField } from './operation-fields.ts';

/** What the page asks. */
export const TITLES: Readonly<Record<Operation, (orderNumber: string, source: PaymentTransaction) => string>> = {
  capture: (number) => `Capture for order ${number}?`,
  cancel: (number, { action }) =>
    action === 'authorize' ? `Give the hold of order ${number} back?` : `Call the payment of order ${number} off?`,
  refund: (number) => `Refund for order ${number}?`,
  re_authorize: (number) => `Renew the hold of order ${number}?`,
  invoice: (number) => `Invoice for order ${number}?`,
};

/** A form that nobody has filled in. */
export const emptyForm = new URLSearchParams();

/** The form, or forms, by which an operation is confirmed. How much was left when it was shown goes with it. */
export function operationForm(confirmation: Confirmation): Html {
  const { operation, source, left, back } = confirmation;
  if (isOfflineMethod(source.method.id)) return offlineForm(confirmation);
  const where = html`held by ${source.method.label} in the environment <b>${source.environment}</b>`;
  switch (operation) {
    case 'capture':
      if (source.action === 'validate') {
        return html`
          <article>
            <p>
              <strong>${amount(left)}</strong> is taken with the card that was checked with ${source.method.label}, in the environment
              ${' '}<b>${source.environment}</b>. Nothing is held until then, so the customer's bank may say no. This cannot be undone here.
            </p>
            ${confirmed(confirmation, html`<button type="submit">Take ${amount(left)}</button>`)}
          </article>
        `;
      }
      return html`
        <div>
          <article>
            <p>The customer's card is asked for <strong>${amount(left)}</strong>, ${where}. This cannot be undone here.</p>
            ${confirmed(confirmation, html`<button type="submit">Capture ${amount(left)}</button>`)}
          </article>
          <article>
            <h2>Or a part of it</h2>
            ${errorSummary(confirmation.errors)}
            ${confirmed(
              { ...confirmation, back: undefined },
              html`
                ${amountInput(confirmation, '')}
                ${checkbox('final', 'Give the rest back', confirmation.form.has('final'), 'Otherwise it can be captured later.')}
                <button type="submit" class="secondary">Only this part</button>
              `,
            )}
          </article>
        </div>
      `;
    case 'cancel':
      if (source.action === 'validate') {
        return html`
          <article>
            <p>
              <strong>${amount(left)}</strong> is not taken with the card that was checked with ${source.method.label}. Nothing is held,
              so nobody is asked. It cannot be taken afterwards.
            </p>
            ${errorSummary(confirmation.errors)}
            ${confirmed(confirmation, html`${noteField(confirmation)} <button type="submit">Call it off</button>`)}
          </article>
        `;
      }
      return html`
        <article>
          <p><strong>${amount(left)}</strong>, ${where}, is given back to the customer. It cannot be captured afterwards.</p>
          ${errorSummary(confirmation.errors)}
          ${confirmed(confirmation, html`${noteField(confirmation)} <button type="submit">Give ${amount(left)} back</button>`)}
        </article>
      `;
    case 'refund':
      return html`
        <article>
          <p>Up to <strong>${amount(left)}</strong> can be returned to the customer. This cannot be undone here.</p>
          ${errorSummary(confirmation.errors)}
          ${confirmed(
            confirmation,
            html`
              ${amountInput(confirmation, toDecimal(left))} ${noteField(confirmation)}
              <button type="submit">Refund</button>
            `,
          )}
        </article>
      `;
    case 're_authorize': {
      const held = isPurchase(source) ? source.held : undefined;
      return html`
        <article>
          <p>
            The customer's bank is asked for a fresh hold of <strong>${amount(left)}</strong> in place of the one there is,
            ${where}. If it says no, the old hold is still there.
          </p>
          ${confirmed(
            confirmation,
            html`
              <input type="hidden" name="replaces" value=${held?.reference ?? ''} />
              <button type="submit">Ask for a fresh hold</button>
            `,
          )}
          <p><a href=${back}>Not now</a></p>
        </article>
      `;
    }
    case 'invoice':
      throw new Error('nothing that a provider holds is billed');
    default:
      return unreachable(operation);
  }
}

/** What was wanted, or what is wrong with which field. */
export function parseOperation(operation: Operation, form: URLSearchParams, currency: Currency): Wanted | FormErrors {
  const errors = new Map<string, string>();
  switch (operation) {
    case 'capture': {
      const part = partIn(form, currency, errors);
      if (errors.size > 0) return errors;
      // The rest of all there is: the whole form has no box for it.
      const isPart = form.has('amount');
      const rest = isPart ? ({ rest: form.has('final') ? 'release' : 'keep' } as const) : {};
      return { action: 'capture', ...part, ...rest };
    }
    case 'cancel': {
      const note = noteIn(form, errors);
      return errors.size > 0 ? errors : { action: 'cancel', note };
    }
    case 'refund': {
      const part = partIn(form, currency, errors);
      const note = noteIn(form, errors);
      return errors.size > 0 ? errors : { action: 'refund', ...part, note };
    }
    case 're_authorize':
      return { action: 're_authorize', replaces: form.get('replaces') ?? '' };
    case 'invoice':
      return { action: 'invoice' };
    default:
      return unreachable(operation);
  }
}

/** All that was left when the form was shown, unless it names an amount; nothing without either. */
function partIn(form: URLSearchParams, currency: Currency, errors: Map<string, string>): Readonly<{ part?: Part }> {
  const remaining = fromDecimal(form.get('remaining') ?? '', currency);
  const typed = form.get('amount');
  if (typed === null) return remaining && remaining.minor > 0n ? { part: { amount: remaining, remaining } } : {};
  const wanted = fromDecimal(typed, currency);
  if (!wanted || wanted.minor === 0n || !remaining) {
    errors.set('amount', `Please enter an amount in ${currency}, such as ${toDecimal({ minor: 1999n, currency })}.`);
    return {};
  }
  return { part: { amount: wanted, remaining } };
}

function noteIn(form: URLSearchParams, errors: Map<string, string>): string {
  const note = (form.get('note') ?? '').trim();
  if (note === '' || note.length > 500) errors.set('note', 'Please say why, in at most 500 characters.');
  else if (looksLikeCardNumber(note)) errors.set('note', 'This looks like a card number. Please leave it out.');
  return note;
}
