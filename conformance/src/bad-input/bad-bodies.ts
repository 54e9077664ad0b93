import { deflateSync, gzipSync } from 'node:zlib';
import type { Dice } from '../platform/random.ts';
import type { Api, ValidRequest } from './api.ts';
import { needsBody } from './api.ts';
import {
  type BadRequest,
  type Expected,
  type HttpRequest,
  INVALID,
  type Kind,
  refusedWith,
  withBody,
  withHeader,
} from './bad-request.ts';
import { type SchemaBreach, type SpoiledBody, spoiledBodies } from './spoiled-bodies.ts';

const HUGE_BYTES = 10 * 1024 * 1024;
const MALFORMED = refusedWith(400, 'malformed-json');
const MALFORMED_OR_INVALID = refusedWith(400, 'malformed-json', 'invalid-request');
const UNSUPPORTED = refusedWith(415, 'unsupported-media-type');

/** A body that breaks its schema in one place. */
export function badBySchema(breach: SchemaBreach, api: Api, dice: Dice): BadRequest {
  const candidates = withBodies(api).filter((valid) => spoiledOf(api, valid).some((body) => body.breach === breach));
  const valid = dice.pick(candidates);
  const body = dice.pick(spoiledOf(api, valid).filter((spoiled) => spoiled.breach === breach));
  return bad(breach, api, `${valid.operation.id}: ${body.what}`, withBody(valid.request, body.text), INVALID);
}

/** A body that is no JSON. */
export function brokenJson(api: Api, dice: Dice): BadRequest {
  const { operation, request, body } = dice.pick(withBodies(api).filter((valid) => valid.request.body?.length !== 2));
  const text = JSON.stringify(body);
  const [what, broken] = dice.pick<readonly [string, string]>([
    ['truncated', text.slice(0, 1 + dice.below(text.length - 1))],
    ['truncated', text.slice(0, 1 + dice.below(text.length - 1))],
    ['with a comma at the end', text.replace(/\}$/, ',}')],
    ['with single quotes', text.replaceAll('"', "'")],
    ['without quotes', text.replaceAll('"', '')],
    ['with a comment', `/* a comment */${text}`],
    ['with text behind', `${text}x`],
    ['twice', text + text],
    ['with NaN', `{"amount":NaN}`],
    ['with Infinity', `{"amount":Infinity}`],
    ['with undefined', `{"amount":undefined}`],
    ['with a leading zero', `{"amount":{"minor":0123,"currency":"EUR"}}`],
    ['with a hexadecimal number', `{"amount":{"minor":0x10,"currency":"EUR"}}`],
    ['with a plus sign', `{"amount":{"minor":+1,"currency":"EUR"}}`],
    ['with a control character in a text', `{"reference":"a\nb"}`],
    ['with a bad escape', `{"reference":"\\x41"}`],
    ['as a form', 'amount=1&currency=EUR'],
    ['as XML', '<payment><amount>1</amount></payment>'],
    ['as words', 'undefined'],
  ]);
  return bad('broken_json', api, `${operation.id}: JSON ${what}`, withBody(request, broken), MALFORMED);
}

/** A name twice in one object: readers differ in which value they take. */
export function duplicateKey(api: Api, dice: Dice): BadRequest {
  const { operation, request, body } = dice.pick(withBodies(api).filter((valid) => valid.request.body?.length !== 2));
  const text = JSON.stringify(body);
  const names = [...text.matchAll(/([{,])("(?:[^"\\]|\\.)*"):/g)];
  const name = dice.pick(names);
  const [, , key = '""'] = name;
  const place = (name.index ?? 0) + 1;
  const value = dice.pick(['1', '"text"', 'null', '{}', 'true']);
  const doubled = `${text.slice(0, place)}${key}:${value},${text.slice(place)}`;
  return bad('duplicate_key', api, `${operation.id}: ${key} twice`, withBody(request, doubled), MALFORMED_OR_INVALID);
}

/** Values inside values inside values. */
export function deepNesting(api: Api, dice: Dice): BadRequest {
  const { operation, request, body } = dice.pick(withBodies(api));
  const depth = dice.pick([200, 1_000, 10_000, 100_000]);
  const [open, close] = dice.pick<readonly [string, string]>([
    ['[', ']'],
    ['{"a":', '}'],
    ['[{"a":', '}]'],
  ]);
  const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
  const text = JSON.stringify(body);
  const inside = text === '{}' ? `{"a":${nested}}` : text.replace(/\}$/, `,"a":${nested}}`);
  const [where, nestedBody] = dice.pick<readonly [string, string]>([
    ['as the body', nested],
    ['in a field', inside],
  ]);
  const what = `${operation.id}: ${depth} levels of ${open}${close} ${where}`;
  return bad('deep_nesting', api, what, withBody(request, nestedBody), MALFORMED_OR_INVALID);
}

/** No body, or only white space, where one is needed. */
export function emptyBody(api: Api, dice: Dice): BadRequest {
  const { operation, request } = dice.pick(withBodies(api).filter((valid) => needsBody(api, valid.operation)));
  const { body: _, ...bodiless } = request;
  const [what, empty] = dice.pick<readonly [string, HttpRequest]>([
    ['no body', bodiless],
    ['an empty body', withBody(request, '')],
    ['an empty body in chunks', { ...withBody(request, ''), framing: 'chunked' }],
    ['a body of spaces', withBody(request, '   \n')],
    ['a body of a byte order mark', withBody(request, '\ufeff')],
  ]);
  return bad('empty_body', api, `${operation.id}: ${what}`, empty, MALFORMED_OR_INVALID);
}

/** JSON that says it is something else, or something else altogether. */
export function wrongMediaType(api: Api, dice: Dice): BadRequest {
  const { operation, request } = dice.pick(withBodies(api));
  const type = dice.pick([
    ...['text/plain', 'text/html', 'text/json', 'application/xml', 'application/octet-stream', 'application/jsonp'],
    ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'image/png', 'application', '*/*'],
    ...['application/problem+json', 'application/json-patch+json', 'application/jsonx', 'json', ';', '/', 'none'],
  ]);
  const changed = type === 'none' ? withHeader(request, 'content-type') : withHeader(request, 'content-type', type);
  return bad('wrong_media_type', api, `${operation.id}: Content-Type ${type}`, changed, UNSUPPORTED);
}

