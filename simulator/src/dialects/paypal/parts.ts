import type { Instant } from '../../engine/ids.ts';
import { type Approved, type Authorization, authorizations, type Capture } from '../../engine/payment.ts';
import type { Changed } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails } from './codec.ts';
import { disputeNumber, type ResourceKind, wireId } from './ids.ts';

/** What of a payment has an id of its own on the wire. */
export type PartKind = Extract<ResourceKind, 'authorization' | 'capture' | 'refund'> | 'dispute';

/** A part of a payment: `id` is what it is called on the wire, `part` what it is called in the payment. */
export type Part = Readonly<{ kind: PartKind; id: string; part: string; at: Instant }>;

/** Every part that is or was shown of a payment, oldest first. */
export function partsOf(stored: StoredPayment): readonly Part[] {
  const { payment } = stored;
  const approved = payment.state === 'approved' ? payment : undefined;
  const attempts = shownAttempts(stored);
  const isCapturedAtOnce = payment.captureMode === 'automatic';
  return [
    ...attempts.map(({ id, at }): Part => {
      const kind = isCapturedAtOnce ? 'capture' : 'authorization';
      return { kind, id: wireId(kind, id), part: id, at };
    }),
    ...(approved?.captures ?? []).flatMap((capture): readonly Part[] => {
      if (approved === undefined || isFirstCapture(approved, capture)) return [];
      return [{ kind: 'capture', id: wireId('capture', capture.id), part: capture.id, at: capture.at }];
    }),
    ...(approved?.refunds ?? []).map(
      ({ id, at }): Part => ({ kind: 'refund', id: wireId('refund', id), part: id, at }),
    ),
    ...(approved?.disputes ?? []).map(({ id, at }): Part => ({ kind: 'dispute', id: disputeNumber(id), part: id, at })),
  ];
}

/** The attempts of which something is shown: those of a wallet that were refused on the spot are not. */
export function shownAttempts(stored: StoredPayment): readonly Authorization[] {
  const { refusedAttempts } = decodeDetails(stored);
  return authorizations(stored.payment).filter(({ id }) => !refusedAttempts.includes(id));
}

/**
 * Whether a capture is the one that came with its authorization. It goes by the authorization's id, since it is shown from
 * the attempt on, whatever becomes of it.
 */
export function isFirstCapture(payment: Approved, capture: Capture): boolean {
  if (payment.captureMode !== 'automatic') return false;
  return payment.captures.find(({ authorizationId }) => authorizationId === capture.authorizationId) === capture;
}

/** What a capture is called on the wire. */
export function captureWireId(payment: Approved, capture: Capture): string {
  return wireId('capture', isFirstCapture(payment, capture) ? capture.authorizationId : capture.id);
}

/** The capture that a part names. */
export function captureOfPart(payment: Approved, part: string): Capture | undefined {
  return payment.captures.find((capture) =>
    isFirstCapture(payment, capture) ? capture.authorizationId === part : capture.id === part,
  );
}

/** What finds a payment by the ids of its parts; made in the commit that makes the part. */
export function pointersOf({ before, stored }: Changed): readonly DialectObject[] {
  const known = new Set(before === undefined ? [] : partsOf(before).map(({ id }) => id));
  const { environment, merchantId, dialect, paymentId } = stored;
  return partsOf(stored)
    .filter(({ id }) => !known.has(id))
    .map(({ kind, id, part, at }) => ({
      environment,
      merchantId,
      dialect,
      kind,
      id,
      createdAt: at,
      tags: [],
      value: { payment: paymentId, part },
      version: 1,
    }));
}
