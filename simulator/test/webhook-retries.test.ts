import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { retryLadder } from '../src/dialects/generic/policy.ts';
import { parseAllowedHosts } from '../src/webhooks/hosts.ts';
import { expectProblem, expectStatus, journal, merchant } from './merchant-account.ts';
import { deliveries, goodSignatures, history, type Reaction, receiver, register } from './receiver.ts';
import { type ControlWire, DAY, HOUR, type Running, SECOND, START, start } from './running-simulator.ts';

async function only(running: Running, filter: string): Promise<ControlWire['Delivery']> {
  const [delivery, ...others] = await deliveries(running, filter);
  if (delivery === undefined || others.length > 0) throw new Error(`${others.length + 1} deliveries, or none`);
  return delivery;
}

test('what is never taken is tried ten times, as the ladder says, and parked; sent again by hand it has the whole ladder', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url, { types: ['payment.authorized'] });
  shop.react({ status: 500, body: 'no' });
  await account.pay();
  await running.simulator.tick();
  for (const wait of retryLadder.waitsMs.slice(1)) {
    await running.pass(wait - 1);
    const before = shop.arrived.length;
    await running.pass(1);
    expect(shop.arrived.length).toBe(before + 1);
  }
  const parked = await only(running, `merchant=${account.id}&status=parked`);
  expect(parked).toMatchObject({
    attemptCount: 10,
    parked: { reason: 'attempts_exhausted', detail: 'All 10 attempts failed; the last was answered 500.' },
  });
  await running.pass(30 * DAY);
  expect(shop.arrived).toHaveLength(10);

  const { attempts } = await history(running, parked);
  let at: number = START;
  expect(attempts.map((attempt) => Date.parse(attempt.at))).toEqual(retryLadder.waitsMs.map((wait) => (at += wait)));
  expect(attempts[0]).toMatchObject({ answer: { status: 500, excerpt: 'no' } });
  const stamps = shop.arrived.map(({ headers }) => Number(headers['webhook-timestamp']) * SECOND);
  expect(stamps).toEqual(attempts.map((attempt) => Date.parse(attempt.at)));

  shop.react(204);
  const again = await running.control.ask('POST', `/deliveries/${parked.id}/redeliver`);
  expect(expectStatus<ControlWire['Delivery']>(again, 202)).toMatchObject({ status: 'pending' });
  await running.simulator.tick();
  expect(await only(running, `merchant=${account.id}`)).toMatchObject({ status: 'delivered', attemptCount: 11 });
  expect(new Set(shop.arrived.map(({ body }) => body)).size).toBe(1);
});

test('what was delivered can be sent again; what there is not cannot', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  await account.pay();
  await running.simulator.tick();
  const { id } = await only(running, `merchant=${account.id}`);
  expectStatus(await running.control.ask('POST', `/deliveries/${id}/redeliver`), 202);
  await running.simulator.tick();
  expect(shop.arrived.map(({ json }) => json.id)).toEqual([shop.arrived[0]?.json.id, shop.arrived[0]?.json.id]);
  expectProblem(await running.control.ask('POST', '/deliveries/dlv_none/redeliver'), 404, 'not-found');
  expectProblem(await running.control.ask('GET', '/deliveries/dlv_none'), 404, 'not-found');
});

test('Retry-After is kept to, in seconds and as a date, and no longer than a day', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  const inAnHour = new Date(START + HOUR).toUTCString();
  const busy = (after: string): Reaction => ({ status: 503, headers: { 'retry-after': after } });
  const answers = [busy(inAnHour), busy('600'), busy('99999999')];
  shop.react((_, index) => answers[index] ?? 204);
  await account.pay();
  await running.simulator.tick();
  const nextIn = async () => {
    const { nextAttemptAt = '' } = await only(running, `merchant=${account.id}`);
    return Date.parse(nextAttemptAt) - running.clock.now();
  };
  expect(await nextIn()).toBe(HOUR);
  await running.pass(HOUR);
  expect(await nextIn()).toBe(600 * SECOND);
  await running.pass(600 * SECOND);
  expect(await nextIn()).toBe(DAY);
  await running.pass(DAY);
  expect(await only(running, `merchant=${account.id}`)).toMatchObject({ status: 'delivered', attemptCount: 4 });
});

