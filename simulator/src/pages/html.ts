import { html } from 'htm/preact';
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { WholeReply } from '../http/exchange.ts';

/** A piece of a page. Text put into it is escaped by construction: a plain string cannot become markup. */
export type Html = VNode | VNode[];

export { html };

/** What a page consists of around its content. */
export type Page = Readonly<{
  title: string;
  bar: Readonly<{ mode: 'test' | 'live'; text: string }>;
  content: ComponentChild;
  /** Where its forms may lead in the end, besides here: browsers hold redirects of a form to it. */
  formTargets?: readonly string[];
}>;

/** The page as a reply. It needs no script, and its policy allows none. */
export function pageReply(status: number, page: Page): WholeReply {
  const body = html`<body>
    <header class=${`environment-bar ${page.bar.mode}`}>${page.bar.text}</header>
    <main class="container">${page.content}</main>
    <footer class="container">
      <small>This provider is simulated: no bank is asked, and no real card belongs here.</small>
    </footer>
  </body>`;
  return documentReply(status, {
    title: page.title,
    styleSheets: ['/assets/pico.css', '/assets/pages.css'],
    body,
    policy: `form-action ${["'self'", ...(page.formTargets ?? [])].join(' ')}`,
    referrer: 'no-referrer',
  });
}

/** A whole document. Whatever its policy does not name comes from nowhere. */
export type Document = Readonly<{
  title: string;
  styleSheets: readonly string[];
  /** A script of our own. */
  script?: string;
  body: ComponentChild;
  /** What it may do beyond showing our own styles and pictures. */
  policy: string;
  /** With `no-referrer` a browser does not say either where a form comes from. */
  referrer: 'no-referrer' | 'same-origin';
}>;

/** The document as a reply; nothing keeps it, and no other site frames it. */
export function documentReply(
  status: number,
  { title, styleSheets, script, body, policy, referrer }: Document,
): WholeReply {
  const document = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href="data:," />
      <title>${title}</title>
      ${styleSheets.map((href) => html`<link rel="stylesheet" href=${href} />`)}
      ${script === undefined ? null : html`<script src=${script} defer></script>`}
    </head>
    ${body}
  </html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self' data:; ${policy}; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': referrer,
      'x-content-type-options': 'nosniff',
    },
    body: `<!doctype html>${markup(document)}`,
  };
}

/** A piece of a page as text. */
export function markup(piece: Html): string {
  return Array.isArray(piece) ? piece.map((part) => renderToString(part)).join('') : renderToString(piece);
}

/** Sends the browser elsewhere with a GET, whatever it has sent here. */
export function seeOther(location: string): WholeReply {
  return {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    body: '',
  };
}
