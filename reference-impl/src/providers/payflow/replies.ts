import type { Decline, Rejection, Unknown } from '../../payments/outcome.ts';
import type { ConnectionReading } from '../../payments/provider.ts';
import type { HttpReply } from '../../platform/http-client.ts';
import type { Currency } from '../../shop/currency.ts';
import type { Money } from '../../shop/money.ts';
import { fromText } from './amounts.ts';
import { read } from './pairs.ts';
import { modeOf } from './requests.ts';
import { type Meaning, meaningOf } from './results.ts';

/** A refusal. */
export type Rejected = Readonly<{ kind: 'rejected'; rejection: Rejection }>;

/** What came of asking for a page to pay on. */
export type TokenReply = Readonly<{ kind: 'token'; value: string }> | Rejected | Unknown;

/** What came of an operation: a refusal, or that it has been taken and can be inquired about. */
export type OperationReply = Readonly<{ kind: 'taken'; pnref: string }> | Rejected | Unknown;

/**
 * How a transaction stands. `held` and `partly_captured` are of authorizations that can still be captured, `captured` of
 * one that cannot any more; `taken` is a sale or a capture, and `done` what moves no money by itself.
 */
export type Inquiry =
  | Readonly<{ kind: 'found'; pnref: string; standing: Standing; amount: Money }>
  | Readonly<{ kind: 'found'; pnref: string; standing: 'review' | 'failed'; amount?: Money }>
  | Readonly<{ kind: 'found'; pnref: string; standing: 'declined'; decline: Decline; amount?: Money }>
  | Readonly<{ kind: 'absent' }>
  | Rejected
  | Unknown;
type Standing = 'held' | 'partly_captured' | 'captured' | 'taken' | 'voided' | 'done';

/** Nothing that can be made sense of. */
export const UNREADABLE: Unknown = { kind: 'unknown', why: 'unreadable' };
const SERVER_ERROR: Unknown = { kind: 'unknown', why: 'server_error' };
const PNREF = /^[A-Za-z0-9]{12}$/;
const TOKEN_LENGTH_MAX = 64;

/** Whether a text can be a PNREF. */
export function isPnref(text: string | undefined): text is string {
  return text !== undefined && PNREF.test(text);
}

/** A token for exactly the name that was asked for. */
export function readToken(reply: HttpReply, tokenId: string): TokenReply {
  const answer = answerOf(reply);
  if (!('values' in answer)) return answer;
  if (answer.meaning.kind !== 'approved') return refusedBy(answer.meaning);
  const value = answer.values.get('SECURETOKEN') ?? '';
  const fits = answer.values.get('SECURETOKENID') === tokenId && value !== '' && value.length <= TOKEN_LENGTH_MAX;
  return fits ? { kind: 'token', value } : UNREADABLE;
}

/** What came of a capture, a void or a refund. What is held for review has been taken, and is not done. */
export function readOperation(reply: HttpReply): OperationReply {
  const answer = answerOf(reply);
  if (!('values' in answer)) return answer;
  const { meaning, values } = answer;
  if (meaning.kind !== 'approved' && meaning.kind !== 'review') return refusedBy(meaning);
  const pnref = values.get('PNREF');
  return isPnref(pnref) ? { kind: 'taken', pnref } : UNREADABLE;
}

/** How the transaction stands that was inquired about: the result of the inquiry is not the result of the transaction. */
export function readInquiry(reply: HttpReply, currency: Currency): Inquiry {
  const answer = answerOf(reply);
  if (!('values' in answer)) return answer;
  const { meaning, values } = answer;
  if (meaning.kind === 'absent') return { kind: 'absent' };
  if (meaning.kind !== 'approved') return refusedBy(meaning);
  const pnref = values.get('ORIGPNREF');
  const told = values.get('CURRENCY') ?? currency;
  const amount = told === currency ? fromText(values.get('AMT'), currency) : undefined;
  if (!isPnref(pnref)) return UNREADABLE;
  const found = { kind: 'found', pnref } as const;
  const withAmount = amount === undefined ? {} : { amount };
  const original = meaningOf(values.get('ORIGRESULT'));
  switch (original.kind) {
    case 'approved': {
      const standing = standingOf(values.get('TRANSSTATE') ?? '');
      return standing === undefined || amount === undefined ? UNREADABLE : { ...found, standing, amount };
    }
    case 'review':
      return { ...found, standing: 'review', ...withAmount };
    case 'declined':
      return { ...found, standing: 'declined', decline: original.decline, ...withAmount };
    case 'rejected':
    case 'absent':
      return { ...found, standing: 'failed', ...withAmount };
    case 'unknown':
      return UNREADABLE;
  }
}

/** Whether the login is known there: then it is told that nobody has made such a transaction. Mode is the address's. */
export function readConnection(reply: HttpReply, address: string, vendor: string): ConnectionReading {
  const answer = answerOf(reply);
  if (!('values' in answer)) return answer;
  if (answer.meaning.kind !== 'absent') return refusedBy(answer.meaning);
  const merchant = { merchantId: vendor, merchantName: `Payflow, ${vendor}`, merchantStatus: 'active' };
  const mode = modeOf(address);
  return { kind: 'connection', connection: { ...(mode === undefined ? {} : { mode }), ...merchant, scopes: [] } };
}

/** The states of https://developer.paypal.com/api/nvp-soap/payflow/integration-guide/verbosity/ that are settled ones. */
const STANDINGS: Readonly<Record<string, Standing>> = {
  0: 'done',
  3: 'held',
  4: 'partly_captured',
  6: 'taken',
  7: 'taken',
  8: 'taken',
  9: 'captured',
  // Taken, and contested since.
  15: 'taken',
};

function standingOf(state: string): Standing | undefined {
  // A void adds a thousand to whatever the state was.
  if (/^100[346789]$/.test(state)) return 'voided';
  return Object.hasOwn(STANDINGS, state) ? STANDINGS[state] : undefined;
}

/** An answer, and what its RESULT says. */
type Answer = Readonly<{ values: ReadonlyMap<string, string>; meaning: Meaning }>;

/** What was answered; nothing known when it cannot be read whole, or has no RESULT. */
export function answerOf(reply: HttpReply): Answer | Unknown {
  if (reply.status >= 500) return SERVER_ERROR;
  const values = reply.status === 200 ? read(reply.body) : undefined;
  return values?.has('RESULT') ? { values, meaning: meaningOf(values.get('RESULT')) } : UNREADABLE;
}

/** What was asked for has not been done, or nobody knows. A decline of something without a card is a refusal of it. */
export function refusedBy(meaning: Meaning): Rejected | Unknown {
  switch (meaning.kind) {
    case 'rejected':
      return meaning;
    case 'declined':
      return { kind: 'rejected', rejection: { about: 'state', code: meaning.decline.code } };
    case 'absent':
      return { kind: 'rejected', rejection: { about: 'request', code: 'original_not_found' } };
    case 'unknown':
      return SERVER_ERROR;
    case 'approved':
    case 'review':
      return UNREADABLE;
  }
}
