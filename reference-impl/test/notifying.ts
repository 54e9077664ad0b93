import { Webhook } from 'standardwebhooks';
import type { components } from '../src/api/wire.d.ts';
import { expectDescribed } from './specification.ts';

type Wire = components['schemas'];

/** A signing secret of the provider, and the one before it. */
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const EARLIER_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;

/** What is sent, and how; a test changes what it is about. */
export type Sending = Readonly<{
  body: string;
  /** The provider's name for it; that of the body by default. */
  id?: string;
  at: Date;
  secret?: string;
  headers?: Readonly<Record<string, string>>;
}>;

/** What the shop says to something that was sent to it. */
export type Said = Readonly<{ status: number; body: Readonly<Record<string, unknown>> }>;

/** Signs as another implementation of Standard Webhooks does. */
export function signedHeaders({ body, id, at, secret = SECRET, headers = {} }: Sending): Record<string, string> {
  const webhookId = id ?? String(JSON.parse(body).id);
  return {
    'content-type': 'application/json',
    'webhook-id': webhookId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(webhookId, at, body),
    ...headers,
  };
}

/** Sends it signed; the answer is held against the specification. */
export async function notify(url: string, sending: Sending): Promise<Said> {
  const { body } = sending;
  const answer = await fetch(url, { method: 'POST', headers: signedHeaders(sending), body });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  expectDescribed('POST', new URL(url).pathname, answer.status, type, text);
  return { status: answer.status, body: JSON.parse(text) };
}

/** The state of each notification in a list, newest first, with why where there is a reason. */
export function states(notifications: readonly Wire['Notification'][]): readonly string[] {
  return notifications.map(({ state, why }) => (why === undefined ? state : `${state} ${why}`));
}
