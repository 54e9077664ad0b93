import { createHmac, timingSafeEqual } from 'node:crypto';
import type { components } from '../../src/bench/subject-protocol.wire.d.ts';
import { instant } from '../../src/platform/clock.ts';
import { syncPayment, type World } from './payments.ts';
import { isPayment, type ProviderPayment } from './provider.ts';
import type { Account } from './shops.ts';

type Schemas = components['schemas'];

const TOLERANCE_MS = 300_000;
const SIGNATURES_MAX = 10;

/** The names of notifications that have been acted on, and what is being acted on now. */
export type Inbox = Readonly<{ acted: Set<string>; working: Set<Promise<unknown>> }>;

/**
 * Takes a notification in and gives the HTTP status of the answer. It is a hint: what is true is asked of the provider.
 * What cannot be acted on now is refused, so that it is sent again.
 */
export async function receive(
  world: World,
  inbox: Inbox,
  { shopId, environment, headers, bodyBase64 }: Schemas['DeliverWebhookParams'],
): Promise<number> {
  const account = world.shops.get(shopId)?.accounts.get(environment);
  if (!account) return 404;
  const bytes = Buffer.from(bodyBase64, 'base64');
  const sent = new Map(headers.map(([name = '', value = '']) => [name.toLowerCase(), value]));
  if (!isVerified(account, sent, bytes)) return 401;
  const notification = parsed(bytes);
  if (notification === undefined) return 422;
  if (notification.environment !== account.environment) return 422;
  const name = `${shopId} ${environment} ${sent.get('webhook-id')}`;
  if (inbox.acted.has(name) || !isPayment(notification.data)) return 200;
  return apply(world, inbox, { account, name, told: notification.data });
}

function apply(
  world: World,
  { acted, working }: Inbox,
  { account, name, told }: Readonly<{ account: Account; name: string; told: ProviderPayment }>,
): number {
  const payment = world.book.find((one) => one.known?.id === told.id || isAwaited(one.request.body, told));
  if (!payment) return 503;
  const { shopId, environment } = payment;
  if (shopId !== account.shopId || environment !== account.environment || told.environment !== environment) return 422;
  if (payment.known && told.mode !== payment.known.mode) return 422;
  const { minor, currency } = payment.amount;
  if (String(told.amount.minor) !== minor || told.amount.currency !== currency) return 422;
  // Whoever sends it is thanked first. What the provider does not answer now is acted on when it is sent again.
  const work = syncPayment(world, payment.paymentId).then(({ outcome }) => {
    if (outcome !== 'unknown') acted.add(name);
    working.delete(work);
  });
  working.add(work);
  return 200;
}

/** A payment whose first answer was lost is known to the provider by the shop's own reference only. */
function isAwaited(request: unknown, { reference }: ProviderPayment): boolean {
  return typeof request === 'object' && request !== null && 'reference' in request && request.reference === reference;
}

function isVerified({ signingSecrets }: Account, sent: ReadonlyMap<string, string>, bytes: Buffer): boolean {
  const [id, time, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => sent.get(name));
  if (!id || !time || !signatures || !/^\d{1,12}$/.test(time)) return false;
  if (Math.abs(Date.parse(instant()) - Number(time) * 1_000) > TOLERANCE_MS) return false;
  const signed = Buffer.concat([Buffer.from(`${id}.${time}.`), bytes]);
  const presented = signatures.split(' ').slice(0, SIGNATURES_MAX);
  return signingSecrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const right = Buffer.from(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    return presented.some((given) => {
      const bytesGiven = Buffer.from(given);
      return bytesGiven.length === right.length && timingSafeEqual(bytesGiven, right);
    });
  });
}

function parsed(bytes: Buffer): Readonly<{ environment: unknown; data: unknown }> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf8', { fatal: true }).decode(bytes));
    if (typeof value !== 'object' || value === null || !('environment' in value)) return undefined;
    return { environment: value.environment, data: 'data' in value ? value.data : undefined };
  } catch {
    return undefined;
  }
}
