import type { Unknown } from '../../payments/outcome.ts';
import type { HttpReply } from '../../platform/http-client.ts';
import { answerOf, isPnref, type Rejected, refusedBy, UNREADABLE } from './replies.ts';

const TOKEN = /^EC-[A-Za-z0-9]{1,30}$/;
const PAYER_ID = /^[A-Za-z0-9]{1,20}$/;
// PayPal's own errors, which come in the message of a RESULT: https://developer.paypal.com/api/nvp-soap/errors/
const EXPIRED = '10411';
const PAID_ALREADY = '10415';

/** Whether a text can be a token of Express Checkout. */
export function isExpressToken(text: string | undefined): text is string {
  return text !== undefined && TOKEN.test(text);
}

/** A page to approve on. */
export function readSet(reply: HttpReply): Readonly<{ kind: 'token'; token: string }> | Rejected | Unknown {
  const answer = answerOf(reply);
  if (!('values' in answer)) return answer;
  if (answer.meaning.kind !== 'approved') return refusedBy(answer.meaning);
  const token = answer.values.get('TOKEN');
  return isExpressToken(token) ? { kind: 'token', token } : UNREADABLE;
}

/** Who has approved, or nobody yet, or nobody ever will. */
export function readDetails(
  reply: HttpReply,
  token: string,
): Readonly<{ kind: 'approved'; payerId: string }> | Readonly<{ kind: 'waiting' | 'expired' }> | Rejected | Unknown {
  const answer = answerOf(reply);
  if (!('values' in answer)) return answer;
  const { meaning, values } = answer;
  if (meaning.kind !== 'approved') return errorIn(values) === EXPIRED ? { kind: 'expired' } : refusedBy(meaning);
  if (values.get('TOKEN') !== token) return UNREADABLE;
  const payerId = values.get('PAYERID');
  if (payerId === undefined || payerId === '') return { kind: 'waiting' };
  return PAYER_ID.test(payerId) ? { kind: 'approved', payerId } : UNREADABLE;
}

/**
 * What came of asking for what was approved. `answered` is that the account was asked, now or before: what it has said is for
 * an inquiry to tell.
 */
export function readPaid(
  reply: HttpReply,
): Readonly<{ kind: 'taken'; pnref: string }> | Readonly<{ kind: 'answered' | 'expired' }> | Rejected | Unknown {
  const answer = answerOf(reply);
  if (!('values' in answer)) return answer;
  const { meaning, values } = answer;
  if (meaning.kind === 'approved' || meaning.kind === 'review') {
    const pnref = values.get('PNREF');
    return isPnref(pnref) ? { kind: 'taken', pnref } : UNREADABLE;
  }
  const error = errorIn(values);
  if (error === EXPIRED) return { kind: 'expired' };
  return meaning.kind === 'declined' || error === PAID_ALREADY ? { kind: 'answered' } : refusedBy(meaning);
}

function errorIn(values: ReadonlyMap<string, string>): string | undefined {
  return /\b(1\d{4})\b/.exec(values.get('RESPMSG') ?? '')?.[1];
}
