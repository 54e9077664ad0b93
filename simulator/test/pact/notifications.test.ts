import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { merchant } from '../merchant-account.ts';
import { type Arrived, type Endpoint, expectNotification, goodSignatures, receiver, register } from '../receiver.ts';
import { type Running, start } from '../running-simulator.ts';
import { paymentThatIs } from './states.ts';
import { type Verdict, verifyMessages } from './verify.ts';

// Pact reports its use to its makers unless told otherwise; the verifier inherits this.
vi.stubEnv('PACT_DO_NOT_TRACK', 'true');

const PACT_FILE = fileURLToPath(
  new URL('../../../reference-impl/pacts/reference-shop-generic-provider-notifications.json', import.meta.url),
);
const { interactions }: Pact = JSON.parse(readFileSync(PACT_FILE, 'utf8'));

/** The messages of a pact, as far as this test looks into them. */
type Pact = Readonly<{
  interactions: readonly Readonly<{
    description: string;
    providerStates: readonly Readonly<{ params: Readonly<Record<string, string | number>> }>[];
    contents: Readonly<{ content: Readonly<{ type: string }> }>;
  }>[];
}>;
type Json = Readonly<Record<string, unknown>>;
type Sent = Readonly<{ arrived: Arrived; endpoint: Endpoint }>;
type Spoiling = Readonly<{ what: string; spoil: (message: Json, payment: Json) => Json }>;

/** What the shop reads of a notification, each taken away or changed by itself. */
const SPOILED: readonly Spoiling[] = [
  { what: 'without an id', spoil: ({ id: _, ...rest }) => rest },
  { what: 'of another type', spoil: (message) => ({ ...message, type: 'payment.settled' }) },
  { what: 'of another environment', spoil: (message) => ({ ...message, environment: 'testing' }) },
  { what: 'of another mode', spoil: (message) => ({ ...message, mode: 'live' }) },
  { what: 'without a payment', spoil: ({ data: _, ...rest }) => rest },
  { what: 'with a payment without an id', spoil: (message, { id: _, ...data }) => ({ ...message, data }) },
  { what: 'with a payment of elsewhere', spoil: (message, data) => changed(message, data, { environment: 'testing' }) },
  { what: 'about another order', spoil: (message, data) => changed(message, data, { reference: 'N-2' }) },
  { what: 'about an amount in words', spoil: (message, data) => changed(message, data, { amount: 'EUR 19.99' }) },
  { what: 'without what the shop has noted', spoil: (message, { metadata: _, ...data }) => ({ ...message, data }) },
];

/** In one round each message is spoiled in one way. */
const ROUNDS = [0, 1].map(
  (round) =>
    new Map(
      interactions.flatMap(({ description }, index) => {
        const spoiling = SPOILED[round * interactions.length + index];
        return spoiling === undefined ? [] : [[description, spoiling] as const];
      }),
    ),
);

const sent = new Map<string, Sent>();
const broken = new Map<string, 'held' | 'broken' | undefined>();
let running: Running;
let verdict: Verdict;

beforeAll(async () => {
  running = await start();
  for (const { description, providerStates, contents } of interactions) {
    await using shop = await receiver();
    const account = await merchant(running, 'sandbox');
    const { type } = contents.content;
    const endpoint = await register(running, account, shop.url, { types: [type] });
    await paymentThatIs(running, account, providerStates[0]?.params ?? {});
    await running.simulator.tick();
    expect(shop.types()).toEqual([type]);
    for (const arrived of shop.arrived) sent.set(description, { arrived, endpoint });
  }
  verdict = await verifyMessages(messages(new Map()), PACT_FILE);
  for (const round of ROUNDS) {
    const { results } = await verifyMessages(messages(round), PACT_FILE);
    for (const [description, { what }] of round) broken.set(what, results.get(description));
  }
});

afterAll(() => running[Symbol.asyncDispose]());

for (const { description } of interactions) {
  test(`${description} is sent as the shop relies on it, signed for its endpoint`, () => {
    expect(verdict.results.get(description), verdict.said).toBe('held');
    const { arrived, endpoint } = sent.get(description) ?? expect.fail('it was not sent');
    expectNotification(arrived);
    expect(goodSignatures(arrived, endpoint)).toContain('v1');
  });
}

test('nothing of the pact is left out, and nothing unexpected is logged', () => {
  expect(verdict.results.size).toBe(interactions.length);
  expect(running.logged).toEqual([]);
});

for (const { what } of SPOILED) {
  test(`a notification ${what} breaks the pact`, () => {
    expect(broken.get(what)).toBe('broken');
  });
}

/** The messages that were sent, some of them spoiled. */
function messages(round: ReadonlyMap<string, Spoiling>): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    [...sent].map(([description, { arrived }]) => {
      const message: Json = JSON.parse(arrived.body);
      return [description, round.get(description)?.spoil(message, message.data as Json) ?? message];
    }),
  );
}

function changed(message: Json, data: Json, change: Json): Json {
  return { ...message, data: { ...data, ...change } };
}
