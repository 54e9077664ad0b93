import type { ComponentChild } from 'preact';
import type { Environment } from '../../accounts/environment.ts';
import type { WholeReply } from '../../http/exchange.ts';
import { documentReply, html } from '../html.ts';
import { colourClass } from './parts.ts';

/** The places of the dashboard that can be gone to from anywhere. */
export const PLACES = [
  ['Overview', '/dashboard'],
  ['Payments', '/dashboard/payments'],
  ['Deliveries', '/dashboard/deliveries'],
  ['Journal', '/dashboard/journal'],
  ['Situations', '/dashboard/situations'],
] as const;
/** Which of them a page belongs to. */
export type PlaceName = (typeof PLACES)[number][0];

/** Something to say at the top of a page: what was done, or why it was not. */
export type Notice = Readonly<{ kind: 'done' | 'refused'; text: string }>;

/** What a page of the dashboard consists of. */
export type DashboardPage = Readonly<{
  title: string;
  place?: PlaceName;
  /** Whose page it is, where it belongs to one environment, and its position among them. */
  environment?: Environment & Readonly<{ position: number }>;
  content: ComponentChild;
  /** Grows by itself while it is looked at. */
  live?: true;
  status?: number;
}>;

/** The page as a reply. `notice` is said first; `signedIn` decides whether there is anywhere to go. */
export function dashboardReply(
  page: DashboardPage,
  { notice, signedIn = true }: Readonly<{ notice?: Notice | undefined; signedIn?: boolean }> = {},
): WholeReply {
  const { title, place, environment, content, live } = page;
  const body = html`<body class="dashboard">
    <a class="skip" href="#content">Skip to the content</a>
    <header>
    <div class="top">
      <a class="brand" href="/dashboard">Assay <span>simulator</span></a>
      ${
        signedIn
          ? html`<nav aria-label="Dashboard">
                <ul>
                  ${PLACES.map(
                    ([name, path]) =>
                      html`<li><a href=${path} aria-current=${name === place ? 'page' : undefined}>${name}</a></li>`,
                  )}
                </ul>
              </nav>
              <form method="post" action="/dashboard/sign-out" class="sign-out">
                <button type="submit" class="secondary outline">Sign out</button>
              </form>`
          : null
      }
    </div>
    ${
      environment === undefined
        ? null
        : html`<p class=${`place-bar ${colourClass(environment.mode, environment.position)}`}>
            <strong>${environment.name}</strong>
            ${environment.mode === 'live' ? ' live environment' : ' test environment, no money moves'}
          </p>`
    }
    </header>
    <main id="content" tabindex="-1">
      ${notice === undefined ? null : noticeBox(notice)} ${content}
    </main>
    <footer>
      <small>Times are in UTC, by the clock of the environment or merchant account. No bank is asked here.</small>
    </footer>
  </body>`;
  return documentReply(page.status ?? 200, {
    title: `${title} – Assay simulator`,
    styleSheets: ['/dashboard/assets/pico.css', '/dashboard/assets/dashboard.css', '/dashboard/assets/sequence.css'],
    ...(live ? { script: '/dashboard/assets/live-journal.js' } : {}),
    body,
    policy: `form-action 'self'${live ? "; script-src 'self'; connect-src 'self'" : ''}`,
    // Without its own address in Origin a form could not be told from one of another site.
    referrer: 'same-origin',
  });
}

function noticeBox({ kind, text }: Notice) {
  return html`<div class=${`notice ${kind}`} role=${kind === 'done' ? 'status' : 'alert'}><p>${text}</p></div>`;
}
