import { authorizationId, type Instant, paymentId } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import type { CaptureMode } from '../../engine/payment.ts';
import { askIssuer, attemptAfterChallenge, newAttempt } from '../../operations/attempt.ts';
import { createPayment } from '../../operations/change.ts';
import { disputeAfterCapture } from '../../operations/dispute.ts';
import { cardDetails } from '../../situations/card-details.ts';
import { conductOf } from '../../situations/issuer.ts';
import type { About } from '../../situations/match.ts';
import type { CardConduct } from '../../situations/test-cards.ts';
import { askedAmount } from './amount.ts';
import { type Call, ownerOf } from './call.ts';
import { readCard } from './card-entry.ts';
import { decodeDetails, encodeDetails, type PayflowDetails } from './codec.ts';
import { said } from './fields.ts';
import { originalOf, type Prepared } from './prepared.ts';
import { type Refused, refused } from './results.ts';
import { asProfileAsks, declineByAmount, verifications } from './test-table.ts';

/** An authorization of nothing verifies an account; nothing else may be for nothing. */
export function leastOf(type: 'A' | 'S'): 'nothing' | 'something' {
  return type === 'A' ? 'nothing' : 'something';
}

/** An authorization, or a sale: with a card, or with that of an earlier transaction. Each is a payment of its own. */
export async function prepareAuthorization(call: Call, type: 'A' | 'S'): Promise<Prepared | Refused> {
  const { world, exchange, caller, fields } = call;
  const read = askedAmount(fields, call.profile, leastOf(type));
  if (!read.ok) return read;
  const { amount } = read;
  const owner = ownerOf(call);
  const now = world.now(owner);
  const source = await sourceOf(call, now);
  if (!source.ok) return source;
  const details = exchange.environment.mode === 'test' ? asAmountAsks(source.details, amount) : source.details;
  const captureMode: CaptureMode = type === 'S' ? 'automatic' : 'manual';
  const reference = said(fields, 'CUSTREF') ?? said(fields, 'INVNUM') ?? '';
  const about: About = {
    operations: ['request_payment', 'authorize'],
    headers: exchange.headers,
    amount,
    ...(source.card === undefined ? {} : { card: source.card }),
    ...(reference === '' ? {} : { reference }),
  };
  const id = paymentId(world.random.id('pay'));
  const part = authorizationId(world.random.id('auth'));
  return {
    ok: true,
    about,
    type,
    part,
    beside: exchange.environment.mode === 'test' ? verifications(fields) : [],
    run: (asking) => {
      const asked = askIssuer(world, caller.merchant, about, details.conduct, captureMode);
      // There is nobody here who could pass a challenge: what would come of it is what comes.
      const isChallenged = details.conduct.kind === 'challenges' || asked.issuer?.kind === 'challenge';
      const drawn = isChallenged
        ? attemptAfterChallenge(world, asked, amount, now)
        : newAttempt(world, asked, amount, now);
      const step = {
        commands: [
          { type: 'request', paymentId: id, amount, captureMode, at: now },
          { type: 'authorize', attempt: { ...drawn, authorizationId: part }, at: now },
        ] as const,
        next: (payment: Parameters<typeof disputeAfterCapture>[2]) =>
          disputeAfterCapture(world, details.conduct, payment, now),
        details: encodeDetails(details),
      };
      const ownership = { ...owner, paymentId: id, reference, pageToken: world.random.secret(), createdAt: now };
      return createPayment(world, ownership, step, asking);
    },
  };
}

type Attempted = PayflowDetails & Readonly<{ conduct: CardConduct }>;
type Source = Readonly<{ ok: true; details: Attempted; card?: NonNullable<About['card']> }>;

async function sourceOf(call: Call, now: Instant): Promise<Source | Refused> {
  const { world, exchange, fields } = call;
  if (said(fields, 'ORIGID') !== undefined) {
    const original = await originalOf(call);
    if (!original.ok) return original;
    if (original.transaction.result !== 0) return refused(120);
    if (decodeDetails(original.stored).express !== undefined) return refused(100);
    const { conduct = { kind: 'approves' }, card } = decodeDetails(original.stored);
    if (card === undefined) return { ok: true, details: { conduct } };
    return { ok: true, details: { conduct, card }, card: { lastFour: card.lastFour } };
  }
  const entry = readCard(fields);
  if (!entry.ok) return entry;
  const { card } = entry;
  const conduct =
    asProfileAsks(call.profile, card.number, exchange.environment.mode) ??
    conductOf(card, exchange.environment.mode, now);
  const kept = cardDetails(card, await world.fingerprintKey(exchange.environment.name));
  return { ok: true, details: { conduct, card: kept }, card: { number: card.number, lastFour: kept.lastFour } };
}

/** What the amount asks for goes before what a card would do that is good. */
function asAmountAsks(details: Attempted, amount: Money): Attempted {
  const asked = details.conduct.kind === 'declines' ? undefined : declineByAmount(amount);
  if (asked === undefined) return details;
  const conduct: CardConduct = { kind: 'declines', code: asked.code };
  return { ...details, conduct, declined: asked.result };
}
