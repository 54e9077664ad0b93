import { expect, test } from 'vitest';
import { CARDS, card, euros, issue, journal, merchant } from './merchant-account.ts';
import { receiver, register } from './receiver.ts';
import { DAY, HOUR, type Running, SECOND, start } from './running-simulator.ts';
import { asked, situate, until } from './simulated-world.ts';

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
  await shop.pay({ amount: euros(0), captureMode: 'automatic' }).catch(() => {});
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

/** A bad day: answers that are drawn, late, lost and spoiled, and payments that end as the situation wants. */
async function badDay(running: Running): Promise<void> {
  const shop = await merchant(running);
  await using hooks = await receiver();
  await register(running, shop, hooks.url);
  await situate(
    running,
    shop,
    { when: { operation: 'authorize', probability: 0.4 }, issuer: { decline: 'insufficient_funds' } },
    { when: { operation: 'authorize', probability: 0.6 }, issuer: { approve_part: 60 } },
    { when: { operation: 'capture', probability: 0.5 }, outcome: { later: { after: '1h', end: 'fail' } } },
    { when: { operation: 'capture', nth: 1 }, fault: 'reset_after_commit' },
    { when: { operation: 'read', probability: 0.5 }, fault: 'malformed_json' },
    { when: { operation: 'list' }, fault: { latency: { median: '1s', p95: '9s' } } },
    { when: { probability: 0.3 }, notification: 'corrupt' },
    { when: { probability: 0.3 }, notification: { delay: '2h' } },
  );
  for (let count = 1; count <= 12; count += 1) {
    const { id } = await shop.pay({ reference: `order-${count}` });
    await asked(running, shop, 'POST', `/v1/payments/${id}/captures`, { body: {} });
    await asked(running, shop, 'GET', `/v1/payments/${id}`);
    await running.pass(SECOND);
  }
  const waiting = asked(running, shop, 'GET', '/v1/payments');
  await until(running, shop, { resting: 1 });
  await running.pass(HOUR);
  await waiting;
  await running.pass(DAY);
}

/** The journal without what differs between two runs by nature: ports, what the test draws, a receiver's own clock. */
async function canonicalJournal(seed: string, day = oneDay): Promise<string> {
  await using running = await start({ seed });
  await day(running);
  const entries = await journal(running, 'limit=1000');
  expect(entries.length).toBeGreaterThan(14);
  return JSON.stringify(entries, null, 1)
    .replaceAll(/127\.0\.0\.1:\d+/g, 'listener')
    .replaceAll(/"idempotency-key": "key-\d+"/g, '"idempotency-key": "key"')
    .replaceAll(/"date": "[^"]+"/g, '"date": "now"');
}

test('the same seed and the same requests make the same journal', async () => {
  expect(await canonicalJournal('seven')).toBe(await canonicalJournal('seven'));
});

test('the same seed and the same requests meet the same trouble', async () => {
  const first = await canonicalJournal('seven', badDay);
  expect(await canonicalJournal('seven', badDay)).toBe(first);
  for (const seen of ['insufficient_funds', '"authorized": 6000', 'reset_after_commit', 'malformed_json', 'corrupt']) {
    expect(first).toContain(seen);
  }
  expect(await canonicalJournal('eight', badDay)).not.toBe(first);
});

test('another seed makes another one', async () => {
  expect(await canonicalJournal('seven')).not.toBe(await canonicalJournal('eight'));
});

test('without a seed no two runs are alike', async () => {
  await using first = await start();
  await using second = await start();
  expect((await merchant(first)).secret).not.toBe((await merchant(second)).secret);
});