test('410 disables the endpoint: what waits and what is owed later is parked with the reason, until it is enabled', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  const endpoint = await register(running, account, shop.url);
  shop.react(500);
  await account.pay({ reference: 'waits' });
  await running.simulator.tick();
  shop.react(410);
  await account.pay({ reference: 'gone' });
  await running.simulator.tick();
  await account.pay({ reference: 'later' });
  await running.pass(DAY);
  expect(shop.arrived).toHaveLength(2);
  const parked = await deliveries(running, `endpoint=${endpoint.id}&status=parked`);
  expect(parked.map((one) => one.parked?.reason)).toEqual(['endpoint_disabled', 'endpoint_gone', 'endpoint_disabled']);
  const listed = async () => {
    const answer = await running.control.ask('GET', `/merchants/${account.id}/artefacts`);
    return expectStatus<{ artefacts: ControlWire['Artefact'][] }>(answer, 200).artefacts[0]?.status;
  };
  expect(await listed()).toBe('disabled');

  shop.react(204);
  for (let count = 0; count < 2; count += 1) {
    expectStatus(await running.control.ask('POST', `/artefacts/${endpoint.id}/enable`), 200);
  }
  expect(await listed()).toBe('enabled');
  await account.pay({ reference: 'enabled' });
  for (const { id } of parked) await running.control.ask('POST', `/deliveries/${id}/redeliver`);
  await running.simulator.tick();
  expect(await deliveries(running, `endpoint=${endpoint.id}&status=delivered`)).toHaveLength(4);
  expectProblem(await running.control.ask('POST', '/artefacts/art_none/enable'), 404, 'not-found');
});

test('a redirect is not followed', async () => {
  await using running = await start();
  await using shop = await receiver();
  await using elsewhere = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  shop.react({ status: 307, headers: { location: elsewhere.url } });
  await account.pay();
  await running.simulator.tick();
  expect(elsewhere.arrived).toEqual([]);
  expect(await only(running, `merchant=${account.id}`)).toMatchObject({ status: 'pending', attemptCount: 1 });
});

test('a receiver that never answers is given up after its time, and keeps nobody waiting', async () => {
  await using running = await start({}, { receiverAnswersWithinMs: 300 });
  await using dead = await receiver();
  await using shop = await receiver();
  const account = await merchant(running);
  dead.react('hang');
  const silent = await register(running, account, dead.url);
  await register(running, account, shop.url);
  for (let count = 0; count < 20; count += 1) await account.pay();
  const sent = running.simulator.tick();
  await shop.has(20);
  // All the others have arrived before the first attempt at this one was even over.
  const over = await journal(running, `merchant=${account.id}&direction=outgoing`);
  expect(over.filter(({ delivery }) => delivery?.endpointId === silent.id)).toEqual([]);
  expect(dead.arrived.length).toBeLessThanOrEqual(8);
  await dead[Symbol.asyncDispose]();
  await sent;
  expect(await deliveries(running, `endpoint=${silent.id}&status=pending`)).toHaveLength(20);
});

test('an attempt that is not answered in time says so, and how long it took', async () => {
  await using running = await start({}, { receiverAnswersWithinMs: 50 });
  await using dead = await receiver();
  const account = await merchant(running);
  dead.react('hang');
  await register(running, account, dead.url);
  await account.pay();
  await running.simulator.tick();
  const { attempts } = await history(running, await only(running, `merchant=${account.id}`));
  expect(attempts[0]).toMatchObject({ unanswered: { reason: 'timeout', detail: 'no answer within 0.05 s' } });
});

