import { VERBS } from '../bench/specification.ts';
import type { Dice } from '../platform/random.ts';
import type { Api, ValidRequest } from './api.ts';
import { type BadRequest, type Expected, type HttpRequest, INVALID, type Kind, refusedWith } from './bad-request.ts';

/** Query parameters that break their schema, are not known, or come twice. */
export function badQuery(api: Api, dice: Dice): BadRequest {
  const valid = dice.pick(api.valid().filter((candidate) => queryOf(api, candidate).length > 0));
  const [name, schema] = dice.pick(queryOf(api, valid));
  const values = BAD_VALUES.filter((value) => breaks(api, schema, value));
  const query = dice.pick([
    ...values.map((value) => `${name}=${encodeURIComponent(value)}`),
    `${name}=1&${name}=2`,
    `${name}[]=1`,
    `${name}[gt]=1`,
    'nothing-like-it=1',
    `${name.toUpperCase()}=1`,
    `__proto__=1`,
  ]);
  const target = `${valid.request.target}?${query}`;
  const shown = query.length > 60 ? `${query.slice(0, 50)}… (${query.length} characters)` : query;
  return bad('bad_query', api, `${valid.operation.id}?${shown}`, { ...valid.request, target }, INVALID);
}

const BAD_VALUES = [
  ...['', '0', '-1', '1.5', '1e3', '0x10', ' 5', '5 ', 'many', 'NaN', 'Infinity', '1000000', '99999999999999999999'],
  ...[
    'maybe',
    'TRUE',
    '1',
    'null',
    'Sandbox',
    'sand box',
    '../sandbox',
    '\u0000',
    'x'.repeat(201),
    'é'.repeat(300),
    '٣',
  ],
];

/** Ids of things that are not there. */
export function unknownId(api: Api, dice: Dice): BadRequest {
  const valid = dice.pick(withIds(api));
  const id = dice.pick([
    'none',
    'pay_none',
    '0',
    '-1',
    '00000000-0000-0000-0000-000000000000',
    'null',
    'undefined',
    'constructor',
    'x'.repeat(100),
  ]);
  const request = api.withId(valid, id);
  // The pages about problems are part of the paths, not things that somebody made.
  const types = valid.operation.id === 'explainProblem' ? ['not-found', 'no-such-route'] : ['not-found'];
  const expected = orHidden(valid, refusedWith(404, ...types));
  return bad('unknown_id', api, `${valid.operation.id}: ${id.slice(0, 40)}`, request, expected);
}

/** Ids that no id can look like, and percent-encodings that cannot be decoded. */
export function malformedPath(api: Api, dice: Dice): BadRequest {
  const valid = dice.pick(withIds(api));
  const id = dice.pick([
    ...[
      '%',
      '%zz',
      '%c3%28',
      '%ff',
      '%00',
      'a%00b',
      '%20',
      'a%2Fb',
      '%0d%0aSet-Cookie:%20a=b',
      '%F0%9F%98%80',
      "'%20or%201=1",
    ],
    ...['x'.repeat(201), 'x'.repeat(5_000), '%25zz', '{paymentId}', '*', ';', 'a;b=c'],
  ]);
  const what = `${valid.operation.id}: id ${id.slice(0, 40)}`;
  return bad('malformed_path', api, what, api.withId(valid, id), orHidden(valid, NOT_HERE));
}

/** Whose right hangs on the very id may be told that he has none, rather than that there is no such thing. */
function orHidden({ request }: ValidRequest, expected: Expected): Expected {
  if (!request.headers.some(([name]) => name === 'order-token')) return expected;
  return { ...expected, statuses: [...expected.statuses, 401], types: [...expected.types, '/problems/not-signed-in'] };
}

const NOT_HERE: Expected = {
  statuses: [400, 404],
  types: ['/problems/invalid-request', '/problems/not-found', '/problems/no-such-route'],
  shape: 'problem',
};

const NOWHERE = [
  '/v2/payments',
  '/v1',
  '/v1/',
  '/v1/payment',
  '/admin',
  '/.env',
  '/wp-login.php',
  '/favicon.txt',
  '/graphql',
];

