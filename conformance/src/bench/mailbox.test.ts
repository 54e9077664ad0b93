import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { Mailbox } from './mailbox.ts';
import { signedLetter } from './standard-webhooks.ts';

test('letters are kept by their receiver, byte for byte, and found as soon as they are there', async () => {
  await using mailbox = await Mailbox.open();
  const wanted = mailbox.letter('one', ({ body }) => body.includes('second'));
  for (const body of ['{ "a":"first" }', '{"a":"second é"}']) {
    await fetch(mailbox.addressOf('one'), { method: 'POST', body, headers: { 'webhook-id': 'n1' } });
  }
  expect((await wanted)?.body).toBe('{"a":"second é"}');
  expect(mailbox.letters('one').map(({ body }) => body)).toEqual(['{ "a":"first" }', '{"a":"second é"}']);
  expect(mailbox.letters('one')[0]?.headers).toContainEqual(['webhook-id', 'n1']);
  expect(mailbox.letters('two')).toEqual([]);
});

test('what is signed here is verified by another implementation', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const { headers, body } = signedLetter('{"name":"Zürich"}', { id: 'n1', atMs: Date.parse('2026-12-01'), secret });
  const signature = new Webhook(secret).sign('n1', new Date('2026-12-01'), body);
  expect(headers).toContainEqual(['webhook-signature', signature]);
});
