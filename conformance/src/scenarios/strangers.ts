import { ROOT } from '../bench/program.ts';

/** What a stranger sends to a shop: by hand, by mistake or in the hope that something breaks. */
export type StrangeRequest = Readonly<{
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}>;

const JSON_TYPE = { 'content-type': 'application/json' };

/** Requests that make no sense, to pages and to the API. */
export const SENSELESS: readonly StrangeRequest[] = [
  { method: 'GET', path: '/nowhere' },
  { method: 'GET', path: '/admin/nowhere' },
  { method: 'GET', path: '/api/nowhere' },
  { method: 'GET', path: '/.env' },
  { method: 'GET', path: '/%E0%A4%A' },
  { method: 'GET', path: '/api/%E0%A4%A' },
  { method: 'DELETE', path: '/' },
  { method: 'GET', path: "/orders/'%20or%201=1" },
  { method: 'GET', path: '/checkout/return/nobody' },
  { method: 'GET', path: '/checkout/nobody' },
  { method: 'GET', path: '/?currency=%3Cscript%3E' },
  {
    method: 'POST',
    path: '/cart/lines',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=%',
  },
  { method: 'POST', path: '/api/carts', headers: JSON_TYPE, body: '{"currency":' },
  { method: 'POST', path: '/api/carts', headers: JSON_TYPE, body: '{"currency":["EUR"]}' },
  { method: 'POST', path: '/api/carts', headers: { 'content-type': 'text/plain' }, body: 'EUR' },
  { method: 'PUT', path: '/api/carts/nobody/lines/nothing', headers: JSON_TYPE, body: '{"quantity":-1}' },
  { method: 'POST', path: '/api/checkouts', headers: JSON_TYPE, body: '[]' },
  { method: 'POST', path: '/api/session', headers: JSON_TYPE, body: '{"email":"a@b.example","password":"x"}' },
  { method: 'GET', path: '/api/integrations' },
  { method: 'GET', path: '/api/orders/nobody' },
];

/** Pages and answers that need the database. */
export const ORDINARY: readonly StrangeRequest[] = [
  { method: 'GET', path: `/orders/${'a'.repeat(40)}` },
  { method: 'GET', path: '/checkout/somebody' },
  { method: 'POST', path: '/api/carts', headers: JSON_TYPE, body: '{"currency":"EUR"}' },
  { method: 'GET', path: '/api/checkouts/somebody' },
];

/** How the shop is, and what it is. */
export const HEALTH: readonly StrangeRequest[] = [
  { method: 'GET', path: '/health' },
  { method: 'GET', path: '/api/deployment' },
];

/** What shows the inside of a program, by what it is. */
const INSIDE: Readonly<Record<string, RegExp>> = {
  'a stack trace': /\bat \S.*:\d+:\d+/,
  'a source file': /[\w-]\.[tj]s\b/,
  'the inside of Node': /node:[a-z]+|node_modules/,
  'the name of an error': /\b(Type|Reference|Syntax|Range)Error\b|\bERR_[A-Z_]+|SQLITE/,
  'the database': /no such table|\b(select|insert|update|delete)\b.{1,80}\b(from|into|set|where)\b [a-z_]+\b/,
};

/** An answer to a stranger. */
export type Answer = Readonly<{ asked: string; status: number; text: string; headers: readonly string[] }>;

/** Asks as a stranger does, who keeps no cookies. */
export async function askAsStranger(url: string, requests: readonly StrangeRequest[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const { method, path, ...rest } of requests) {
    const answer = await fetch(url + path, { method, redirect: 'manual', ...rest });
    const headers = ['server', 'x-powered-by'].filter((name) => answer.headers.has(name));
    answers.push({ asked: `${method} ${path}`, status: answer.status, text: await answer.text(), headers });
  }
  return answers;
}

/** What an answer shows of the inside of the shop; `hidden` are texts of this very shop that nobody is to read. */
export function insideIn({ asked, text, headers }: Answer, hidden: readonly string[]): readonly string[] {
  const shown = Object.entries(INSIDE).flatMap(([what, pattern]) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [`${what}: ${found}`];
  });
  return [
    ...shown,
    ...[ROOT, ...hidden].filter((inside) => text.includes(inside)).map((inside) => `the text ${inside}`),
    ...headers.map((name) => `the header ${name}`),
  ].map((what) => `${asked} shows ${what}`);
}
