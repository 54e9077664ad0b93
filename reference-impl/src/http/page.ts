import { renderToString } from 'preact-render-to-string';
import type { Deployment } from '../payments/deployment.ts';
import type { Reply } from './exchange.ts';
import { type Content, type Html, html } from './html.ts';

/** One place to go from the navigation. */
export type NavigationEntry = Readonly<{ href: string; label: string; current: boolean }>;

/** What a page shows. */
export type Page = Readonly<{
  status?: number;
  title: string;
  navigation: readonly NavigationEntry[];
  /** What stands at the end of the navigation, such as who is signed in. */
  corner?: Content;
  notice?: string | undefined;
  main: Html;
  /** A step that has to be wider than a column of text. */
  width?: 'text' | 'wide';
}>;

/** The page as a reply. Whose shop it is and whether money is real is on every one of them, before anything else. */
export function pageReply(
  { environment, mode }: Deployment,
  page: Page,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Reply {
  const document = html`
    <html lang="en" data-theme="light">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · Assay shop (${environment})</title>
        <link rel="stylesheet" href="/assets/pico.css" />
        <link rel="stylesheet" href="/assets/shop.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      </head>
      <body class=${`mode-${mode}`}>
        <a class="skip" href="#main">Skip to the content</a>
        <section class="environment" aria-label="Environment">
          <strong>${mode === 'live' ? 'LIVE' : 'TEST'}</strong>
          <span>environment <b>${environment}</b></span>
          <span>${mode === 'live' ? 'real money moves here' : 'no real money moves here'}</span>
        </section>
        <header class="container">
          <nav aria-label="Main">
            <ul>
              <li><a class="brand" href="/">Assay shop</a></li>
              ${page.navigation.map(
                ({ href, label, current }) =>
                  html`<li><a href=${href} aria-current=${current ? 'page' : null}>${label}</a></li>`,
              )}
            </ul>
            <ul>
              ${page.corner ?? null}
            </ul>
          </nav>
        </header>
        <main id="main" class=${`container ${page.width ?? 'text'}`}>
          ${page.notice === undefined ? null : html`<p class="notice" role="status">${page.notice}</p>`}
          <h1>${page.title}</h1>
          ${page.main}
        </main>
      </body>
    </html>
  `;
  return {
    status: page.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: `<!doctype html>${renderToString(document)}`,
  };
}

/** Sends the browser somewhere else with a GET, so that a reload does not repeat what was done. */
export function seeOther(location: string, headers: Readonly<Record<string, string | readonly string[]>> = {}): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store', ...headers }, body: '' };
}
