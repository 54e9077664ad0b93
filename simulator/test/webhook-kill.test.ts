import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Crowd, crowd } from './crowd.ts';
import { CARDS, card, expectStatus } from './merchant-account.ts';
import { type Program, startProgram } from './program.ts';
import {
  type Api,
  api,
  CONTROL_TOKEN,
  type ControlWire,
  controlSpecification,
  DAY,
  genericSpecification,
  type Wire,
} from './running-simulator.ts';

const PAYMENTS = 1_000;
const FAST = 8;
const WORKERS = 16;
const KILLED_AFTER = 1_500;
const SLOW_BY = 400;

const folder = mkdtempSync(join(tmpdir(), 'assay-webhook-kill-'));
const database = join(folder, 'simulator.sqlite');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('10,000 notifications to ten receivers, one dead and one slow, with a SIGKILL in the middle: each is delivered or parked, and nobody waits', async () => {
  await using receivers = await crowd(FAST, SLOW_BY);
  let program = await start();
  const account = await newMerchant(controlOf(program), receivers);

  const paid: string[] = [];
  const killed = receivers.until(() => receivers.count() >= KILLED_AFTER).then(() => program.end('SIGKILL'));
  await pay(program, account.secret, paid);
  await killed;
  const [before, answered] = [receivers.count(), paid.length];

  program = await start();
  await pay(program, account.secret, paid);
  await receivers.until(() => receivers.fast.every(({ ids }) => ids.size >= PAYMENTS));
  // The fast ones have everything, while the slow one has answered a part, and the dead one nothing.
  expect(receivers.slowAnswers()).toBeLessThan(PAYMENTS / 2);
  receivers.hurry();
  await receivers.until(() => receivers.slow.ids.size >= PAYMENTS);

  const control = controlOf(program);
  await throughTheLadder(control, account.id);
  await expectDeliveredOrParked(control, account, paid);
  expect([before < PAYMENTS * FAST, answered > 100, answered < PAYMENTS]).toEqual([true, true, true]);
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(program.log()).toBe('');
}, 150_000);

/** A merchant account, and who listens at each of its endpoints. */
type Account = Readonly<{ id: string; secret: string; listening: ReadonlyMap<string, ReadonlySet<string>> }>;

function start(): Promise<Program> {
  return startProgram('--database', database, '--control-token', CONTROL_TOKEN);
}

function controlOf({ controlUrl }: Program): Api {
  return api(controlUrl, controlSpecification, [], { authorization: `Bearer ${CONTROL_TOKEN}` });
}

async function newMerchant(control: Api, { fast, slow, dead }: Crowd): Promise<Account> {
  const signedUp = await control.ask('POST', '/merchants', { body: { environment: 'sandbox', name: 'Shop' } });
  const { id } = expectStatus<ControlWire['Merchant']>(signedUp, 201);
  await control.ask('POST', `/merchants/${id}/activate`);
  const key = { dialect: 'generic', kind: 'api_key' };
  const issued = await control.ask('POST', `/merchants/${id}/credentials`, { body: key });
  const listening = new Map<string, ReadonlySet<string>>();
  for (const { url, ids } of [...fast, slow, dead]) {
    const body = { kind: 'webhook_endpoint', url, types: ['payment.authorized'] };
    const registered = await control.ask('POST', `/merchants/${id}/artefacts`, { body });
    listening.set(expectStatus<ControlWire['RegisteredArtefact']>(registered, 201).id, ids);
  }
  return { id, secret: expectStatus<ControlWire['IssuedCredential']>(issued, 201).secret, listening };
}

/** Requests payments with several workers until there are enough, or the program is killed under them. */
async function pay(program: Program, secret: string, paid: string[]): Promise<void> {
  const provider = api(program.environments.get('sandbox') ?? '', genericSpecification, [], {
    authorization: `Bearer ${secret}`,
  });
  const first = paid.length;
  let asked = first;
  const worker = async (): Promise<void> => {
    while (asked < PAYMENTS) {
      asked += 1;
      const reference = `order-${first}-${asked}`;
      const amount = { minor: 1_999, currency: 'EUR' };
      const body = { amount, captureMode: 'manual', reference, card: card(CARDS.approves) };
      const answer = await provider.ask('POST', '/v1/payments', { body, headers: { 'idempotency-key': reference } });
      paid.push(expectStatus<Wire['Payment']>(answer, 201).id);
    }
  };
  // Every worker ends by its work or by the connection that is cut; anything else is an answer that was wrong.
  for (const end of await Promise.allSettled(Array.from({ length: WORKERS }, worker))) {
    if (end.status === 'rejected') expect(String(end.reason)).toMatch(/fetch failed|terminated/);
  }
}

/** Turns the merchant account's clock past every retry there is. */
async function throughTheLadder(control: Api, merchantId: string): Promise<void> {
  expectStatus(await control.ask('PUT', `/merchants/${merchantId}/clock`, { body: { kind: 'frozen' } }), 200);
  const turned = await control.ask('POST', `/merchants/${merchantId}/clock/advance`, { body: { ms: 5 * DAY } });
  expect(expectStatus<ControlWire['ClockTurned']>(turned, 200).more).toBe(false);
}

/** Every payment is owed to every endpoint once; what was delivered has arrived, and the rest is parked and says why. */
async function expectDeliveredOrParked(
  control: Api,
  { id, listening }: Account,
  paid: readonly string[],
): Promise<void> {
  const owed = new Map<string, number>();
  const ends = new Map<string, number>();
  const count = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const answer = await control.ask('GET', `/deliveries?merchant=${id}&limit=1000${cursor}`);
    const page = expectStatus<{ deliveries: ControlWire['Delivery'][]; nextCursor?: string }>(answer, 200);
    for (const { paymentId = '', notificationId, endpointId, status, parked } of page.deliveries) {
      count(owed, paymentId);
      count(ends, `${status} ${parked?.reason}`);
      if (status === 'delivered') expect(listening.get(endpointId)).toContain(notificationId);
    }
    cursor = page.nextCursor === undefined ? undefined : `&cursor=${page.nextCursor}`;
  }
  // What was committed and not answered any more is owed like the rest.
  expect(owed.size).toBeGreaterThanOrEqual(PAYMENTS);
  expect(owed.size).toBeLessThanOrEqual(PAYMENTS + WORKERS);
  for (const payment of paid) expect(owed.get(payment)).toBe(listening.size);
  expect(Object.fromEntries(ends)).toEqual({
    'delivered undefined': owed.size * (listening.size - 1),
    'parked attempts_exhausted': owed.size,
  });
}
