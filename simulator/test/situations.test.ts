import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  account,
  CARDS,
  card,
  euros,
  expectProblem,
  expectStatus,
  type MerchantAccount,
  merchant,
} from './merchant-account.ts';
import { type ControlWire, HOUR, type Running, start } from './running-simulator.ts';
import { situate, situateAll } from './simulated-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-situations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type State = ControlWire['SituationState'];

const of = ({ id }: MerchantAccount) => `/merchants/${id}/situation`;
const ofAll = (environment: string) => `/environments/${environment}/situation`;

async function state({ control }: Running, path: string): Promise<State> {
  return expectStatus(await control.ask('GET', path), 200);
}

async function set({ control }: Running, path: string, body: object): Promise<State> {
  return expectStatus(await control.ask('PUT', path, { body }), 200);
}

/** How the next requests of a shop are answered, one after the other. */
async function statuses(shop: MerchantAccount, count: number): Promise<readonly number[]> {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) all.push((await shop.ask('GET', '/v1/connection')).status);
  return all;
}

const REFUSE_FIRST = { when: { nth: 1 }, fault: { status: { code: 503 as const } } };

test('those that ship are listed with the incident each stands for, and handed out as they were written', async () => {
  await using running = await start();
  const answer = await running.control.ask('GET', '/situations');
  const { situations } = expectStatus<{ situations: ControlWire['SituationName'][] }>(answer, 200);
  const names = situations.map(({ name }) => name);
  expect(names).toEqual(names.toSorted());
  expect(names).toEqual(
    expect.arrayContaining(['lost-capture-response', 'webhook-before-response', 'partial-approval']),
  );
  const one = await running.control.ask('GET', '/situations/lost-capture-response');
  expect(expectStatus<ControlWire['Situation']>(one, 200)).toMatchObject({
    name: 'lost-capture-response',
    rules: [{ when: { operation: 'capture', nth: 1 }, fault: 'reset_after_commit' }],
  });
  expectProblem(await running.control.ask('GET', '/situations/no-such-thing'), 404, 'not-found');
});

test('an account is in the situation of its environment until it has one of its own', async () => {
  await using running = await start();
  const [shop, other] = [await merchant(running), await merchant(running)];
  expect(await state(running, of(shop))).toEqual({ own: false });
  await set(running, ofAll('sandbox'), { name: 'rate-limited-then-fine' });
  expect(await state(running, of(shop))).toMatchObject({ own: false, situation: { name: 'rate-limited-then-fine' } });
  await set(running, of(shop), { name: 'nothing-unusual' });
  expect(await state(running, of(shop))).toMatchObject({ own: true, situation: { name: 'nothing-unusual' } });
  expect([await statuses(shop, 1), await statuses(other, 1)]).toEqual([[200], [429]]);
  expectStatus(await running.control.ask('DELETE', of(shop)), 200);
  expect(await statuses(shop, 1)).toEqual([429]);
  expectStatus(await running.control.ask('DELETE', ofAll('sandbox')), 200);
  expect(await state(running, of(shop))).toEqual({ own: false });
  expect(await statuses(shop, 1)).toEqual([200]);
});

test('accounts in one environment count for themselves, and another environment hears nothing', async () => {
  await using running = await start();
  const [one, two] = [await merchant(running), await merchant(running)];
  const elsewhere = await merchant(running, 'testing');
  await situateAll(running, 'sandbox', REFUSE_FIRST);
  expect(await statuses(one, 2)).toEqual([503, 200]);
  expect(await statuses(two, 2)).toEqual([503, 200]);
  expect(await statuses(elsewhere, 1)).toEqual([200]);
});

test('setting a situation again begins to count anew, and so does forgetting what an account has done', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await situate(running, shop, REFUSE_FIRST);
  expect(await statuses(shop, 2)).toEqual([503, 200]);
  await situate(running, shop, REFUSE_FIRST);
  expect(await statuses(shop, 2)).toEqual([503, 200]);
  expectStatus(await running.control.ask('POST', `/merchants/${shop.id}/reset`), 200);
  expect(await statuses(shop, 2)).toEqual([503, 200]);
});

