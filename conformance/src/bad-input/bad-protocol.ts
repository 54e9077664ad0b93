import type { Dice } from '../platform/random.ts';
import type { Api } from './api.ts';
import type { BadRequest, Expected } from './bad-request.ts';

/** What Node answers by itself before any of our code sees the request: a bare status will do there. */
const UNREADABLE: Expected = { statuses: [400, 413, 414, 417, 431], types: [], shape: 'any' };
const OR_SILENCE: Expected = { ...UNREADABLE, silence: 'allowed' };

/** Bytes that are not HTTP, or not the HTTP they say they are. */
export function brokenHttp(api: Api, dice: Dice): BadRequest {
  const { request } = dice.pick(api.valid());
  const host = `Host: ${new URL(api.url).host}`;
  const { target } = request;
  const post = `POST ${target} HTTP/1.1\r\n${host}\r\nContent-Type: application/json\r\n`;
  const [what, raw, expected] = dice.pick<readonly [string, string, Expected]>([
    ['noise', `${'\u0001\u0002\u00ff'.repeat(20)}\r\n\r\n`, UNREADABLE],
    ['a TLS hello', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n', UNREADABLE],
    ['a method nobody knows', `BREW ${target} HTTP/1.1\r\n${host}\r\n\r\n`, UNREADABLE],
    ['a version to come', `GET ${target} HTTP/9.9\r\n${host}\r\n\r\n`, UNREADABLE],
    ['no host', `GET ${target} HTTP/1.1\r\n\r\n`, UNREADABLE],
    ['a space in the path', `GET ${target} x HTTP/1.1\r\n${host}\r\n\r\n`, UNREADABLE],
    ['a null byte in the path', `GET ${target}\u0000 HTTP/1.1\r\n${host}\r\n\r\n`, UNREADABLE],
    ['a null byte in a header', `GET ${target} HTTP/1.1\r\n${host}\r\nX-A: a\u0000b\r\n\r\n`, UNREADABLE],
    ['a space before a colon', `GET ${target} HTTP/1.1\r\n${host}\r\nX-A : a\r\n\r\n`, UNREADABLE],
    ['a header without a name', `GET ${target} HTTP/1.1\r\n${host}\r\n: a\r\n\r\n`, UNREADABLE],
    ['a length below zero', `${post}Content-Length: -1\r\n\r\n{}`, UNREADABLE],
    ['a length in words', `${post}Content-Length: two\r\n\r\n{}`, UNREADABLE],
    ['two lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`, UNREADABLE],
    ['a length beyond reason', `${post}Content-Length: 99999999999999999999999\r\n\r\n{}`, UNREADABLE],
    ['length and chunks', `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, UNREADABLE],
    ['an encoding nobody knows', `${post}Transfer-Encoding: nonsense\r\n\r\n{}`, UNREADABLE],
    ['a chunk without a size', `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, UNREADABLE],
    ['an expectation nobody can meet', `${post}Expect: miracles\r\nContent-Length: 2\r\n\r\n{}`, UNREADABLE],
    ['a tunnel', `CONNECT example.org:443 HTTP/1.1\r\n${host}\r\n\r\n`, OR_SILENCE],
  ]);
  return {
    kind: 'broken_http',
    api: api.name,
    what,
    url: api.url,
    sent: { raw: Buffer.from(raw, 'latin1') },
    expected,
  };
}

/** A client that goes away in the middle of its body: nobody is left to read an answer, and none has to come. */
export function unfinishedBody(api: Api, dice: Dice): BadRequest {
  const { operation, request } = dice.pick(api.valid().filter((valid) => valid.body !== undefined));
  const body = request.body?.toString() ?? '';
  const said = [...request.headers, ['host', new URL(api.url).host] as const];
  const headers = said.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const start = `${request.method} ${request.target} HTTP/1.1\r\n${headers}`;
  const cut = body.slice(0, dice.below(body.length));
  const [what, raw] = dice.pick<readonly [string, string]>([
    ['by its length', `${start}content-length: ${body.length + 1 + dice.below(1_000)}\r\n\r\n${cut}`],
    ['by its chunks', `${start}transfer-encoding: chunked\r\n\r\n${(cut.length + 10).toString(16)}\r\n${cut}`],
    ['after the headers', `${start}content-length: ${body.length}\r\n\r\n`],
    ['within the headers', start.slice(0, -2)],
  ]);
  return {
    kind: 'unfinished_body',
    api: api.name,
    what: `${operation.id}: ends early ${what}`,
    url: api.url,
    sent: { raw: Buffer.from(raw, 'latin1'), endsAfter: 'half_close' },
    expected: OR_SILENCE,
  };
}
