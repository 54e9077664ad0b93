import type { Event } from '../../engine/event.ts';
import type { Instant } from '../../engine/ids.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { NumberedEntry } from '../../store/journal.ts';

/** What a change of a payment is about. */
export type Subject = 'authorize' | 'increase' | 'capture' | 'void' | 'cancel' | 'refund' | 'dispute' | 'time';

/** Events that were decided together, about one thing. */
export type Step = Readonly<{ at: Instant; subject: Subject; events: readonly Event[] }>;

/** The events of a payment, in steps. */
export function stepsOf(events: readonly Event[]): readonly Step[] {
  const steps: { at: Instant; subject: Subject; about: string; events: Event[] }[] = [];
  for (const event of events) {
    const { subject, about } = kindOf(event);
    const last = steps.at(-1);
    if (last !== undefined && last.at === event.at && last.subject === subject && last.about === about) {
      last.events.push(event);
    } else steps.push({ at: event.at, subject, about, events: [event] });
  }
  return steps;
}

/** What an exchange can have brought about, going by what its operation and path are called. */
export function subjectsOf({ operation = '', request }: NumberedEntry): readonly Subject[] {
  const name = `${operation} ${(request.path ?? '').split('?', 1)[0]}`.toLowerCase();
  if (/refund/.test(name)) return ['refund'];
  if (/captur/.test(name)) return ['capture'];
  if (/void/.test(name)) return ['void'];
  if (/cancel/.test(name)) return ['cancel', 'void', 'authorize'];
  if (/increment|reauthoriz/.test(name)) return ['increase'];
  if (/dispute|evidence/.test(name)) return ['dispute'];
  return ['authorize', 'cancel'];
}

function kindOf(event: Event): Readonly<{ subject: Subject; about: string }> {
  switch (event.type) {
    case 'requested':
    case 'amended':
    case 'action_required':
    case 'action_approved':
    case 'action_failed':
    case 'action_cancelled':
    case 'authorization_pending':
    case 'authorized':
    case 'declined':
      return { subject: 'authorize', about: '' };
    case 'cancelled':
      return { subject: 'cancel', about: '' };
    case 'incremented':
    case 'increment_declined':
    case 'reauthorized':
    case 'reauthorization_declined':
      return { subject: 'increase', about: '' };
    case 'capture_accepted':
    case 'captured':
    case 'capture_failed':
      return { subject: 'capture', about: event.captureId };
    case 'void_accepted':
    case 'voided':
    case 'void_failed':
      return { subject: 'void', about: event.voidId };
    case 'refund_accepted':
    case 'refunded':
    case 'refund_failed':
    case 'refund_returned':
      return { subject: 'refund', about: event.refundId };
    case 'dispute_opened':
    case 'evidence_submitted':
    case 'dispute_escalated':
    case 'dispute_won':
    case 'dispute_lost':
    case 'dispute_closed':
      return { subject: 'dispute', about: event.disputeId };
    case 'action_expired':
    case 'hold_expired':
    case 'settled':
      return { subject: 'time', about: event.type };
    default:
      return unreachable(event);
  }
}