const endless: readonly [what: string, reaction: Reaction, expected: object][] = [
  ['closes the connection', 'reset', { unanswered: { reason: 'connection_lost' } }],
  [
    'answers with more than anybody reads',
    { status: 200, headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(5_000_000) },
    { answer: { status: 200, excerpt: 'x'.repeat(1024) } },
  ],
  ['answers nothing', { status: 200 }, { answer: { status: 200 } }],
];
for (const [what, reaction, expected] of endless) {
  test(`an attempt at a receiver that ${what} is told as it was`, async () => {
    await using running = await start();
    await using shop = await receiver();
    const account = await merchant(running);
    await register(running, account, shop.url);
    shop.react(reaction);
    await account.pay();
    await running.simulator.tick();
    const { attempts } = await history(running, await only(running, `merchant=${account.id}`));
    expect(attempts).toHaveLength(1);
    expect(attempts[0]).toMatchObject(expected);
  });
}

test('where nobody listens the attempt says so', async () => {
  await using running = await start();
  const gone = await receiver();
  await gone[Symbol.asyncDispose]();
  const account = await merchant(running);
  await register(running, account, gone.url);
  await account.pay();
  await running.simulator.tick();
  const { attempts } = await history(running, await only(running, `merchant=${account.id}`));
  expect(attempts[0]).toMatchObject({ unanswered: { reason: 'connection_refused' } });
  expect(attempts[0]).not.toHaveProperty('answer');
});

const forbidden: readonly [url: string, detail: string][] = [
  ['http://shop.example/hooks', 'shop.example is neither this machine nor a host that is allowed.'],
  ['http://169.254.169.254/latest/meta-data', '169.254.169.254 is not this machine, and it is not allowed.'],
  ['http://[fd00:ec2::254]/', 'fd00:ec2::254 is not this machine, and it is not allowed.'],
  ['http://[::ffff:10.0.0.1]/', '::ffff:a00:1 is not this machine, and it is not allowed.'],
  ['http://0.0.0.0/', '0.0.0.0 is not this machine, and it is not allowed.'],
  ['http://192.168.0.1/', '192.168.0.1 is not this machine, and it is not allowed.'],
  ['https://3232235521/', '192.168.0.1 is not this machine, and it is not allowed.'],
];
for (const [url, detail] of forbidden) {
  test(`nothing is sent to ${url}, and the delivery says why`, async () => {
    await using running = await start();
    const account = await merchant(running);
    await register(running, account, url);
    await account.pay();
    await running.simulator.tick();
    const delivery = await only(running, `merchant=${account.id}`);
    expect(delivery).toMatchObject({
      status: 'parked',
      attemptCount: 0,
      parked: { reason: 'host_not_allowed', detail },
    });
  });
}

test('a name that is allowed is not a way to what may not be reached', async () => {
  const webhookHosts = parseAllowedHosts(['metadata.localhost', '10.0.0.0/8']);
  if (typeof webhookHosts === 'string') throw new Error(webhookHosts);
  await using running = await start({ webhookHosts });
  const account = await merchant(running);
  await register(running, account, 'http://169.254.169.254/');
  await account.pay();
  await running.simulator.tick();
  expect(await only(running, `merchant=${account.id}`)).toMatchObject({ parked: { reason: 'host_not_allowed' } });
  const [entry] = await journal(running, `merchant=${account.id}&direction=outgoing`);
  expect(entry).toMatchObject({
    delivery: { unsent: 'host_not_allowed' },
    request: { path: 'http://169.254.169.254/' },
  });
  expect(entry?.delivery).not.toHaveProperty('attempt');
});

