import { Pool } from 'undici';
import { paymentRequest } from '../bench/provider.ts';
import { elapsedMs } from '../platform/clock.ts';

const ANSWER_WITHIN_MS = 10_000;
const BODY_CHARACTERS_SHOWN = 300;

/** Where the load goes, and as whom. */
export type Target = Readonly<{ url: string; secret: string }>;

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
    while (elapsedMs() - startedMs < durationMs) await flow(pool, target.secret, latenciesMs);
  };
  try {
    await Promise.all(Array.from({ length: connections }, one));
    return { latenciesMs, seconds: (elapsedMs() - startedMs) / 1_000 };
  } finally {
    await pool.destroy();
  }
}

async function flow(pool: Pool, secret: string, latenciesMs: number[]): Promise<void> {
  flows += 1;
  const reference = `load-${process.pid}-${flows}`;
  const post = async (path: string, body: unknown): Promise<string> => {
    const startedMs = elapsedMs();
    const response = await pool.request({
      method: 'POST',
      path,
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        'idempotency-key': `${reference}-${path.length}`,
      },
      body: JSON.stringify(body),
    });
    const text = await response.body.text();
    latenciesMs.push(elapsedMs() - startedMs);
    if (response.statusCode === 201) return text;
    // A server that refuses the load is fast for the wrong reason.
    throw new Error(`POST ${path} answered ${response.statusCode}: ${text.slice(0, BODY_CHARACTERS_SHOWN)}`);
  };
  const created = await post('/v1/payments', paymentRequest({ reference }));
  await post(`/v1/payments/${idIn(created)}/captures`, {});
}

function idIn(text: string): string {
  const payment: unknown = JSON.parse(text);
  if (typeof payment === 'object' && payment !== null && 'id' in payment && typeof payment.id === 'string') {
    return encodeURIComponent(payment.id);
  }
  throw new Error(`no id in ${text.slice(0, BODY_CHARACTERS_SHOWN)}`);
}