test('a rule may be about a merchant account by its name or id', async () => {
  await using running = await start();
  const [one, two] = [await merchant(running), await merchant(running)];
  await situateAll(
    running,
    'sandbox',
    { when: { merchant: one.id }, fault: { status: { code: 502 } } },
    { when: { merchant: 'Shop*' }, fault: { status: { code: 503 } } },
  );
  expect([await statuses(one, 1), await statuses(two, 1)]).toEqual([[502], [503]]);
});

test('a repeat with the same key is a request like any other to the wire, and none to the issuer', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await situate(running, shop, { when: { operation: 'authorize', nth: 2 }, issuer: { decline: 'lost_card' } });
  const headers = { 'idempotency-key': 'the-same-key' };
  const body = { amount: euros(100), captureMode: 'manual', reference: 'order-1', card: card(CARDS.approves) };
  for (let count = 0; count < 3; count += 1) await shop.ask('POST', '/v1/payments', { headers, body });
  expect((await shop.pay()).decline?.code).toBe('lost_card');
  expect((await shop.pay()).status).toBe('authorized');
});

test('where the situation says nothing the card decides, and a number of the wrong world is never approved', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await situate(
    running,
    shop,
    { when: { operation: 'authorize', card: '0002' }, issuer: 'approve' },
    { when: { operation: 'increment' }, issuer: { decline: 'insufficient_funds' } },
    { when: { operation: 'authorize', card: '1486' }, issuer: 'approve' },
  );
  const approved = await shop.pay({ card: card(CARDS.declines) });
  expect(approved.status).toBe('authorized');
  expect((await shop.pay({ card: card(CARDS.noFunds) })).decline?.code).toBe('insufficient_funds');
  expect((await shop.pay({ card: card(CARDS.realLooking) })).decline?.code).toBe('real_card_in_test_environment');
  const more = await shop.change(approved, 'increments', { amount: euros(500) });
  expect(more.balances.authorized).toBe(10_000);
  const refunded = await shop.change(
    await shop.pay({ captureMode: 'automatic', card: card(CARDS.returnsRefunds) }),
    'refunds',
    {},
  );
  expect(refunded.refunds[0]?.status).toBe('pending');
});

test('an automatic capture ends as the situation says, together with its authorization', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await situate(running, shop, { when: { operation: 'capture' }, outcome: { later: { after: '2h', end: 'succeed' } } });
  const payment = await shop.pay({ captureMode: 'automatic' });
  expect(payment.balances).toMatchObject({ capturing: 10_000, captured: 0 });
  await running.pass(2 * HOUR);
  expect((await shop.read(payment)).balances.captured).toBe(10_000);
});

test('the issuer says on the payment page what the situation wants, before and after a challenge', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await situate(
    running,
    shop,
    { when: { operation: 'page', card: '4242' }, issuer: { challenge: 'challenge' } },
    { when: { operation: 'page', nth: 2 }, issuer: { decline: 'stolen_card' } },
  );
  const payment = await shop.pay({ returnUrl: 'https://shop.example/' });
  const { pathname } = new URL(payment.action?.url ?? '');
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const provider = running.provider('sandbox');
  const body = `number=${CARDS.approves}&expiry=12%2F30&cvc=737`;
  await provider.ask('POST', `${pathname}/card`, { headers, body });
  expect((await shop.read(payment)).action?.kind).toBe('challenge');
  await provider.ask('POST', `${pathname}/challenge`, { headers, body: 'answer=pass' });
  expect((await shop.read(payment)).decline?.code).toBe('stolen_card');
});

test('a restart keeps situations and what they have counted', async () => {
  const database = join(folder, 'kept.sqlite');
  const first = await start({ database, situations: { testing: 'issuer-outage' } });
  const shop = await merchant(first);
  await situate(first, shop, { when: { nth: 2 }, fault: { status: { code: 503 } } });
  expect(await statuses(shop, 1)).toEqual([200]);
  await first[Symbol.asyncDispose]();
  await using again = await start({ database, situations: { testing: 'issuer-outage' } });
  expect(await statuses(account(again, shop), 2)).toEqual([503, 200]);
  expect(await state(again, of(shop))).toMatchObject({ own: true, situation: { name: 'of-this-story' } });
  expect(await state(again, ofAll('testing'))).toMatchObject({ own: true, situation: { name: 'issuer-outage' } });
});