test('an account that has callback hosts is told at one of them, or not at all', async () => {
  await using running = await start();
  await using shop = await receiver();
  await using other = await receiver();
  const account = await merchant(running);
  const path = `/merchants/${account.id}/artefacts`;
  await running.control.ask('POST', path, { body: { kind: 'callback_host', host: new URL(shop.url).host } });
  await register(running, account, shop.url);
  const elsewhere = await register(running, account, other.url);
  await account.pay();
  await running.simulator.tick();
  expect(shop.arrived).toHaveLength(1);
  expect(other.arrived).toEqual([]);
  expect(await only(running, `endpoint=${elsewhere.id}`)).toMatchObject({ parked: { reason: 'host_not_registered' } });
  const entries = await journal(running, `merchant=${account.id}&direction=outgoing`);
  expect(entries.map(({ delivery }) => delivery?.unsent)).toEqual(
    expect.arrayContaining([undefined, 'host_not_registered']),
  );
});

test('what is owed to an endpoint that is removed is parked', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  const endpoint = await register(running, account, shop.url);
  await account.pay();
  expect((await running.control.ask('DELETE', `/artefacts/${endpoint.id}`)).status).toBe(204);
  await running.simulator.tick();
  expect(shop.arrived).toEqual([]);
  const parked = await only(running, `merchant=${account.id}`);
  expect(parked).toMatchObject({ status: 'parked', parked: { reason: 'endpoint_removed' } });
  await running.control.ask('POST', `/deliveries/${parked.id}/redeliver`);
  await running.simulator.tick();
  expect(await only(running, `merchant=${account.id}`)).toMatchObject({ parked: { reason: 'endpoint_removed' } });
});

test('a reset forgets what is owed, and nothing of it is sent', async () => {
  await using running = await start();
  await using shop = await receiver();
  const [account, neighbour] = [await merchant(running), await merchant(running)];
  await register(running, account, shop.url);
  await register(running, neighbour, shop.url);
  await account.pay({ reference: 'forgotten' });
  await neighbour.pay({ reference: 'kept' });
  expectStatus(await running.control.ask('POST', `/merchants/${account.id}/reset`), 200);
  await running.simulator.tick();
  expect(shop.arrived.map(({ json }) => json.data.reference)).toEqual(['kept']);
  expect(await deliveries(running, `merchant=${account.id}`)).toEqual([]);
});

test('what is owed and what signs it survive the end of the process, with the key beside the database alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-webhooks-'));
  const database = join(folder, 'simulator.sqlite');
  try {
    await using shop = await receiver();
    const before = await start({ database });
    const account = await merchant(before);
    const endpoint = await register(before, account, shop.url);
    const broken = await register(before, account, shop.url);
    await account.pay();
    await before[Symbol.asyncDispose]();

    const key = readFileSync(`${database}.key`);
    expect(statSync(`${database}.key`).mode & 0o777).toBe(0o600);
    const files = readdirSync(folder).filter((name) => !name.endsWith('.key'));
    const kept = files.map((name) => readFileSync(join(folder, name)).toString('latin1')).join('');
    const symmetric = endpoint.secret.replace('whsec_', '');
    for (const needle of [symmetric, Buffer.from(symmetric, 'base64').toString('latin1'), String(key).trim()]) {
      expect(kept.includes(needle)).toBe(false);
    }

    {
      await using running = await start({ database });
      await running.control.ask('DELETE', `/artefacts/${broken.id}`);
      await running.simulator.tick();
      expect(shop.arrived).toHaveLength(1);
      expect(shop.arrived.flatMap((one) => goodSignatures(one, endpoint))).toEqual(['v1', 'v1a']);
    }
    rmSync(`${database}.key`);
    await using running = await start({ database });
    const { id } = await only(running, `endpoint=${endpoint.id}`);
    await running.control.ask('POST', `/deliveries/${id}/redeliver`);
    await running.simulator.tick();
    expect(await only(running, `endpoint=${endpoint.id}`)).toMatchObject({ parked: { reason: 'secret_unreadable' } });
    expectStatus(await running.control.ask('POST', `/artefacts/${endpoint.id}/rotate-secret`), 201);
    await running.control.ask('POST', `/deliveries/${id}/redeliver`);
    await running.simulator.tick();
    expect(shop.arrived).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
