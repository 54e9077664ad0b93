import { type Money, money } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { ProviderCapture, ProviderDispute, ProviderPayment } from './outcome.ts';
import type { Occasion } from './settle.ts';
import { type FollowUp, type Progress, type Purchase, progressed } from './transaction.ts';

type Told = Readonly<{ purchase: Purchase; payment: ProviderPayment; occasion: Occasion }>;
type Of<Action extends FollowUp['action']> = Extract<FollowUp, { action: Action }>;

/** What the provider's payment makes of captures of a hold: of ours that have come to an end, and of others' . */
export function settleCaptures(
  { purchase, payment, occasion }: Told,
  followUps: readonly FollowUp[],
): readonly FollowUp[] {
  const changed: FollowUp[] = [];
  const ours = followUps.filter((one) => one.action === 'capture');
  const known = new Set(ours.map(({ reference }) => reference));
  const unclaimed = payment.captures.filter(({ reference }) => !known.has(reference));
  for (const capture of ours) {
    if (capture.progress.state === 'failed') continue;
    const told =
      payment.captures.find(({ reference }) => reference === capture.reference) ??
      // Its answer was lost. One operation of a hold is in flight at a time, so a capture of that amount is its own.
      (capture.reference === undefined
        ? unclaimed.findLast(({ amount }) => amount.minor === capture.amount.minor)
        : undefined);
    if (!told) continue;
    if (unclaimed.includes(told)) unclaimed.splice(unclaimed.indexOf(told), 1);
    changed.push(...moved(capture, progressOf(told, 'capture_failed'), told.reference, occasion));
  }
  for (const told of unclaimed) {
    if (told.status === 'failed') continue;
    const content = { action: 'capture', rest: 'keep' } as const;
    changed.push(madeAtProvider(purchase, content, told, progressOf(told, 'capture_failed'), occasion));
  }
  return changed;
}

/** What it makes of giving a hold back: of our wish to, and of a hold that others have ended or time has. */
export function settleReleases(
  { purchase, payment, occasion }: Told,
  followUps: readonly FollowUp[],
  hold: 'held' | 'ended',
): readonly FollowUp[] {
  if (hold === 'held') return [];
  const taken = payment.captures.filter(({ status }) => status !== 'failed').reduce(total, 0n);
  const released = money(payment.authorized.minor - taken, payment.amount.currency);
  const hasExpired = payment.status === 'expired' || payment.authorizations.at(-1)?.status === 'expired';
  const waiting = followUps.find((one) => one.action === 'cancel' && one.progress.state === 'waiting');
  const changed: FollowUp[] = [];
  if (waiting) {
    const isOurs = !hasExpired && released.minor > 0n;
    const failure = { kind: 'rejected', code: hasExpired ? 'hold_expired' : 'hold_released' } as const;
    const progress: Progress = isOurs ? { state: 'finished' } : { state: 'failed', failure };
    changed.push(...moved(waiting, progress, payment.reference, occasion));
    if (isOurs) return changed;
  }
  const isAccountedFor = followUps.some(
    (one) =>
      (one.action === 'cancel' && one.progress.state === 'finished') ||
      // A capture that was to be the last one has given back the rest.
      (one.action === 'capture' && one.progress.state === 'finished' && one.rest === 'release'),
  );
  if (released.minor <= 0n || isAccountedFor) return changed;
  const reference = `${payment.reference}-${hasExpired ? 'expired' : 'voided'}`;
  const told = { reference, amount: released };
  return [...changed, madeAtProvider(purchase, { action: 'cancel' }, told, { state: 'finished' }, occasion)];
}

/** What it makes of our wish for a fresh hold: there is one by another name, or the old one is gone. */
export function settleRenewals(
  { payment, occasion }: Told,
  followUps: readonly FollowUp[],
  hold: 'held' | 'ended',
): readonly FollowUp[] {
  return followUps
    .filter((one) => one.action === 're_authorize' && one.progress.state === 'waiting')
    .flatMap((renewal) => {
      if (renewal.action !== 're_authorize') return [];
      const replaced = payment.authorizations.some(
        ({ reference, status }) => reference === renewal.replaces && status === 'replaced',
      );
      const fresh = payment.authorizations.at(-1);
      if (replaced && fresh) return moved(renewal, { state: 'finished' }, fresh.reference, occasion);
      if (hold === 'held') return [];
      const failure = { kind: 'rejected', code: 'hold_released' } as const;
      return moved(renewal, { state: 'failed', failure }, undefined, occasion);
    });
}

