import type { Event } from '../../engine/event.ts';
import { unreachable } from '../../engine/unreachable.ts';
import { moneyText } from '../money-text.ts';
import type { Party } from './sequence.ts';
import { inWords } from './words.ts';

/** How a message is meant: as it should be, a refusal, something going wrong on purpose, a credential gone astray. */
export type Mood = 'plain' | 'refused' | 'fault' | 'crossing';

/** One line of a sequence, from top to bottom. */
export type Line = Readonly<
  | {
      kind: 'message';
      from: Party;
      to: Party;
      text: string;
      /** An answer is drawn with a broken line, and what never arrived with a cross. */
      is: 'question' | 'answer' | 'lost';
      mood: Mood;
      /** The entry of the journal that it is. */
      entry?: number;
    }
  | { kind: 'note'; text: string }
  | { kind: 'time'; text: string }
>;

/** What a fact about a payment looks like between the provider and the issuer. */
export function linesOfEvent(event: Event): readonly Line[] {
  switch (event.type) {
    case 'requested':
    case 'action_approved':
      // The exchange that has brought it says the same.
      return [];
    case 'amended':
      return [note(`now ${moneyText(event.amount)}`)];
    case 'action_required':
      return [note(`waits for the customer: ${event.kind}`)];
    case 'action_failed':
      return [tells(`challenge failed: ${inWords(event.decline.code)}`, 'refused')];
    case 'action_cancelled':
      return [note('the customer cancels')];
    case 'action_expired':
      return [note('the customer has let time run out')];
    case 'authorization_pending':
      return [asks(`authorize ${moneyText(event.amount)}`), tells(`not decided yet (${event.reason})`)];
    case 'authorized':
      return [asks('authorize'), tells(`approved ${moneyText(event.amount)}`)];
    case 'declined':
      return [
        asks(`authorize ${moneyText(event.amount)}`),
        tells(`declined: ${inWords(event.decline.code)}`, 'refused'),
      ];
    case 'cancelled':
      return [note(`cancelled, ${inWords(event.reason)}`)];
    case 'hold_expired':
      return [note(`hold expired, ${moneyText(event.amount)} left`)];
    case 'incremented':
      return [asks(`increase by ${moneyText(event.by)}`), tells('approved')];
    case 'increment_declined':
      return [asks(`increase by ${moneyText(event.by)}`), tells(`declined: ${inWords(event.decline.code)}`, 'refused')];
    case 'reauthorized':
      return [asks('authorize again'), tells(`approved ${moneyText(event.amount)}`)];
    case 'reauthorization_declined':
      return [asks('authorize again'), tells(`declined: ${inWords(event.decline.code)}`, 'refused')];
    case 'capture_accepted':
      return [note(`capture of ${moneyText(event.amount)} accepted`)];
    case 'captured':
      return [asks(`capture ${moneyText(event.amount)}`)];
    case 'capture_failed':
      return [tells(`capture failed: ${inWords(event.failure)}`, 'refused')];
    case 'void_accepted':
      return [note('void accepted')];
    case 'voided':
      return [asks(`give back ${moneyText(event.amount)}`)];
    case 'void_failed':
      return [tells(`void failed: ${inWords(event.failure)}`, 'refused')];
    case 'refund_accepted':
      return [note(`refund of ${moneyText(event.amount)} accepted`)];
    case 'refunded':
      return [asks(`refund ${moneyText(event.amount)}`)];
    case 'refund_failed':
      return [tells(`refund failed: ${inWords(event.failure)}`, 'refused')];
    case 'refund_returned':
      return [tells(`refund comes back: ${inWords(event.failure)}`, 'refused')];
    case 'dispute_opened':
      return [tells(`${event.stage}: ${inWords(event.reason)}, ${moneyText(event.amount)}`, 'refused')];
    case 'evidence_submitted':
      return [asks('evidence against the dispute')];
    case 'dispute_escalated':
      return [tells(`becomes a chargeback, ${moneyText(event.amount)}`, 'refused')];
    case 'dispute_won':
      return [tells(`dispute won, ${moneyText(event.amount)} back`)];
    case 'dispute_lost':
      return [tells(`dispute lost (${inWords(event.cause)})`, 'refused')];
    case 'dispute_closed':
      return [tells('inquiry closed')];
    case 'settled':
      return [note('settled into a payout')];
    default:
      return unreachable(event);
  }
}

function note(text: string): Line {
  return { kind: 'note', text };
}

function asks(text: string): Line {
  return { kind: 'message', from: 'provider', to: 'issuer', text, is: 'question', mood: 'plain' };
}

function tells(text: string, mood: Mood = 'plain'): Line {
  return { kind: 'message', from: 'issuer', to: 'provider', text, is: 'answer', mood };
}
