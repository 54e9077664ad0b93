import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { evolve } from '../src/engine/evolve.ts';
import { paymentId } from '../src/engine/ids.ts';
import type { Payment } from '../src/engine/payment.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { CARDS, card, expectStatus } from './merchant-account.ts';
import { type Program, startProgram } from './program.ts';
import {
  api,
  CONTROL_TOKEN,
  type ControlWire,
  controlSpecification,
  genericSpecification,
  type Wire,
} from './running-simulator.ts';
import type { Answer } from './specification.ts';

const ROUNDS = 4;
const WORKERS = 8;
const folder = mkdtempSync(join(tmpdir(), 'assay-kill-'));
const database = join(folder, 'simulator.sqlite');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One request of the load. It keeps its key, and its answer if there was one. */
type Sent = { reference: string; target: string; body: object; key: string; answer?: Answer };

test('a process that is killed in the middle of the work loses nothing that was acknowledged', async () => {
  const sent: Sent[] = [];
  let program = await start();
  const secret = await newMerchant(program);
  let kept = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = sent.length;
    await loadUntilKilled(program, secret, sent, { round, killAfter: 40 + round * 30 });
    const mine = sent.slice(before);
    const lost = mine.filter(({ answer }) => answer === undefined);
    expect(lost.length, 'requests that were cut off').toBeGreaterThan(0);

    program = await start();
    const ask = asker(program, secret);
    for (const request of mine) await expectOneEffect(ask, request);
    kept += mine.length - lost.length;
  }
  await expectEverythingAcknowledged(asker(program, secret), sent);
  expect(kept).toBeGreaterThan(ROUNDS * 40);
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(program.log()).toBe('');
  await expectReplay(sent);
}, 60_000);

type Ask = (method: string, target: string, more?: { body?: object; key?: string }) => Promise<Answer>;

async function start(): Promise<Program> {
  return startProgram('--database', database, '--control-token', CONTROL_TOKEN);
}

function asker(program: Program, secret: string): Ask {
  const provider = api(program.environments.get('sandbox') ?? '', genericSpecification, [], {
    authorization: `Bearer ${secret}`,
  });
  return (method, target, { body, key } = {}) =>
    provider.ask(method, target, {
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
      ...(body === undefined ? {} : { body }),
    });
}

async function newMerchant(program: Program): Promise<string> {
  const control = api(program.controlUrl, controlSpecification, [], { authorization: `Bearer ${CONTROL_TOKEN}` });
  const signedUp = await control.ask('POST', '/merchants', { body: { environment: 'sandbox', name: 'Shop' } });
  const { id } = expectStatus<ControlWire['Merchant']>(signedUp, 201);
  await control.ask('POST', `/merchants/${id}/activate`);
  const issued = await control.ask('POST', `/merchants/${id}/credentials`, {
    body: { dialect: 'generic', kind: 'api_key' },
  });
  return expectStatus<ControlWire['IssuedCredential']>(issued, 201).secret;
}

/** Creates and captures with several workers at once; after so many answers the process is killed under them. */
async function loadUntilKilled(
  program: Program,
  secret: string,
  sent: Sent[],
  { round, killAfter }: Readonly<{ round: number; killAfter: number }>,
): Promise<void> {
  const ask = asker(program, secret);
  let answers = 0;
  let ended: Promise<unknown> | undefined;
  const send = async (request: Sent): Promise<Answer> => {
    sent.push(request);
    const answer = await ask('POST', request.target, request);
    request.answer = answer;
    answers += 1;
    if (answers === killAfter) ended = program.end('SIGKILL');
    return answer;
  };
  const worker = async (number: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const reference = `round-${round}-worker-${number}-${count}`;
      const minor = 1_000 + number * 100 + count;
      const answer = await send({
        reference,
        target: '/v1/payments',
        body: { amount: { minor, currency: 'EUR' }, captureMode: 'manual', reference, card: card(CARDS.approves) },
        key: `create-${reference}`,
      });
      const { id } = answer.body as Wire['Payment'];
      await send({
        reference,
        target: `/v1/payments/${id}/captures`,
        body: { amount: { minor: minor - 1, currency: 'EUR' } },
        key: `capture-${reference}`,
      });
    }
  };
  // Every worker ends by the connection that is cut; anything else is an answer that was wrong.
  const ends = await Promise.allSettled(Array.from({ length: WORKERS }, (_, number) => worker(number)));
  for (const end of ends)
    expect(end.status === 'rejected' ? String(end.reason) : 'ended').toMatch(/fetch failed|terminated/);
  await ended;
}

/** Repeats a request with its key: acknowledged or not, there is exactly one effect, and one answer for ever. */
async function expectOneEffect(ask: Ask, request: Sent): Promise<void> {
  const repeated = await ask('POST', request.target, request);
  expect(repeated.status, repeated.text).toBe(201);
  if (request.answer !== undefined) {
    expect(repeated.text).toBe(request.answer.text);
    expect(repeated.headers.get('idempotent-replayed')).toBe('true');
  }
  const again = await ask('POST', request.target, request);
  expect(again.text).toBe(repeated.text);
  request.answer ??= repeated;
  const listed = await ask('GET', `/v1/payments?reference=${request.reference}`);
  const { payments } = expectStatus<Wire['PaymentPage']>(listed, 200);
  expect(payments).toHaveLength(1);
  expect(payments[0]?.captures.length).toBeLessThanOrEqual(1);
}

async function expectEverythingAcknowledged(ask: Ask, sent: readonly Sent[]): Promise<void> {
  for (const request of sent) {
    const told = acknowledged(request);
    const current = expectStatus<Wire['Payment']>(await ask('GET', `/v1/payments/${told.id}`), 200);
    expect(current.amount).toEqual(told.amount);
    if (request.target === '/v1/payments') continue;
    expect(current).toEqual(told);
    expect(current.balances.captured).toBe(told.amount.minor - 1);
  }
}

/** What lies in the file, without the program that wrote it. */
async function expectReplay(sent: readonly Sent[]): Promise<void> {
  const store = openSqlite({ file: database, lost: () => {} });
  const ids = new Set(sent.map((request) => acknowledged(request).id));
  for (const id of ids) {
    const events = await store.readEvents('sandbox', paymentId(id));
    const replayed = events.reduce<Payment | undefined>((payment, { event }) => evolve(payment, event), undefined);
    expect(replayed).toEqual((await store.findPayment('sandbox', paymentId(id)))?.payment);
  }
  await store.close();
}

function acknowledged({ answer, reference }: Sent): Wire['Payment'] {
  if (answer === undefined) throw new Error(`${reference} was never answered`);
  return answer.body as Wire['Payment'];
}
