import { expect } from 'vitest';
import { euros, expectStatus, freshKey, journal, type MerchantAccount, merchant } from './merchant-account.ts';
import { type Heard, rawExchange } from './raw-exchange.ts';
import { type Asked, type ControlWire, type Running, start } from './running-simulator.ts';

type Rule = ControlWire['SituationRule'];

/** Puts a merchant account into a situation of these rules. */
export async function situate(
  running: Running,
  { id }: Pick<MerchantAccount, 'id'>,
  ...rules: readonly Rule[]
): Promise<void> {
  await putSituation(running, `/merchants/${id}/situation`, rules);
}

/** Puts an environment into a situation of these rules. */
export async function situateAll(running: Running, environment: string, ...rules: readonly Rule[]): Promise<void> {
  await putSituation(running, `/environments/${environment}/situation`, rules);
}

async function putSituation(running: Running, path: string, rules: readonly Rule[]): Promise<void> {
  const situation = { name: 'of-this-story', about: 'What this story is about.', rules: [...rules] };
  const answer = await running.control.ask('PUT', path, { body: { situation } });
  expectStatus(answer, 200);
}

/** What a shop asks on a connection of its own, with its key and an idempotency key. */
export function asked(
  running: Running,
  shop: MerchantAccount,
  method: string,
  target: string,
  { headers = {}, ...rest }: Asked = {},
): Promise<Heard> {
  const key = method === 'POST' ? { 'idempotency-key': freshKey() } : {};
  const all = { authorization: `Bearer ${shop.secret}`, ...key, ...headers };
  return rawExchange(running.provider(shop.environment).url, method, target, { ...rest, headers: all });
}

/** What the gate and the wire of a merchant account look like once nothing moves any more. */
export async function settled(
  running: Running,
  { id }: Pick<MerchantAccount, 'id'>,
  more: ControlWire['SettleRequest'] = {},
): Promise<ControlWire['Settled']> {
  return expectStatus(await running.control.ask('POST', `/merchants/${id}/settle`, { body: more }), 200);
}

// Many more than it takes for a request to arrive.
const LOOKS_MAX = 200;

/** Waits until so much of a merchant account's requests and notifications is held, or waits for the clock. */
export async function until(
  running: Running,
  shop: Pick<MerchantAccount, 'id'>,
  wanted: Partial<Pick<ControlWire['Settled'], 'held' | 'resting'>>,
): Promise<void> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const found = await settled(running, shop, { quietMs: 5 });
    if (Object.entries(wanted).every(([name, count]) => found[name as 'held' | 'resting'] === count)) return;
  }
  expect(await settled(running, shop), 'what is held and what rests').toMatchObject(wanted);
}

/** How much of a merchant account's money is captured, and in how many captures, as the ledger has it. */
export async function ledgerOf(
  running: Running,
  { id }: MerchantAccount,
): Promise<readonly Readonly<{ reference: string; state: string; captured: string; captures: number }>[]> {
  const answer = await running.control.ask('GET', `/ledger?merchant=${id}`);
  return expectStatus<ControlWire['Ledger']>(answer, 200)
    .payments.map(({ reference, state, balances, counts }) => ({
      reference,
      state,
      captured: balances.captured,
      captures: counts.captures,
    }))
    .toReversed();
}

/** A running simulator with one shop that has an authorized payment. */
export async function shopWithPayment(): Promise<
  Readonly<{ running: Running; shop: MerchantAccount; id: string; captures: string }>
> {
  const running = await start();
  const shop = await merchant(running);
  const { id } = await shop.pay();
  return { running, shop, id, captures: `/v1/payments/${id}/captures` };
}

/** The first capture of a shop. */
export const FIRST_CAPTURE = { operation: 'capture', nth: 1 } as const;

/** The ledger of a shop with one payment, of which so many times 40 euros are captured. */
export const captured = (captures: number) => [
  { reference: 'order-1', state: 'approved', captured: String(captures * 4_000), captures },
];

/** What the journal says about the last exchanges of a shop: the fault, and the status that was sent. */
export async function lastFaults(running: Running, shop: MerchantAccount, count: number): Promise<readonly string[]> {
  const entries = await journal(running, `merchant=${shop.id}`);
  return entries
    .slice(-count)
    .map(({ operation, fault, response }) =>
      [
        operation,
        fault === undefined ? 'no fault' : `${fault.kind} ${fault.effect}`,
        response.status ?? 'nothing sent',
      ].join(', '),
    );
}

/** Captures 40 euros with a key of its own, and again with the same key once the fault is over. */
export async function captureTwice(
  running: Running,
  shop: MerchantAccount,
  captures: string,
): Promise<readonly [Heard, Heard]> {
  const headers = { 'idempotency-key': freshKey() };
  const body = { amount: euros(4_000) };
  const first = await asked(running, shop, 'POST', captures, { headers, body });
  return [first, await asked(running, shop, 'POST', captures, { headers, body })];
}

/** Whether it has ended by now: after a whole exchange with the same program, which had time to say something. */
export async function endedAlready({ control }: Running, waiting: Promise<unknown>): Promise<boolean> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  waiting.then(end, end);
  await control.ask('GET', '/health');
  return ended;
}

/** Waits until a fault of the shop is in the journal, where it stands before anything is sent. */
export async function faultJournaled(running: Running, shop: MerchantAccount): Promise<void> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    if ((await journal(running, `merchant=${shop.id}`)).some(({ fault }) => fault !== undefined)) return;
  }
  throw new Error('no fault was journaled');
}
