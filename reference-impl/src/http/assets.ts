import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reply, Route } from './exchange.ts';

const PICO = fileURLToPath(import.meta.resolve('@picocss/pico/css/pico.min.css'));
const OWN = fileURLToPath(new URL('./shop.css', import.meta.url));
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1b2733" d="M2 14 8 1l6 13h-3l-1.2-3H6.2L5 14z"/></svg>';

/** Stylesheets and the icon, from this machine: no page asks any other. */
export function assetRoutes(): readonly Route[] {
  return [
    asset('/assets/pico.css', 'text/css; charset=utf-8', readFileSync(PICO)),
    asset('/assets/shop.css', 'text/css; charset=utf-8', readFileSync(OWN)),
    asset('/assets/icon.svg', 'image/svg+xml', Buffer.from(ICON)),
  ];
}

function asset(path: string, type: string, body: Buffer): Route {
  const reply: Reply = { status: 200, headers: { 'content-type': type, 'cache-control': 'max-age=3600' }, body };
  return { method: 'get', path, handle: async () => reply };
}
