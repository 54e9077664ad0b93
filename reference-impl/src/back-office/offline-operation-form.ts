import { errorSummary } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { amount } from '../http/words.ts';
import { toDecimal } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import { amountInput, type Confirmation, confirmed, noteField } from './operation-fields.ts';

/** The form by which something is written down that happens without a provider. */
export function offlineForm(confirmation: Confirmation): Html {
  const { operation, left, errors, source } = confirmation;
  const asked = 'instructions' in source ? html`<p>The customer was told: <q>${source.instructions}</q></p>` : null;
  switch (operation) {
    case 'capture':
      return html`
        <article>
          <p><strong>${amount(left)}</strong> is still to come by ${source.method.label}. Capture what has arrived.</p>
          ${asked} ${errorSummary(errors)}
          ${confirmed(
            confirmation,
            html`${amountInput(confirmation, toDecimal(left))} <button type="submit">Capture: it has arrived</button>`,
          )}
        </article>
      `;
    case 'cancel':
      return html`
        <article>
          <p>The customer need not send the <strong>${amount(left)}</strong> any more.</p>
          ${errorSummary(errors)}
          ${confirmed(confirmation, html`${noteField(confirmation)} <button type="submit">Call it off</button>`)}
        </article>
      `;
    case 'refund':
      return html`
        <article>
          <p>
            Up to <strong>${amount(left)}</strong> can be returned. Send it yourself; here it is written down that you did.
          </p>
          ${errorSummary(errors)}
          ${confirmed(
            confirmation,
            html`
              ${amountInput(confirmation, toDecimal(left))} ${noteField(confirmation)}
              <button type="submit">Refund: it has been sent</button>
            `,
          )}
        </article>
      `;
    case 'invoice':
      return html`
        <article>
          <p>Send the customer an invoice for <strong>${amount(left)}</strong>; here it is written down that you did.</p>
          ${asked} ${confirmed(confirmation, html`<button type="submit">It has been sent</button>`)}
        </article>
      `;
    case 're_authorize':
      throw new Error('there is no hold without a provider');
    default:
      return unreachable(operation);
  }
}
