import { createHash } from 'node:crypto';
import type { JournalEntry } from '../bench/control.ts';
import { broken, mustEqual } from './law.ts';
import type { Answer, Outgoing } from './outgoing.ts';
import type { PaymentModel } from './payment-model.ts';
import type { Secrets } from './secrets.ts';
import type { Shown } from './world.ts';

/** An exchange that the journal has to tell as it was. */
export type Journaled = Readonly<{
  request: Outgoing;
  answer: Answer;
  payment: PaymentModel | undefined;
  /** What the clock showed of the account that it is about, where there is one on that listener. */
  atMs: number | undefined;
}>;

/** Holds entries against the exchanges that they tell; answers the exchanges that none of them tells. */
export function agreeOnJournal(
  entries: readonly JournalEntry[],
  unread: readonly Journaled[],
  secrets: Secrets,
): Journaled[] {
  const waiting = new Map(unread.map((exchange) => [exchange.answer.requestId, exchange] as const));
  for (const entry of entries) {
    const evidence = () => JSON.stringify(entry, undefined, 2);
    const leaked = secrets.foundIn(JSON.stringify(entry));
    if (leaked.length > 0) throw broken('the journal holds no secret', undefined, leaked, evidence());
    const exchange = waiting.get(entry.requestId ?? '');
    // Other runs use the simulator as well; each looks after its own exchanges.
    if (exchange === undefined) continue;
    waiting.delete(exchange.answer.requestId);
    mustEqual('the journal tells each exchange as it was', wantedOf(exchange, entry), toldBy(entry), evidence);
  }
  return [...waiting.values()];
}

/** The entry in the words of the law. */
export function toldBy({
  at,
  environment,
  operation,
  response,
  refusal,
  crossing,
  credential,
  merchantId,
}: JournalEntry) {
  return {
    at,
    environment,
    operation,
    status: response.status,
    refusal,
    crossing,
    credential: credential && { ...credential },
    merchantId,
  };
}

function wantedOf({ request, payment, atMs }: Journaled, { paymentId, credential: told, ...entry }: JournalEntry) {
  const { listener, operation, status, refusal, credential, viewer, shown } = request;
  const evidence = () => JSON.stringify(entry, undefined, 2);
  // A request about a payment that the caller may see names it; no other may.
  const wanted = payment?.id;
  if (paymentId !== undefined || status < 300) {
    mustEqual('the journal names the payment that the caller may see, and no other', wanted, paymentId, evidence);
  }
  const fingerprint = fingerprintOf(shown) ?? told?.fingerprint;
  return {
    at: atMs === undefined ? entry.at : new Date(atMs).toISOString(),
    environment: listener,
    operation,
    status,
    refusal,
    crossing: refusal === 'other_environment',
    credential:
      shown.kind === 'nothing'
        ? undefined
        : {
            fingerprint,
            id: credential?.id,
            environment: credential?.merchant.environment,
            merchantId: credential?.merchant.id,
          },
    merchantId: (credential?.merchant ?? viewer)?.id,
  };
}

/** The first 16 hexadecimal digits of the SHA-256 of what was presented; what is no credential may be cut anywhere. */
function fingerprintOf(shown: Shown): string | undefined {
  const text = shown.kind === 'bearer' ? shown.text : shown.kind === 'client' ? shown.secret : undefined;
  return text === undefined ? undefined : createHash('sha256').update(text).digest('hex').slice(0, 16);
}
