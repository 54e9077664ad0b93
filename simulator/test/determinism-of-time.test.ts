import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARDS, card, euros, journal, merchant } from './merchant-account.ts';
import { DAY, HOUR, type Running, start } from './running-simulator.ts';

const shopServer = createServer((_request, response) => response.end('Thank you'));
let shopUrl: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => shopServer.listen(0, '127.0.0.1', resolve));
  shopUrl = `http://127.0.0.1:${(shopServer.address() as AddressInfo).port}`;
});
afterAll(() => {
  shopServer.closeAllConnections();
  shopServer.close();
});

/** A month at the provider: clocks that are turned, customers without a browser, the console, settlements. */
async function oneMonth(running: Running): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  const control = async (method: string, target: string, body?: object) => {
    const answer = await running.control.ask(method, target, body === undefined ? {} : { body });
    told.push(`${method} ${target} ${answer.status}`, answer.body);
    return answer.body;
  };
  const [shop, alone] = [await merchant(running), await merchant(running)];
  await control('PUT', '/environments/sandbox/clock', { kind: 'frozen', at: '2027-02-01T08:00:00Z' });
  await control('PUT', `/merchants/${alone.id}/clock`, { kind: 'frozen', at: '2027-03-01T08:00:00Z' });
  await control('PUT', '/environments/sandbox/settlement', { schedule: 'daily' });
  for (const account of [shop, alone]) {
    const returnUrl = `${shopUrl}/back`;
    const wishes = [
      { do: 'approve', back: 'twice' },
      { do: 'approve', card: CARDS.disputes },
      { do: 'fail_challenge' },
      { do: 'nothing', back: 'never' },
    ];
    for (const wish of wishes) {
      const { id } = await account.pay({ returnUrl, captureMode: 'automatic' });
      await control('POST', `/payments/${id}/buyer`, wish);
    }
    const held = await account.pay();
    await control('POST', `/payments/${held.id}/capture`, { amount: { minor: '2500', currency: 'EUR' } });
    await control('POST', `/payments/${held.id}/disputes`, { stage: 'inquiry' });
    const delayed = await account.pay({ card: card(CARDS.delaysRefunds), captureMode: 'automatic' });
    await account.change(delayed, 'refunds', { amount: euros(1_000) });
    await control('POST', `/merchants/${account.id}/settlements`);
  }
  await control('POST', '/environments/sandbox/clock/advance', { ms: 12 * HOUR });
  for (let count = 0; count < 12; count += 1) {
    await control('POST', `/merchants/${alone.id}/clock/advance`, { to: 'next_timer' });
  }
  await control('POST', '/environments/sandbox/clock/advance', { ms: 30 * DAY });
  const list = await running.control.ask('GET', '/payouts');
  for (const { id } of (list.body as { payouts: { id: string }[] }).payouts) await control('GET', `/payouts/${id}`);
  return told;
}

/** All that was answered and journaled, without what differs between two runs by nature: ports, and keys of the test. */
async function everything(seed: string): Promise<string> {
  await using running = await start({ seed });
  const told = await oneMonth(running);
  const entries = await journal(running, 'limit=1000');
  expect(told.length).toBeGreaterThan(60);
  expect(entries.filter(({ origin }) => origin === 'console').length).toBe(4);
  expect(running.logged).toEqual([]);
  return JSON.stringify([told, entries], null, 1)
    .replaceAll(/127\.0\.0\.1:\d+/g, 'listener')
    .replaceAll(/"idempotency-key": "key-\d+"/g, '"idempotency-key": "key"');
}

test('the same seed and the same month make the same journal, the same turns of clocks and the same payouts', async () => {
  expect(await everything('seven')).toBe(await everything('seven'));
});

test('another seed makes other ids', async () => {
  expect(await everything('seven')).not.toBe(await everything('eight'));
});
