import type { ApiWorld } from '../src/api/operation.ts';
import { apiSurface } from '../src/api/surface.ts';
import { cookiesOf, type Reply } from '../src/http/exchange.ts';
import { background } from '../src/platform/background.ts';
import { inTurn } from '../src/platform/in-turn.ts';
import { openSqlite } from '../src/store/sqlite.ts';

// A process that dies leaves what it has stored and sent, and nothing else: neither queues nor tokens nor promises. So
// a world is made over the same database and provider, abandoned at one of the steps it waits for, and another is made.

const STORES = (() => {
  const store = openSqlite(':memory:');
  store.close();
  return Object.keys(store).filter((key) => key !== 'close');
})();

/** The shop in a process of its own, which goes on for so many steps and is then gone for ever. */
export function processThatTakes(steps: number, world: ApiWorld): Readonly<{ world: ApiWorld; gone: Promise<'gone'> }> {
  let taken = 0;
  let leave = (_: 'gone') => {};
  const gone = new Promise<'gone'>((resolve) => {
    leave = resolve;
  });
  const never = new Promise<never>(() => {});
  /** Each thing that is waited for is two steps: gone before it is done, and gone before its answer is seen. */
  const step = () => {
    taken += 1;
    if (taken > steps) leave('gone');
    return taken > steps ? never : undefined;
  };
  const stepping =
    <Given extends unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      await step();
      const result = await work(...given);
      await step();
      return result;
    };
  const wrapped = Object.fromEntries(
    STORES.map((name) => {
      const methods = Object.entries({ ...world }[name as 'orders']);
      return [
        name,
        Object.fromEntries(methods.map(([method, work]) => [method, stepping(work as () => Promise<unknown>)])),
      ];
    }),
  );
  return { world: { ...freshProcess(world), ...wrapped, send: stepping(world.send) }, gone };
}

/** A process that has just been started. */
export function freshProcess(world: ApiWorld): ApiWorld {
  return { ...world, inTurn: inTurn(), tokens: new Map(), background: background(world.log) };
}

/** Asks a process over its API, without a socket in between. */
export async function askProcess(
  world: ApiWorld,
  path: string,
  { body, headers = {} }: Readonly<{ body: string; headers?: Record<string, string> }>,
): Promise<Reply> {
  for (const route of apiSurface(world).routes) {
    const found = new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(path);
    if (!found || route.method !== 'post') continue;
    return route.handle({
      ...{ address: '127.0.0.1', method: 'POST', path, query: new URLSearchParams(), parameters: { ...found.groups } },
      headers: { 'content-type': 'application/json', ...headers },
      cookies: cookiesOf(headers.cookie),
      body: Buffer.from(body),
    });
  }
  throw new Error(`nothing is served at ${path}`);
}
