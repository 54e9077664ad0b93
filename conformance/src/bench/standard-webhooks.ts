import { createHmac } from 'node:crypto';
import type { Letter } from './mailbox.ts';

/** What a notification is signed over and with (Standard Webhooks, version 1). */
export type Signing = Readonly<{ id: string; atMs: number; secret: string }>;

/** A body with the three headers by which its receiver knows who sent it, and when. */
export function signedLetter(body: string, { id, atMs, secret }: Signing): Letter {
  const time = String(Math.floor(atMs / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  return {
    headers: [
      ['content-type', 'application/json'],
      ['webhook-id', id],
      ['webhook-timestamp', time],
      ['webhook-signature', `v1,${digest}`],
    ],
    body,
  };
}
