import { balances } from '../../engine/balances.ts';
import { type Money, money, toDecimal } from '../../engine/money.ts';
import { type Approved, DECLINE_CODES, type Dispute, type Payment } from '../../engine/payment.ts';
import { DISPUTE_REASONS } from '../../operations/console.ts';
import type { StoredPayment } from '../../store/store.ts';
import { type Html, html } from '../html.ts';
import { moneyText } from '../money-text.ts';
import { inWords } from './words.ts';

/** Everything that can be done with a payment in the provider's own console, as it stands now. */
export function paymentForms(stored: StoredPayment): Html {
  const forms = formsFor(stored);
  if (forms.length === 0) return html`<p class="empty">Nothing more can be done with it.</p>`;
  return html`<div class="forms">${forms}</div>`;
}

function formsFor(stored: StoredPayment): readonly Html[] {
  const { payment } = stored;
  switch (payment.state) {
    case 'requested':
    case 'action_required':
      return [
        form(stored, 'Cancel', html`<p>It is withdrawn before anybody consents.</p>`, [
          ['cancel', 'Cancel the payment'],
        ]),
      ];
    case 'processing':
      return [
        form(stored, 'Decide', select('code', 'Code of a decline', DECLINE_CODES), [
          ['approve', 'Approve'],
          ['decline', 'Decline'],
        ]),
        form(stored, 'Cancel', html`<p>It is withdrawn before the decision.</p>`, [['cancel', 'Cancel the payment']]),
      ];
    case 'approved':
      return approvedForms(stored, payment);
    case 'declined':
    case 'cancelled':
      return [];
  }
}

function approvedForms(stored: StoredPayment, payment: Approved): readonly Html[] {
  const heaps = balances(payment);
  const { currency } = payment.amount;
  const capturable = money(heaps.capturable, currency);
  const refundable = money(heaps.refundable, currency);
  const captures = payment.captures.filter(({ status }) => status === 'succeeded').map(({ id }) => id);
  const forms: Html[] = [];
  if (capturable.minor > 0n) {
    const rest = html`<label><input type="checkbox" name="rest" value="release" /> Give back the rest</label>`;
    forms.push(form(stored, 'Capture', html`${amountField(capturable)} ${rest}`, [['capture', 'Capture']]));
    forms.push(
      form(stored, 'Void', html`<p>${moneyText(capturable)} go back to the customer.</p>`, [['void', 'Void']]),
    );
  }
  if (refundable.minor > 0n) {
    const from = captures.length > 1 ? select('capture', 'Out of', ['', ...captures]) : null;
    forms.push(form(stored, 'Refund', html`${amountField(refundable)} ${from}`, [['refund', 'Refund']]));
    forms.push(
      form(
        stored,
        'Open a dispute',
        html`${amountField(refundable)} ${select('reason', 'Reason', DISPUTE_REASONS)} ${select('stage', 'Stage', ['chargeback', 'inquiry'])}`,
        [['open_dispute', 'Open']],
      ),
    );
  }
  for (const { id, amount, status } of payment.refunds) {
    if (status !== 'succeeded') continue;
    const what = html`<p>The refund of ${moneyText(amount)} was made; the customer's bank sends it back.</p>`;
    forms.push(form(stored, 'Refund comes back', what, [['return_refund', 'Send it back']], { refund: id }));
  }
  for (const dispute of payment.disputes) forms.push(...disputeForms(stored, dispute));
  return forms;
}

function disputeForms(stored: StoredPayment, dispute: Dispute): readonly Html[] {
  const buttons: (readonly [string, string])[] = [];
  if (dispute.status === 'needs_response')
    buttons.push(['submit_evidence', 'Submit evidence'], ['accept', 'Accept it']);
  if (dispute.stage === 'inquiry' && (dispute.status === 'needs_response' || dispute.status === 'under_review'))
    buttons.push(['escalate', 'Make it a chargeback']);
  if (dispute.status === 'needs_response' || dispute.status === 'under_review')
    buttons.push(['win', 'Merchant wins'], ['lose', 'Merchant loses']);
  if (buttons.length === 0) return [];
  const what = html`<p>${moneyText(dispute.amount)}, ${inWords(dispute.reason)}, ${inWords(dispute.status)}.</p>`;
  return [form(stored, `Dispute: ${dispute.stage}`, what, buttons, { dispute: dispute.id })];
}

function form(
  { paymentId, version }: StoredPayment,
  title: string,
  fields: Html | null,
  buttons: readonly (readonly [value: string, text: string])[],
  hidden: Readonly<Record<string, string>> = {},
): Html {
  return html`<form method="post" action=${`/dashboard/payments/${paymentId}/console`}>
    <fieldset>
      <legend>${title}</legend>
      ${Object.entries({ version: String(version), ...hidden }).map(
        ([name, value]) => html`<input type="hidden" name=${name} value=${value} />`,
      )}
      ${fields}
      <div class="row">
        ${buttons.map(
          ([value, text], index) =>
            html`<button type="submit" name="do" value=${value} class=${index === 0 ? undefined : 'secondary'}>${text}</button>`,
        )}
      </div>
    </fieldset>
  </form>`;
}

function amountField(most: Money): Html {
  return html`<label>
    Amount in ${most.currency}
    <input name="amount" inputmode="decimal" autocomplete="off" required value=${toDecimal(most)} maxlength="24" />
  </label>`;
}

function select(name: string, label: string, values: readonly string[]): Html {
  return html`<label>
    ${label}
    <select name=${name}>
      ${values.map((value) => html`<option value=${value}>${optionText(value)}</option>`)}
    </select>
  </label>`;
}

/** Ids stay as they are; codes are read as words. */
function optionText(value: string): string {
  if (value === '') return 'any capture';
  return /[A-Z0-9]/.test(value) ? value : inWords(value);
}

/** How a payment stands, in words. */
export function stateWords(payment: Payment): string {
  switch (payment.state) {
    case 'declined':
      return `declined: ${inWords(payment.decline.code)}`;
    case 'cancelled':
      return `cancelled, ${inWords(payment.reason)}`;
    case 'processing':
      return `not decided yet (${payment.authorization.reason})`;
    case 'approved':
      return `approved, hold ${payment.hold.status}`;
    case 'requested':
      return 'requested';
    case 'action_required':
      return `waits for the customer: ${payment.action.kind}`;
  }
}
