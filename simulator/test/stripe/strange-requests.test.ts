import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Running, start } from '../running-simulator.ts';
import { type Line, openLine, type StripeAccount, stripeAccount } from './stripe-account.ts';

let running: Running;
let line: Line;
let account: StripeAccount;

beforeAll(async () => {
  running = await start();
  line = await openLine(running.provider('sandbox').url);
  account = await stripeAccount(running, line);
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
});

type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Readonly<{ properties?: object }>>> }>;
}>;

const document: Document = parse(readFileSync(new URL('../../../specs/stripe.openapi.yaml', import.meta.url), 'utf8'));

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter((method) => ['get', 'post', 'delete'].includes(method))
    .map((method) => ({ method: method.toUpperCase(), path })),
);

/** Every name that any operation takes. */
const names = [
  ...new Set(
    Object.entries(document.components.schemas)
      .filter(([name]) => /(Params|Input)$/.test(name))
      .flatMap(([, { properties = {} }]) => Object.keys(properties)),
  ),
];

const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string() });
const key = fc
  .tuple(name, fc.array(fc.oneof(name, fc.constantFrom('', '0', '1', '-1', '__proto__')), { maxLength: 2 }))
  .map(([first, rest]) => first + rest.map((part) => `[${part}]`).join(''));
const value = fc.oneof(
  fc.constantFrom('', '0', '1', '500', '-1', '1e3', '99999999999999999999', 'true', 'card', 'eur', 'jpy', 'manual'),
  fc.constantFrom(
    'pm_card_visa',
    'tok_visa',
    'pm_x',
    'https://shop.example',
    'http://[',
    '4242424242424242',
    '\u0000',
    'é',
  ),
  fc.string(),
);
const request = fc.record({
  operation: fc.constantFrom(...operations),
  id: fc.oneof(
    fc.constantFrom('known', 'pi_x', '%00', '..', 'pm_card_visa', '%E0%A4%A'),
    fc.string().map(encodeURIComponent),
  ),
  form: fc.array(fc.tuple(key, value), { maxLength: 6 }),
  /** What is needed mostly, so that more than the first check is reached. */
  decent: fc.boolean(),
});

const DECENT: readonly (readonly [string, string])[] = [
  ['amount', '500'],
  ['currency', 'eur'],
  ['payment_method_types[0]', 'card'],
];

/** One that is done, one that is refused and one that finds nothing, so that none of them is left to chance. */
const EVERY_ANSWER: readonly (typeof request extends fc.Arbitrary<infer Request> ? Request : never)[] = [
  { operation: { method: 'POST', path: '/v1/payment_intents' }, id: 'known', form: [], decent: true },
  { operation: { method: 'POST', path: '/v1/payment_intents' }, id: 'known', form: [], decent: false },
  { operation: { method: 'GET', path: '/v1/payment_intents/{id}' }, id: 'pi_x', form: [], decent: false },
];

test('whatever is sent, the answer is one that is described, and never a failure of the simulator', async () => {
  const intent = await account.stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ operation, id, form, decent }) => {
      const target = operation.path.replace('{id}', id === 'known' ? intent.id : id);
      const pairs = new URLSearchParams([...(decent ? DECENT : []), ...form].map(([at, is]) => [at, is])).toString();
      const isPost = operation.method === 'POST';
      const answer = await fetch(`${line.url}${target}${isPost || pairs === '' ? '' : `?${pairs}`}`, {
        method: operation.method,
        headers: {
          authorization: `Bearer ${account.secret}`,
          ...(isPost ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        ...(isPost ? { body: pairs } : {}),
      });
      await answer.arrayBuffer();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status, `${operation.method} ${target} ${pairs}`).toBeLessThan(500);
    }),
    { numRuns: 150, examples: EVERY_ANSWER.map((one) => [one]) },
  );
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 404]));
}, 60_000);
