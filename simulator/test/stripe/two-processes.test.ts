import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, start } from '../running-simulator.ts';
import { type Line, openLine, type StripeAccount, stripeAccount } from './stripe-account.ts';

// Two simulators on one file, as two processes have it: neither knows what the other is about to do.
const folder = mkdtempSync(join(tmpdir(), 'assay-two-'));
const running: Running[] = [];
const lines: Line[] = [];
let account: StripeAccount;
let sdks: readonly Stripe[];

beforeAll(async () => {
  for (let count = 0; count < 2; count += 1) {
    const one = await start({ database: join(folder, 'simulator.sqlite') });
    running.push(one);
    lines.push(await openLine(one.provider('sandbox').url));
  }
  const [first, line] = [running[0], lines[0]];
  if (first === undefined || line === undefined) throw new Error('nothing was started');
  account = await stripeAccount(first, line);
  sdks = lines.map(({ options }) => new Stripe(account.secret, { ...options, maxNetworkRetries: 0 }));
});

afterAll(async () => {
  for (const line of lines) await line[Symbol.asyncDispose]();
  for (const one of running) await one[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
  expect(lines.flatMap(({ problems }) => problems)).toEqual([]);
  expect(running.flatMap(({ logged }) => logged)).toEqual([]);
});

const ROUNDS = 10;
const CARD = { number: '4242424242424242', exp_month: 12, exp_year: 2030, cvc: '123' };
const PAY = { amount: 1_000, currency: 'eur', confirm: true, allowed_payment_method_types: ['card' as const] };

/** What both are told who ask at once, in alphabetical order. */
async function atOnce(ask: (stripe: Stripe) => Promise<unknown>): Promise<readonly string[]> {
  const told = await Promise.all(
    sdks.map((stripe) =>
      ask(stripe).then(
        () => 'made',
        (error: unknown) =>
          error instanceof Stripe.errors.StripeError ? `${error.statusCode} ${error.code ?? '-'}` : 'lost',
      ),
    ),
  );
  return told.toSorted();
}

test('of two processes that use up one token, one has it and the other is told that it is used', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id } = await (sdks[0] as Stripe).tokens.create({ card: { ...CARD, exp_month: '12', exp_year: '2030' } });
    const told = await atOnce((stripe) => stripe.paymentMethods.create({ type: 'card', card: { token: id } }));
    expect(told).toEqual(['400 token_already_used', 'made']);
  }
});

test('of two processes that pay with one card of nobody, one has it and the other is told that it is used up', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id } = await (sdks[0] as Stripe).paymentMethods.create({ type: 'card', card: CARD });
    const told = await atOnce((stripe) => stripe.paymentIntents.create({ ...PAY, payment_method: id }));
    expect(told).toEqual(['400 -', 'made']);
  }
});

test('of two processes that give one card to two customers, one does', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id } = await (sdks[0] as Stripe).paymentMethods.create({ type: 'card', card: CARD });
    const told = await atOnce((stripe) => stripe.customers.create({ payment_method: id }));
    expect(told).toEqual(['400 -', 'made']);
  }
});
