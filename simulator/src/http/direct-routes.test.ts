import { expect, test } from 'vitest';
import { directRoutes } from './direct-routes.ts';
import type { Exchange } from './exchange.ts';
import { problemReply } from './problem.ts';
import type { Method, Refusals, RouteTable } from './route-table.ts';

const refuse = () => problemReply({ type: '/problems/no', title: 'no', status: 404 });
const refusals: Refusals<Exchange> = {
  noSuchRoute: refuse,
  methodNotAllowed: refuse,
  bodyTooLarge: refuse,
  malformedPath: refuse,
  internalError: refuse,
};

function table(name: string, routes: readonly [method: Method, path: string][]): RouteTable<Exchange> {
  const handle = () => refuse();
  return {
    name,
    refusals,
    routes: routes.map(([method, path]) => ({ method, path, operation: `${name} ${path}`, handle })),
  };
}

const ONE = table('one', [
  ['get', '/things/:id'],
  ['post', '/things/:id'],
  ['get', '/things/special'],
  ['get', '/'],
]);
const OTHER = table('other', [
  ['post', '/things/special'],
  ['get', '/things/:id/parts/:part'],
]);

const cases: readonly [method: string, target: string, found: string | undefined][] = [
  ['GET', '/things/7', 'one /things/:id {"id":"7"}'],
  ['POST', '/things/7?a=b', 'one /things/:id {"id":"7"}'],
  ['GET', '/one/things/7', 'one /things/:id {"id":"7"}'],
  // The first path that fits answers, as with Express.
  ['GET', '/things/special', 'one /things/:id {"id":"special"}'],
  ['GET', '/things/a/parts/b', 'other /things/:id/parts/:part {"id":"a","part":"b"}'],
  ['POST', '/other/things/special', 'other /things/special {}'],
  // What is left to the router.
  ['DELETE', '/things/7', undefined],
  ['HEAD', '/things/7', undefined],
  ['GET', '/things/7/', undefined],
  ['GET', '//things/7', undefined],
  ['GET', '/Things/7', undefined],
  ['GET', '/things/%37', undefined],
  ['GET', '/things', undefined],
  ['GET', '/', undefined],
  ['GET', 'http://host/things/7', undefined],
];
const direct = directRoutes([ONE, OTHER]);
for (const [method, target, expected] of cases) {
  test(`${method} ${target}: ${expected ?? 'asked of the router'}`, () => {
    const found = direct(method, target, () => true);
    const shown = found && `${found.route.operation} ${JSON.stringify(found.parameters)}`;
    expect(shown).toBe(expected);
  });
}

test('a table that does not answer here is passed over', () => {
  const found = direct('POST', '/things/special', ({ name }) => name === 'other');
  expect(found?.route.operation).toBe('other /things/special');
});

test('a path in more than names and parameters leaves everything to the router', () => {
  const wild = table('wild', [['get', '/files/*path']]);
  expect(directRoutes([ONE, wild])('GET', '/things/7', () => true)).toBeUndefined();
});
