import { type Html, html } from '../http/html.ts';
import { inMinutes } from '../http/words.ts';
import { type InboxEntry, progressInWords, type UnverifiedCount, unverifiedInWords } from '../payments/notification.ts';

/** What has come in at the address of one integration. */
export type ArrivedHere = Readonly<{
  notifications: readonly InboxEntry[];
  unverified: readonly UnverifiedCount[];
}>;

/** What providers have sent about an order. */
export function notificationSection(notifications: readonly InboxEntry[]): Html {
  return html`
    <section aria-labelledby="notifications">
      <h2 id="notifications">Notifications</h2>
      ${notifications.length === 0 ? html`<p>None has come in about this order.</p>` : notificationTable(notifications)}
    </section>
  `;
}

/** What has come in for an integration, and what was turned away because nobody knows from whom it is. */
export function arrivedSection({ notifications, unverified }: ArrivedHere): Html {
  return html`
    <section aria-labelledby="notifications">
      <h2 id="notifications">Notifications</h2>
      ${unverified.map(
        ({ why, count, lastAt }) => html`
          <p class="problem">
            ${count === 1 ? 'One was' : `${count} were`} turned away, last on ${inMinutes(lastAt)}. ${unverifiedInWords(why)}
          </p>
        `,
      )}
      ${notifications.length === 0 ? html`<p>None has come in.</p>` : notificationTable(notifications)}
    </section>
  `;
}

function notificationTable(notifications: readonly InboxEntry[]): Html {
  return html`
    <div class="table" role="region" aria-label="Table of notifications" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">Type</th>
            <th scope="col">What became of it</th>
            <th scope="col">Id and payment</th>
          </tr>
        </thead>
        <tbody>
          ${notifications.map(
            ({ receivedAt, type, progress, webhookId, told }) => html`
              <tr>
                <td>${inMinutes(receivedAt)}</td>
                <td>${type}</td>
                <td class="wrap">${progressInWords(progress)}</td>
                <td>
                  <small><code>${webhookId}</code></small>
                  ${told === undefined ? null : html`<br /><small><code>${told.paymentReference ?? told.orderNumber}</code></small>`}
                </td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
