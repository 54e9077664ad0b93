import { expect } from 'vitest';
import { expectStatus, freshKey, type MerchantAccount } from './merchant-account.ts';
import { type Heard, rawExchange } from './raw-exchange.ts';
import type { Asked, ControlWire, Running } from './running-simulator.ts';

type Rule = ControlWire['SituationRule'];

/** Puts a merchant account into a situation of these rules. */
export async function situate(running: Running, { id }: MerchantAccount, ...rules: readonly Rule[]): Promise<void> {
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
  { id }: MerchantAccount,
  more: ControlWire['SettleRequest'] = {},
): Promise<ControlWire['Settled']> {
  return expectStatus(await running.control.ask('POST', `/merchants/${id}/settle`, { body: more }), 200);
}

// Many more than it takes for a request to arrive.
const LOOKS_MAX = 200;

/** Waits until so much of a merchant account's requests and notifications is held, or waits for the clock. */
export async function until(
  running: Running,
  shop: MerchantAccount,
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