test('a folder of situations adds to those that ship, and its own count', async () => {
  const own = join(folder, 'own');
  mkdirSync(own);
  const written = (name: string) => `name: ${name}\nabout: Something of our own.\nrules:\n  - fault: reset_before\n`;
  writeFileSync(join(own, 'our-incident.yaml'), written('our-incident'));
  writeFileSync(join(own, 'issuer-outage.yaml'), written('issuer-outage'));
  await using running = await start({ situationsFolder: own, situations: { sandbox: 'our-incident' } });
  expect(await state(running, ofAll('sandbox'))).toMatchObject({ situation: { name: 'our-incident' } });
  const one = await running.control.ask('GET', '/situations/issuer-outage');
  expect(one.body).toMatchObject({ about: 'Something of our own.' });
  writeFileSync(join(own, 'broken.yaml'), `${written('other-name')}  - fault: rest_before\n`);
  await expect(start({ situationsFolder: own })).rejects.toThrow(
    /broken\.yaml:5:12: \/rules\/1\/fault: "rest_before" is not known here; did you mean "reset_before"\?/,
  );
  writeFileSync(join(own, 'broken.yaml'), written('other-name'));
  await expect(start({ situationsFolder: own })).rejects.toThrow(
    'the name is "other-name" and has to be that of the file',
  );
  await expect(start({ situationsFolder: join(own, 'nowhere') })).rejects.toThrow('is not a folder that can be read');
});

test('a start in a situation that does not exist says which one might be meant', async () => {
  await expect(start({ situations: { sandbox: 'issuer-outgae' } })).rejects.toThrow('Did you mean issuer-outage?');
});

const wrong: readonly [body: object, status: number, type: string, at: string, said: string][] = [
  [{}, 400, 'invalid-request', '', 'must NOT have fewer than 1 properties'],
  [{ name: 'a', situation: {} }, 400, 'invalid-request', '', 'must NOT have more than 1 properties'],
  [{ nmae: 'a' }, 400, 'invalid-request', '/nmae', 'is not a known field'],
  [{ name: 'issuer-outgae' }, 422, 'situation-unknown', '', 'Did you mean issuer-outage?'],
  [{ name: 'provider-unreachable' }, 400, 'invalid-request', '/name', 'which only an environment can'],
  [
    inline([{ fault: 'connection_refused' }]),
    400,
    'invalid-request',
    '/situation/rules/0/fault',
    'only an environment',
  ],
  [
    inline([{ fault: 'reset_befor' }]),
    400,
    'invalid-request',
    '/situation/rules/0/fault',
    'did you mean "reset_before"?',
  ],
  [inline([{ when: { nht: 1 }, fault: 'stale_read' }]), 400, 'invalid-request', '/situation/rules/0/when/nht', '"nth"'],
  [
    inline([{ when: { operation: 'read' }, issuer: 'approve' }]),
    400,
    'invalid-request',
    '/situation/rules/0',
    'never apply',
  ],
  [{ situation: 1 }, 400, 'invalid-request', '/situation', 'expected an object with name, about, rules'],
];

function inline(rules: readonly object[]): object {
  return { situation: { name: 'a-name', about: 'Something that happened.', rules } };
}

for (const [body, status, type, at, said] of wrong) {
  test(`${JSON.stringify(body)} is refused: ${said}`, async () => {
    await using running = await start();
    const shop = await merchant(running);
    const problem = expectProblem(await running.control.ask('PUT', of(shop), { body }), status, type);
    const errors = problem.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`) ?? [`${at} ${problem.detail}`];
    expect(
      errors.find((error) => error.startsWith(`${at} `) && error.includes(said)),
      errors.join('\n'),
    ).toBeDefined();
    expect(await state(running, of(shop))).toEqual({ own: false });
  });
}

test('there is no situation of a place that does not exist', async () => {
  await using running = await start();
  expectProblem(await running.control.ask('PUT', ofAll('nowhere'), { body: { name: 'a' } }), 404, 'not-found');
  expectProblem(await running.control.ask('GET', '/merchants/nobody/situation'), 404, 'not-found');
  expectProblem(
    await running.control.ask('PUT', '/environments/sandbox/outage', { body: { connections: 0 } }),
    400,
    'invalid-request',
  );
  expectProblem(
    await running.control.ask('PUT', '/environments/sandbox/outage', { body: { connections: 1, ms: 1 } }),
    400,
    'invalid-request',
  );
});
