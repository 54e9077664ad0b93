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
  const document = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href="data:," />
      <title>${page.title}</title>
      <link rel="stylesheet" href="/assets/pico.css" />
      <link rel="stylesheet" href="/assets/pages.css" />
    </head>
    <body>
      <header class=${`environment-bar ${page.bar.mode}`}>${page.bar.text}</header>
      <main class="container">${page.content}</main>
      <footer class="container">
        <small>This provider is simulated: no bank is asked, and no real card belongs here.</small>
      </footer>
    </body>
  </html>`;
  const targets = ["'self'", ...(page.formTargets ?? [])].join(' ');
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self' data:; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: `<!doctype html>${Array.isArray(document) ? document.map((part) => renderToString(part)).join('') : renderToString(document)}`,
  };
}

/** Sends the browser elsewhere with a GET, whatever it has sent here. */
export function seeOther(location: string): WholeReply {
  return {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    body: '',
  };
}
