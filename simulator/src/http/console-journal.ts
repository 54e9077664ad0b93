import type { Instant } from '../engine/ids.ts';
import type { World } from '../operations/world.ts';
import type { StoredPayment } from '../store/store.ts';
import { type Exchange, pathOf, type WholeReply } from './exchange.ts';

/** Something that was asked for in the provider's own console, and what was answered. */
export type ConsoleExchange = Readonly<{
  /** As the control API names it. */
  operation: string;
  exchange: Exchange;
  reply: WholeReply;
  began: Beginning;
}>;

/** When something began: by the clock of whoever it is about, and on the scale that never jumps. */
type Beginning = Readonly<{ at: Instant; elapsedMs: number }>;

/** Now, for what is about to be done with a payment. */
export function beginning(world: World, stored: StoredPayment): Beginning {
  return { at: world.now(stored), elapsedMs: world.elapsedMs() };
}

/** What is done in the console is evidence like any exchange, and said to come from there. */
export function journalConsole(
  world: World,
  { environment, merchantId, dialect, paymentId }: StoredPayment,
  { operation, exchange, reply, began }: ConsoleExchange,
): void {
  const body = (type: string | undefined, text: string) => (text === '' ? {} : world.masks.body(type ?? '', text));
  world.store.append({
    at: began.at,
    environment,
    dialect,
    requestId: exchange.requestId,
    operation,
    merchantId,
    paymentId,
    origin: 'console',
    crossing: false,
    request: {
      method: exchange.method,
      path: pathOf(exchange),
      headers: {},
      ...body(exchange.headers['content-type'], exchange.body.toString('utf8')),
    },
    response: { status: reply.status, headers: {}, ...body(reply.headers['content-type'], reply.body) },
    durationMs: Math.max(0, world.elapsedMs() - began.elapsedMs),
  });
}
