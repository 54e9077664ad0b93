import { type Html, html } from '../http/html.ts';
import { amount, inMinutes, outcomeInWords } from '../http/words.ts';
import { amountOf, remaining } from '../payments/amounts.ts';
import { type Offering, offeredActions } from '../payments/offered.ts';
import { isOfflineMethod } from '../payments/offline-method.ts';
import type { Operation } from '../payments/provider.ts';
import { flagsOf, isPurchase, outcomeOf, type PaymentTransaction } from '../payments/transaction.ts';
import type { Order } from '../shop/order.ts';
import { operationPath } from './operation-path.ts';

const BUTTONS: Readonly<Record<Operation, string>> = {
  capture: 'Capture…',
  cancel: 'Give back…',
  refund: 'Refund…',
  re_authorize: 'Renew…',
  invoice: 'Invoice…',
};

/** The payment history of an order, newest first, with what the reader may do about it. */
export function historyTable(order: Order, transactions: readonly PaymentTransaction[], offering: Offering): Html {
  return html`
    <div class="table" role="region" aria-label="Table of payment transactions" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Id</th>
            <th scope="col">Payment method</th>
            <th scope="col">Type</th>
            <th scope="col" class="number">Amount</th>
            <th scope="col">Successful</th>
            <th scope="col">Active</th>
            <th scope="col">Created, updated</th>
            <th scope="col">What became of it</th>
            <th scope="col">Reference</th>
            <th scope="col">Environment</th>
          </tr>
        </thead>
        <tbody>
          ${transactions.map((transaction) => historyRow(order, transaction, offering))}
        </tbody>
      </table>
    </div>
  `;
}

/** Says above the history that a customer has contested a payment and that it is not decided. */
export function disputeWarning(transactions: readonly PaymentTransaction[]): Html | null {
  const open = transactions.filter(({ action, progress }) => action === 'dispute' && progress.state === 'open');
  if (open.length === 0) return null;
  return html`<p class="problem">
    The customer contests this payment. Answer at the provider before the money is lost.
  </p>`;
}

/** What people have written when they gave a hold back or returned money. */
export function noteSection(transactions: readonly PaymentTransaction[]): Html | null {
  const noted = transactions.filter(
    (one) => 'note' in one && one.note !== undefined && one.progress.state === 'finished',
  );
  if (noted.length === 0) return null;
  return html`
    <section aria-labelledby="notes">
      <h2 id="notes">Notes</h2>
      <ul>
        ${noted.map(
          (one) => html`
            <li>
              ${inMinutes(one.createdAt)}, ${one.action} of ${amount(one.amount)}:${' '}
              <span class="note">${'note' in one ? one.note : ''}</span>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

function historyRow(order: Order, transaction: PaymentTransaction, offering: Offering): Html {
  const { id, method, action, environment, mode, reference, origin, createdAt, updatedAt } = transaction;
  const { active, successful } = flagsOf(transaction.progress);
  const actions = offeredActions(transaction, offering);
  return html`
    <tr>
      <td><code title=${id}>…${id.slice(-6)}</code></td>
      <td>${method.label}</td>
      <td>${action.replaceAll('_', '-')}${origin.by === 'provider' ? ' (at the provider)' : ''}</td>
      <td class="number">${amount(amountOf(transaction))}</td>
      <td>${successful ? 'yes' : 'no'}</td>
      <td>${active ? 'yes' : 'no'}</td>
      <td><small>${inMinutes(createdAt)}<br />${inMinutes(updatedAt)}</small></td>
      <td class="wrap">
        ${becameInWords(transaction)} ${rest(transaction, offering)}${' '}
        ${actions.map((one) => html`<a role="button" class=${one === 'capture' ? null : 'secondary'} href=${operationPath(order, one, id)}>${buttonFor(one, transaction)}</a> `)}
      </td>
      <td>${reference === undefined ? null : html`<small><code>${reference}</code></small>`}</td>
      <td>${environment}<br /><small>${mode}</small></td>
    </tr>
  `;
}

function buttonFor(operation: Operation, { method, action }: PaymentTransaction): string {
  const holdsNothing = action === 'validate' || isOfflineMethod(method.id);
  return operation === 'cancel' && holdsNothing ? 'Call off…' : BUTTONS[operation];
}

function becameInWords(transaction: PaymentTransaction): string {
  const { state } = transaction.progress;
  if (transaction.action === 'pending') return state === 'open' ? 'Promised, still to come' : 'Nothing is to come';
  if (transaction.action === 'validate' && state === 'open') return 'The card is good; nothing is held';
  if (transaction.action === 'validate' && state === 'finished') return 'The card is good, and done with';
  if (transaction.action === 'invoice') return state === 'open' ? 'Sent, to be paid' : 'Settled';
  if (transaction.action !== 'dispute') return outcomeInWords(outcomeOf(transaction));
  const why = transaction.reason.replaceAll('_', ' ');
  switch (state) {
    case 'open':
      return `Contested by the customer (${why}), not decided`;
    case 'finished':
      return `Lost (${why})`;
    default:
      return `Won (${why})`;
  }
}

/** What is left of a hold or of what was taken, where it is not all of it, and until when. */
function rest(transaction: PaymentTransaction, { transactions }: Offering): Html | null {
  const left = remaining(transaction, transactions);
  const isPart = left.minor > 0n && left.minor !== amountOf(transaction).minor;
  const expiresAt = isPurchase(transaction) && transaction.progress.state === 'open' && transaction.held?.expiresAt;
  if (!isPart && !expiresAt) return null;
  return html`<small>
    ${isPart ? html`${amount(left)} ${transaction.action === 'validate' ? 'can be taken with it' : 'left'}. ` : null}${expiresAt ? `Held until ${inMinutes(expiresAt)}.` : null}
  </small>`;
}
