import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Exchange, WholeReply } from '../http/exchange.ts';
import type { Route } from '../http/route-table.ts';

const DAY_S = 24 * 60 * 60;

/** The style sheets of the pages, served from here so that a page needs no other host. */
export function assetRoutes<E extends Exchange>(): readonly Route<E>[] {
  const pico = createRequire(import.meta.url).resolve('@picocss/pico/css/pico.min.css');
  return [
    { method: 'get', path: '/assets/pico.css', operation: 'asset', handle: () => styleSheet(pico) },
    {
      method: 'get',
      path: '/assets/pages.css',
      operation: 'asset',
      handle: () => styleSheet(new URL('./pages.css', import.meta.url)),
    },
  ];
}

const sheets = new Map<string, string>();

function styleSheet(file: string | URL): WholeReply {
  const name = String(file);
  const body = sheets.get(name) ?? readFileSync(file, 'utf8');
  sheets.set(name, body);
  return {
    status: 200,
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': `public, max-age=${DAY_S}` },
    body,
  };
}
