import { expect, test } from 'vitest';
import { CARDS, card, euros, issue, journal, merchant } from './merchant-account.ts';
import { DAY, HOUR, type Running, start } from './running-simulator.ts';

/** A day at the provider: a bit of everything, and some of it at once. */
async function oneDay(running: Running): Promise<void> {
  const shop = await merchant(running);
  const stranger = await merchant(running, 'production');
  const paid = await shop.pay({ metadata: { b: '2', a: '1' } });
  await shop.change(paid, 'captures', { amount: euros(4_000) });
  await shop.change(paid, 'increments', { amount: euros(500) });
  await shop.change(paid, 'reauthorizations');
  await shop.change(paid, 'refunds', { amount: euros(1_000), reason: 'damaged' });
  await shop.pay({ card: card(CARDS.declines) });
  await shop.pay({ card: card(CARDS.reviews) });
  await shop.pay({ card: card(CARDS.disputes), captureMode: 'automatic' });
  await shop.pay({ amount: euros(0) }).catch(() => {});
  const { action } = await shop.pay({ returnUrl: 'https://shop.example/' });
  const { pathname } = new URL(action?.url ?? '');
  const provider = running.provider('sandbox');
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = `number=${CARDS.challenges}&expiry=12%2F30&cvc=737`;
  await provider.ask('POST', `${pathname}/card`, { headers, body });
  await provider.ask('POST', `${pathname}/challenge`, { headers, body: 'answer=pass' });
  await provider.ask('GET', '/v1/payments', { headers: { authorization: `Bearer ${stranger.secret}` } });
  await running.pass(HOUR);
  const client = await issue(running, shop.id, { kind: 'oauth_client' });
  const form = `grant_type=client_credentials&client_id=${client.credential.publicId}&client_secret=${client.secret}`;
  await provider.ask('POST', '/oauth/token', { headers, body: form });
  await running.pass(8 * DAY);
  await shop.ask('GET', '/v1/payments');
}

/** The journal without what differs between two runs by nature: ports, and the keys that the test draws. */
async function canonicalJournal(seed: string): Promise<string> {
  await using running = await start({ seed });
  await oneDay(running);
  const entries = await journal(running, 'limit=1000');
  expect(entries.length).toBeGreaterThan(14);
  return JSON.stringify(entries, null, 1)
    .replaceAll(/127\.0\.0\.1:\d+/g, 'listener')
    .replaceAll(/"idempotency-key": "key-\d+"/g, '"idempotency-key": "key"');
}

test('the same seed and the same requests make the same journal', async () => {
  expect(await canonicalJournal('seven')).toBe(await canonicalJournal('seven'));
});

test('another seed makes another one', async () => {
  expect(await canonicalJournal('seven')).not.toBe(await canonicalJournal('eight'));
});

test('without a seed no two runs are alike', async () => {
  await using first = await start();
  await using second = await start();
  expect((await merchant(first)).secret).not.toBe((await merchant(second)).secret);
});
