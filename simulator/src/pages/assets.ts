import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Exchange, WholeReply } from '../http/exchange.ts';
import type { Route } from '../http/route-table.ts';

const DAY_S = 24 * 60 * 60;

/** The style sheets of the pages, served from here so that a page needs no other host. */
export function assetRoutes<E extends Exchange>(): readonly Route<E>[] {
  return [
    { method: 'get', path: '/assets/pico.css', operation: 'asset', handle: pico },
    {
      method: 'get',
      path: '/assets/pages.css',
      operation: 'asset',
      handle: () => styleSheet(new URL('./pages.css', import.meta.url)),
    },
  ];
}

/** The frame that all pages build on. */
export function pico(): WholeReply {
  return styleSheet(createRequire(import.meta.url).resolve('@picocss/pico/css/pico.min.css'));
}

const files = new Map<string, string>();

/** A style sheet that lies in a file. */
export function styleSheet(file: string | URL): WholeReply {
  return asset(fileText(file), 'text/css');
}

/** A script that lies in a file. */
export function script(file: URL): WholeReply {
  return asset(fileText(file), 'text/javascript');
}

/** Something that pages need besides themselves, which a browser may keep. */
export function asset(body: string, type: 'text/css' | 'text/javascript'): WholeReply {
  return {
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': `public, max-age=${DAY_S}` },
    body,
  };
}

function fileText(file: string | URL): string {
  const name = String(file);
  const text = files.get(name) ?? readFileSync(file, 'utf8');
  files.set(name, text);
  return text;
}
