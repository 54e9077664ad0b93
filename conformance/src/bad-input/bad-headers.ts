import type { Dice } from '../platform/random.ts';
import { type Api, isOpen } from './api.ts';
import { type BadRequest, type Expected, type HttpRequest, refusedWith, withHeader } from './bad-request.ts';

const READ_AT_ONCE = 64 * 1024;

/** Headers beyond what a server has to take. */
export function hugeHeader(api: Api, dice: Dice): BadRequest {
  const { operation, request } = dice.pick(api.valid());
  const size = dice.pick([20_000, 70_000, 200_000]);
  const [what, changed] = dice.pick<readonly [string, HttpRequest]>([
    [`a header of ${size} characters`, withHeader(request, 'x-long', 'x'.repeat(size))],
    [`a credential of ${size} characters`, withHeader(request, 'authorization', `Bearer ${'x'.repeat(size)}`)],
    [`a header name of ${size} characters`, withHeader(request, 'x'.repeat(size), 'long')],
    [`a path of ${size} characters`, { ...request, target: `/${'x'.repeat(size)}` }],
    [`${size / 10} short headers`, withMany(request, size / 10)],
  ]);
  const refused = refusedWith(431, 'header-too-large');
  // A server that stops reading closes the connection, and what it said last can be lost with the rest that is under way.
  const expected: Expected = size > READ_AT_ONCE ? { ...refused, silence: 'allowed' } : refused;
  return {
    kind: 'huge_header',
    api: api.name,
    what: `${operation.id}: ${what}`,
    url: api.url,
    sent: { request: changed },
    expected,
  };
}

/** A key that is missing, or not one to 255 visible ASCII characters. */
export function badIdempotencyKey(api: Api, dice: Dice): BadRequest {
  const takesKey = api.valid().filter(({ request }) => request.headers.some(([name]) => name === 'idempotency-key'));
  const { operation, request } = dice.pick(takesKey);
  const missing: Expected = refusedWith(400, 'idempotency-key-missing', 'invalid-request');
  const wrong: Expected = { ...refusedWith(400, 'invalid-request'), pointer: 'needed' };
  const [what, keys, expected] = dice.pick<readonly [string, readonly string[], Expected]>([
    ['no key', [], refusedWith(400, 'idempotency-key-missing')],
    ['an empty key', [''], missing],
    ['an empty quoted key', ['""'], missing],
    ['a key of spaces', ['   '], missing],
    ['a key of 256 characters', ['k'.repeat(256)], wrong],
    ['a quoted key of 256 characters', [`"${'k'.repeat(256)}"`], wrong],
    ['a key of 5000 characters', ['k'.repeat(5_000)], wrong],
    ['a key with a space', ['two words'], wrong],
    ['a quoted key with a space', ['"two words"'], wrong],
    ['a key with a tab', ['two\twords'], wrong],
    ['a key beyond ASCII', ['cl\u00e9'], wrong],
    ['a key in UTF-8', [Buffer.from('ключ').toString('latin1')], wrong],
    ['two keys', ['first', 'second'], wrong],
  ]);
  const changed = withHeader(request, 'idempotency-key', ...keys);
  return {
    kind: 'bad_idempotency_key',
    api: api.name,
    what: `${operation.id}: ${what}`,
    url: api.url,
    sent: { request: changed },
    expected,
  };
}

/** A caller who is not known, or may not do this. */
export function badAuthorization(api: Api, dice: Dice): BadRequest {
  const valid = dice.pick(api.valid().filter((candidate) => !isOpen(candidate.operation)));
  const { what, header, values, expected } = dice.pick(api.strangers(valid));
  const request = withHeader(valid.request, header, ...values);
  return {
    kind: 'bad_authorization',
    api: api.name,
    what: `${valid.operation.id}: ${what}`,
    url: api.url,
    sent: { request },
    expected,
  };
}

/** A name of this server that its owner never gave it: a page in a browser could have been led here by its DNS. */
export function foreignHost(api: Api, dice: Dice): BadRequest {
  const { operation, request } = dice.pick(api.valid());
  const host = dice.pick([
    'evil.example',
    'evil.example:4000',
    '169.254.169.254',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
  ]);
  return {
    kind: 'foreign_host',
    api: api.name,
    what: `${operation.id}: Host ${host}`,
    url: api.url,
    sent: { request: withHeader(request, 'host', host) },
    expected: refusedWith(403, 'forbidden-host'),
  };
}

function withMany(request: HttpRequest, count: number): HttpRequest {
  const many = Array.from({ length: count }, (_, index) => [`x-${index}`, 'some value'] as const);
  return { ...request, headers: [...request.headers, ...many] };
}