/** What it makes of refunds: of ours, which may fail long after they have succeeded, and of those made elsewhere. */
export function settleRefunds(
  { purchase, payment, occasion }: Told,
  followUps: readonly FollowUp[],
): readonly FollowUp[] {
  const ours = followUps.filter((one) => one.action === 'refund');
  const claimed = new Set<string>();
  const changed = ours.flatMap((refund) => {
    const told = payment.refunds.find(
      ({ reference, commandId }) =>
        reference === refund.reference ||
        (refund.reference === undefined && refund.origin.by === 'shop' && commandId === refund.origin.commandId),
    );
    if (!told) return [];
    claimed.add(told.reference);
    return moved(refund, progressOf(told, 'refund_failed'), told.reference, occasion);
  });
  const elsewhere = payment.refunds
    .filter(({ reference, status }) => !claimed.has(reference) && status !== 'failed')
    .map((told) => {
      const source = sourceOf(purchase, followUps, told.captureReference);
      return madeAtProvider(source, { action: 'refund' }, told, progressOf(told, 'refund_failed'), occasion);
    });
  return [...changed, ...elsewhere];
}

/** What it makes of disputes, which only others open: undecided, won, or lost. */
export function settleDisputes(
  { purchase, payment, occasion }: Told,
  followUps: readonly FollowUp[],
): readonly FollowUp[] {
  return payment.disputes.flatMap((told) => {
    const progress = progressOfDispute(told);
    const known = followUps.find(({ action, reference }) => action === 'dispute' && reference === told.reference);
    if (known) return moved(known, progress, told.reference, occasion);
    return [madeAtProvider(purchase, { action: 'dispute', reason: told.reason }, told, progress, occasion)];
  });
}

/** The capture that a refund made elsewhere is of; the purchase itself when it does not say, or was taken at once. */
function sourceOf(
  purchase: Purchase,
  followUps: readonly FollowUp[],
  captureReference: string | undefined,
): Purchase | FollowUp {
  const captures = followUps.filter(({ action, progress }) => action === 'capture' && progress.state === 'finished');
  const named = captures.find(({ reference }) => reference === captureReference);
  if (named || purchase.action === 'charge') return named ?? purchase;
  return captures.length === 1 ? (captures[0] ?? purchase) : purchase;
}

/** The transaction with other progress; nothing when that is what it has. */
function moved(
  one: FollowUp,
  progress: Progress,
  reference: string | undefined,
  { at }: Occasion,
): readonly FollowUp[] {
  const before = one.progress;
  const isSame =
    before.state === progress.state &&
    (reference === undefined || reference === one.reference) &&
    (before.state !== 'waiting' || progress.state !== 'waiting' || before.waiting.for === progress.waiting.for);
  return isSame ? [] : [progressed(one, progress, at, reference ?? one.reference)];
}

function progressOf({ status }: Pick<ProviderCapture, 'status'>, code: string): Progress {
  switch (status) {
    case 'succeeded':
      return { state: 'finished' };
    case 'pending':
      return { state: 'waiting', waiting: { for: 'provider' } };
    case 'failed':
      return { state: 'failed', failure: { kind: 'rejected', code } };
    default:
      return unreachable(status);
  }
}

function progressOfDispute({ status }: ProviderDispute): Progress {
  switch (status) {
    case 'open':
      return { state: 'open' };
    case 'lost':
      return { state: 'finished' };
    case 'won':
      return { state: 'failed', failure: { kind: 'cancelled' } };
    default:
      return unreachable(status);
  }
}

type Content =
  | Pick<Of<'capture'>, 'action' | 'rest'>
  | Readonly<{ action: 'cancel' }>
  | Readonly<{ action: 'refund' }>
  | Pick<Of<'dispute'>, 'action' | 'reason'>;

function madeAtProvider(
  source: Purchase | FollowUp,
  content: Content,
  { amount, reference }: Readonly<{ amount: Money; reference: string }>,
  progress: Progress,
  { at, draw }: Occasion,
): FollowUp {
  const { orderId, environment, mode, method } = source;
  const { id: sourceId } = source;
  const common = { ...draw(), orderId, environment, mode, method, amount, reference, sourceId };
  const born = { origin: { by: 'provider' }, progress, createdAt: at, updatedAt: at, version: 1 } as const;
  return { ...common, ...born, ...content };
}

function total(sum: bigint, { amount }: Readonly<{ amount: Money }>): bigint {
  return sum + amount.minor;
}