/** Paths that nothing answers at. */
export function unknownRoute(api: Api, dice: Dice): BadRequest {
  const { request } = dice.pick(api.valid());
  const [path = '/'] = request.target.split('?');
  const candidates = [
    ...NOWHERE.map((nowhere) => `${api.root}${nowhere}`),
    ...[
      `${path}/more/of/it`,
      `${path}/`,
      path.toUpperCase(),
      `${path}.json`,
      `/api${path}`,
      `${path};v=1`,
      `${path}//`,
    ],
  ];
  const target = dice.pick(candidates.filter((candidate) => !isKnown(api, candidate)));
  // Where the last part is an id, whatever is put there is looked up as one.
  const expected = refusedWith(404, 'no-such-route', 'not-found');
  return bad('unknown_route', api, `${request.method} ${target}`, { ...request, target }, expected);
}

function isKnown(api: Api, target: string): boolean {
  return api.specification.operations.some(({ path }) => path === target);
}

/** Paths that try to leave their place. */
export function pathTraversal(api: Api, dice: Dice): BadRequest {
  const { request } = dice.pick(api.valid());
  const [path = '/'] = request.target.split('?');
  const target = dice.pick([
    ...['/../../../../etc/passwd', '/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/....//....//etc/passwd'],
    ...[
      '/..\\..\\windows\\win.ini',
      '/%5c..%5c..',
      '/assets/../../package.json',
      '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    ],
    ...[
      '/assets/..%252f..%252fpackage.json',
      `/x/..${path}`,
      `/.${path}`,
      `/%2e${path}`,
      `/${path}`,
      `${path}/../../x`,
    ],
    ...[`${path}/..;/x`, `${path}/%2e%2e/x`, '/file:///etc/passwd', '/%00/../etc/passwd'],
  ]);
  return bad('path_traversal', api, `${request.method} ${target}`, { ...request, target }, NOT_HERE);
}

/** Methods that a path does not take; the answer has to say which it does. */
export function wrongMethod(api: Api, dice: Dice): BadRequest {
  const valid = dice.pick(api.valid());
  const known = api.valid().filter(({ operation }) => operation.path === valid.operation.path);
  const taken = new Set(known.map(({ request }) => request.method));
  const candidates = [
    ...VERBS.map((verb) => verb.toUpperCase()),
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'SEARCH',
    'LINK',
    'QUERY',
  ];
  const method = dice.pick(candidates.filter((candidate) => !taken.has(candidate)));
  const expected: Expected = { ...refusedWith(405, 'method-not-allowed'), headers: ['allow'] };
  const { body: _, ...request } = valid.request;
  return bad('wrong_method', api, `${method} ${valid.operation.path}`, { ...request, method }, expected);
}

function withIds(api: Api): readonly ValidRequest[] {
  return api.valid().filter(({ operation }) => operation.path.includes('{'));
}

type Query = readonly (readonly [name: string, schema: unknown])[];

function queryOf(api: Api, { operation }: ValidRequest): Query {
  const parameters = Array.isArray(operation.node.parameters) ? operation.node.parameters : [];
  return parameters.flatMap((parameter): Query => {
    const { name, in: where, schema } = api.specification.resolve(parameter);
    return where === 'query' ? [[String(name), schema]] : [];
  });
}

/** Whether no reading of the text keeps to the schema: as text, as a number in plain digits, as true or false. */
function breaks(api: Api, schema: unknown, value: string): boolean {
  const { type, minimum, maximum, minLength, maxLength, pattern } = api.specification.resolve(schema);
  switch (type) {
    case 'integer':
      return !/^-?\d+$/.test(value) || Number(value) < Number(minimum) || Number(value) > Number(maximum);
    case 'boolean':
      return value !== 'true' && value !== 'false';
    default:
      if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) return true;
      return (
        [...value].length < Number(minLength ?? 0) || [...value].length > Number(maxLength ?? Number.POSITIVE_INFINITY)
      );
  }
}

function bad(kind: Kind, api: Api, what: string, request: HttpRequest, expected: Expected): BadRequest {
  // Beside the API there may be pages, which answer in their own form.
  const ours = request.target.startsWith(`${api.root}/`);
  return {
    kind,
    api: api.name,
    what,
    url: api.url,
    sent: { request },
    expected: ours ? expected : { ...expected, shape: 'any' },
  };
}
