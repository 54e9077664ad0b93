import { createHash } from 'node:crypto';
import type { components } from '../../src/bench/generic.wire.d.ts';
import { elapsedMs } from '../../src/platform/clock.ts';
import type { Account } from './shops.ts';

/** A payment as the generic provider tells it. */
export type ProviderPayment = components['schemas']['Payment'];

/** What is written down of a payment: nothing that could be sensitive has a place in it. */
export type KnownPayment = Pick<
  ProviderPayment,
  'id' | 'environment' | 'mode' | 'status' | 'amount' | 'captureMode' | 'balances' | 'action' | 'decline'
>;

/** What is written down of an answer. */
export function keptOf({ action, decline, ...payment }: ProviderPayment) {
  const more = { ...(action === undefined ? {} : { action }), ...(decline === undefined ? {} : { decline }) };
  const { id, environment, mode, status, amount, captureMode, balances } = payment;
  return { id, environment, mode, status, amount, captureMode, balances, ...more } satisfies KnownPayment;
}

/** What came of asking: the body that was asked for, a refusal that is final, or nothing that can be read. */
export type Reading<Body> =
  | Readonly<{ kind: 'read'; body: Body }>
  | Readonly<{ kind: 'refused'; code: string }>
  | Readonly<{ kind: 'unknown'; why: string }>;

/** One request to the provider, without its host and credential. */
export type Asking = Readonly<{ method: 'GET' | 'POST'; path: string; body?: unknown; idempotencyKey?: string }>;

const ANSWER_WITHIN_MS = 10_000;
const TOKEN_MARGIN_MS = 30_000;

type Token = Readonly<{ text: string; untilMs: number }>;

/** Tokens that are still good, each under the account, address and credential it was issued for. */
const tokens = new Map<string, Token>();

/** Asks the provider at the account's address with the account's credential: both come from the one value. */
export async function ask<Body>(
  account: Account,
  asking: Asking,
  isBody: (value: unknown) => value is Body,
): Promise<Reading<Body>> {
  const first = await bearerOf(account);
  if (first.kind !== 'read') return first;
  const answer = await exchange(account, asking, first.body.text);
  if (answer.kind !== 'answered' || answer.status !== 401 || account.credential.kind === 'api_key') {
    return readingOf(answer, isBody);
  }
  // The token has been withdrawn. Unauthorized means that nothing was done, so the same request may go once more.
  tokens.delete(cacheKey(account));
  const second = await bearerOf(account);
  if (second.kind !== 'read') return second;
  return readingOf(await exchange(account, asking, second.body.text), isBody);
}

/** Whether a value is a payment, as far as this subject reads one. */
export function isPayment(value: unknown): value is ProviderPayment {
  if (typeof value !== 'object' || value === null) return false;
  return 'amount' in value && 'id' in value && 'status' in value && 'balances' in value && isStatus(value.status);
}

/** Every status there is; one that is not here says nothing that could be acted on. */
const STATUSES: Readonly<Record<ProviderPayment['status'], true>> = {
  action_required: true,
  processing: true,
  authorized: true,
  partially_captured: true,
  captured: true,
  voided: true,
  expired: true,
  declined: true,
  cancelled: true,
  card_checked: true,
};

function isStatus(value: unknown): boolean {
  return typeof value === 'string' && Object.hasOwn(STATUSES, value);
}

/** Whether a value says which environment answered. */
export function isConnection(value: unknown): value is Readonly<{ environment: string }> {
  return typeof value === 'object' && value !== null && 'environment' in value && typeof value.environment === 'string';
}

async function bearerOf(account: Account): Promise<Reading<Token>> {
  const { credential } = account;
  if (credential.kind === 'api_key') {
    return { kind: 'read', body: { text: credential.apiKey, untilMs: Number.POSITIVE_INFINITY } };
  }
  if (credential.kind === 'login') throw new Error('the provider gives no logins, and none is taken');
  const key = cacheKey(account);
  const cached = tokens.get(key);
  if (cached && cached.untilMs > elapsedMs()) return { kind: 'read', body: cached };
  const { clientId, clientSecret } = credential;
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const answer = await sent(`${account.baseUrl}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  const reading = readingOf(answer, isToken);
  if (reading.kind !== 'read') return reading;
  const untilMs = elapsedMs() + reading.body.expires_in * 1_000 - TOKEN_MARGIN_MS;
  const token = { text: reading.body.access_token, untilMs };
  tokens.set(key, token);
  return { kind: 'read', body: token };
}

function cacheKey({ environment, baseUrl, credential }: Account): string {
  const digest = createHash('sha256').update(JSON.stringify(credential)).digest('hex');
  return [environment, baseUrl, digest].join(' ');
}

function isToken(value: unknown): value is components['schemas']['Token'] {
  if (typeof value !== 'object' || value === null || !('access_token' in value) || !('expires_in' in value))
    return false;
  return typeof value.access_token === 'string' && typeof value.expires_in === 'number';
}

type Answer = Readonly<{ kind: 'answered'; status: number; body: unknown }> | Readonly<{ kind: 'silent'; why: string }>;

function exchange(
  { baseUrl }: Account,
  { method, path, body, idempotencyKey }: Asking,
  bearer: string,
): Promise<Answer> {
  return sent(baseUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function sent(url: string, init: RequestInit): Promise<Answer> {
  try {
    // A redirect would carry payment and credential to wherever it points.
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const text = await answer.text();
    return { kind: 'answered', status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  } catch (error) {
    return { kind: 'silent', why: error instanceof Error ? error.name : 'connection_lost' };
  }
}

function readingOf<Body>(answer: Answer, isBody: (value: unknown) => value is Body): Reading<Body> {
  if (answer.kind === 'silent') return { kind: 'unknown', why: answer.why };
  const { status, body } = answer;
  if (status === 200 || status === 201)
    return isBody(body) ? { kind: 'read', body } : { kind: 'unknown', why: 'unreadable' };
  if (status < 400 || status >= 500 || status === 429) return { kind: 'unknown', why: `status ${status}` };
  const code = codeOf(body);
  // The first request under this key is still being worked on.
  return code === 'provider.idempotency-key-in-use'
    ? { kind: 'unknown', why: 'in_progress' }
    : { kind: 'refused', code };
}

function codeOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return 'refused';
  if ('type' in body && typeof body.type === 'string') return `provider.${body.type.replace('/problems/', '')}`;
  return 'error' in body && typeof body.error === 'string' ? `provider.${body.error}` : 'refused';
}
