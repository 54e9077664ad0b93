import { Pool } from 'undici';
import { paymentRequest } from '../bench/provider.ts';
import { elapsedMs } from '../platform/clock.ts';

const ANSWER_WITHIN_MS = 10_000;
const BODY_CHARACTERS_SHOWN = 300;

/** Where the load goes, as whom, and in whose words. */
export type Target = Readonly<{ url: string; secret: string; speaks: 'generic' | 'stripe' }>;

/** How many connections ask at once, and until when. */
export type Pressure = Readonly<{ connections: number; durationMs: number }>;

/** Latency of every request of a round, and how long the round took. */
export type Round = Readonly<{ latenciesMs: readonly number[]; seconds: number }>;

let flows = 0;

/** On each connection, one flow after the other until the time is up: create a payment, then capture it. */
export async function runRound(target: Target, { connections, durationMs }: Pressure): Promise<Round> {
  const pool = new Pool(target.url, {
    connections,
    pipelining: 1,
    headersTimeout: ANSWER_WITHIN_MS,
    bodyTimeout: ANSWER_WITHIN_MS,
  });
  const latenciesMs: number[] = [];
  const startedMs = elapsedMs();
  const one = async (): Promise<void> => {
    while (elapsedMs() - startedMs < durationMs) await flow(pool, target, latenciesMs);
  };
  try {
    await Promise.all(Array.from({ length: connections }, one));
    return { latenciesMs, seconds: (elapsedMs() - startedMs) / 1_000 };
  } finally {
    await pool.destroy();
  }
}

/** What one flow asks for: both bodies, and how they are written. */
type Words = Readonly<{
  contentType: string;
  created: number;
  create: (reference: string) => Readonly<{ path: string; body: string }>;
  capture: (id: string) => Readonly<{ path: string; body: string }>;
}>;

const WORDS: Readonly<Record<Target['speaks'], Words>> = {
  generic: {
    contentType: 'application/json',
    created: 201,
    create: (reference) => ({ path: '/v1/payments', body: JSON.stringify(paymentRequest({ reference })) }),
    capture: (id) => ({ path: `/v1/payments/${id}/captures`, body: '{}' }),
  },
  stripe: {
    contentType: 'application/x-www-form-urlencoded',
    created: 200,
    create: (reference) => ({
      path: '/v1/payment_intents',
      body:
        'amount=1999&currency=eur&capture_method=manual&confirm=true&payment_method=pm_card_visa' +
        `&allowed_payment_method_types[0]=card&metadata[order]=${reference}`,
    }),
    capture: (id) => ({ path: `/v1/payment_intents/${id}/capture`, body: '' }),
  },
};

async function flow(pool: Pool, { secret, speaks }: Target, latenciesMs: number[]): Promise<void> {
  flows += 1;
  const reference = `load-${process.pid}-${flows}`;
  const { contentType, created, create, capture } = WORDS[speaks];
  const post = async ({ path, body }: Readonly<{ path: string; body: string }>): Promise<string> => {
    const startedMs = elapsedMs();
    const response = await pool.request({
      method: 'POST',
      path,
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': contentType,
        'idempotency-key': `${reference}-${path.length}`,
      },
      body,
    });
    const text = await response.body.text();
    latenciesMs.push(elapsedMs() - startedMs);
    if (response.statusCode === created) return text;
    // A server that refuses the load is fast for the wrong reason.
    throw new Error(`POST ${path} answered ${response.statusCode}: ${text.slice(0, BODY_CHARACTERS_SHOWN)}`);
  };
  await post(capture(idIn(await post(create(reference)))));
}

function idIn(text: string): string {
  const payment: unknown = JSON.parse(text);
  if (typeof payment === 'object' && payment !== null && 'id' in payment && typeof payment.id === 'string') {
    return encodeURIComponent(payment.id);
  }
  throw new Error(`no id in ${text.slice(0, BODY_CHARACTERS_SHOWN)}`);
}