/** Bytes that are not the UTF-8 that JSON has to be, or say that they are compressed. */
export function wrongEncoding(api: Api, dice: Dice): BadRequest {
  const { operation, request } = dice.pick(withBodies(api).filter((valid) => valid.request.body?.length !== 2));
  const body = request.body ?? Buffer.alloc(0);
  const text = body.toString();
  const encoded = (encoding: string, bytes: Buffer) =>
    withBody(withHeader(request, 'content-encoding', encoding), bytes);
  const charset = (name: string) => withHeader(request, 'content-type', `application/json; charset=${name}`);
  const [what, changed, expected] = dice.pick<readonly [string, HttpRequest, Expected]>([
    ['invalid UTF-8', withBody(request, invalidUtf8(text, dice)), MALFORMED],
    ['invalid UTF-8', withBody(request, invalidUtf8(text, dice)), MALFORMED],
    ['UTF-16', withBody(request, Buffer.from(text, 'utf16le')), MALFORMED],
    ['UTF-16 with a byte order mark', withBody(request, Buffer.from(`\ufeff${text}`, 'utf16le')), MALFORMED],
    ['charset=utf-16', charset('utf-16'), UNSUPPORTED],
    ['charset=iso-8859-1', charset('iso-8859-1'), UNSUPPORTED],
    ['charset=nonsense', charset('nonsense'), UNSUPPORTED],
    ['Content-Encoding: gzip', encoded('gzip', gzipSync(body)), UNSUPPORTED],
    ['Content-Encoding: deflate', encoded('deflate', deflateSync(body)), UNSUPPORTED],
    ['Content-Encoding: gzip over plain bytes', encoded('gzip', body), UNSUPPORTED],
    ['Content-Encoding: br over plain bytes', encoded('br', body), UNSUPPORTED],
    ['Content-Encoding: nonsense', encoded('nonsense', body), UNSUPPORTED],
    ['a small body that unpacks to 100 MB', encoded('gzip', bomb()), UNSUPPORTED],
    ['compressed bytes that do not say so', withBody(request, gzipSync(body)), MALFORMED],
  ]);
  return bad('wrong_encoding', api, `${operation.id}: ${what}`, changed, expected);
}

/** Ten megabytes, in one piece or in chunks, as JSON or not. */
export function hugeBody(api: Api, dice: Dice): BadRequest {
  const { operation, request } = dice.pick(withBodies(api));
  const [what, body] = dice.pick<readonly [string, Buffer]>([
    ['of zeros', Buffer.alloc(HUGE_BYTES)],
    ['in one text', Buffer.from(`{"reference":"${'x'.repeat(HUGE_BYTES)}"}`)],
    ['in white space', Buffer.from(`${' '.repeat(HUGE_BYTES)}${request.body}`)],
    ['of brackets', Buffer.alloc(HUGE_BYTES, '[')],
  ]);
  const framing = dice.pick(['length', 'chunked'] as const);
  const what10 = `${operation.id}: 10 MB ${what}, ${framing}`;
  return bad('huge_body', api, what10, { ...request, body, framing }, refusedWith(413, 'body-too-large'));
}

function withBodies(api: Api): readonly ValidRequest[] {
  return api.valid().filter((valid) => valid.schema !== undefined);
}

const spoiled = new Map<string, readonly SpoiledBody[]>();

function spoiledOf(api: Api, { operation, schema, body }: ValidRequest): readonly SpoiledBody[] {
  const key = JSON.stringify([api.name, operation.id, body]);
  const known = spoiled.get(key);
  if (known) return known;
  const bodies = spoiledBodies(api.specification, schema ?? '', body);
  spoiled.set(key, bodies);
  return bodies;
}

/** The text with one letter of one of its values replaced by bytes that no UTF-8 has. */
function invalidUtf8(text: string, dice: Dice): Buffer {
  const [before = '', after = ''] = text.split(/(?<=:"[^"]*)(?=")/, 2);
  const bytes = dice.pick([
    [0xff],
    [0xc0, 0xaf],
    [0xe2, 0x28, 0xa1],
    [0xed, 0xa0, 0x80],
    [0xf8, 0x88, 0x80, 0x80, 0x80],
  ]);
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(text.slice(before.length) || after)]);
}

let packed: Buffer | undefined;

function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(100 * 1024 * 1024));
  return packed;
}

function bad(kind: Kind, api: Api, what: string, request: HttpRequest, expected: Expected): BadRequest {
  return { kind, api: api.name, what, url: api.url, sent: { request }, expected };
}
