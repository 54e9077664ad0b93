import { expect, test } from 'vitest';
import type { Exchange } from '../http/exchange.ts';
import { jsonBody } from './json-body.ts';

function sent(body: string, headers: Readonly<Record<string, string>> = {}): Exchange {
  return {
    address: '127.0.0.1',
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    parameters: {},
    headers: { 'content-type': 'application/json', ...headers },
    cookies: new Map(),
    body: Buffer.from(body),
  };
}

const BODIES: readonly (readonly [body: string, kind: string])[] = [
  ['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}', 'json'],
  ['{"a":"a","b":"a"}', 'json'],
  ['["a","a"]', 'json'],
  ['{"a":"{\\"a\\":1,\\"a\\":2}"}', 'json'],
  ['"x"', 'json'],
  ['{"a":1,"a":2}', 'repeated_name'],
  ['{"a":1,"\\u0061":2}', 'repeated_name'],
  ['{"x":[{"b":[],"b":{}}]}', 'repeated_name'],
  ['{"a":{"b":1},"c":[],"a":2}', 'repeated_name'],
  ['{"a":1,}', 'malformed'],
  ['', 'malformed'],
];

for (const [body, kind] of BODIES) {
  test(`${body || '(nothing)'} is ${kind}`, () => expect(jsonBody(sent(body)).kind).toBe(kind));
}

const HEADERS: readonly (readonly [headers: Readonly<Record<string, string>>, kind: string])[] = [
  [{ 'content-type': 'application/json; charset=utf-8' }, 'json'],
  [{ 'content-type': 'Application/JSON;charset="UTF-8"' }, 'json'],
  [{ 'content-type': 'application/json; charset=utf-16' }, 'unsupported_media_type'],
  [{ 'content-type': 'text/plain' }, 'unsupported_media_type'],
  [{ 'content-type': 'application/jsonp' }, 'unsupported_media_type'],
  [{ 'content-encoding': 'gzip' }, 'unsupported_media_type'],
];

for (const [headers, kind] of HEADERS) {
  test(`a body with ${JSON.stringify(headers)} is ${kind}`, () =>
    expect(jsonBody(sent('{}', headers)).kind).toBe(kind));
}
