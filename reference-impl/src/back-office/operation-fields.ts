import { csrfField, type FormErrors, noteInput, textInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import type { Operation } from '../payments/provider.ts';
import type { PaymentTransaction } from '../payments/transaction.ts';
import { type Money, toDecimal } from '../shop/money.ts';

/** What a form to confirm an operation shows. */
export type Confirmation = Readonly<{
  operation: Operation;
  source: PaymentTransaction;
  left: Money;
  action: string;
  csrf: string;
  back: string;
  form: URLSearchParams;
  errors: FormErrors;
}>;

/** A form with the fields in it, and how much was left when it was shown. */
export function confirmed(
  { action, csrf, left, back }: Omit<Confirmation, 'back'> & Readonly<{ back: string | undefined }>,
  fields: Html | readonly Html[],
): Html {
  return html`
    <form method="post" action=${action} novalidate>
      ${csrfField(csrf)}
      <input type="hidden" name="remaining" value=${toDecimal(left)} />
      ${fields} ${back === undefined ? null : html`<a href=${back}>Not now</a>`}
    </form>
  `;
}

/** How much of what is left. */
export function amountInput({ left, form, errors }: Confirmation, value: string): Html {
  return textInput('amount', `Amount in ${left.currency}`, errors, {
    value: form.get('amount') ?? value,
    maxlength: 20,
    hint: `At most ${toDecimal(left)}.`,
  });
}

/** Why it is done. */
export function noteField({ form, errors }: Confirmation): Html {
  return noteInput(
    'note',
    'Why',
    errors,
    form.get('note') ?? '',
    'It stays with the order. Staff read it, customers do not.',
  );
}
