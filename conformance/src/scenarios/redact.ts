import { stripVTControlCharacters } from 'node:util';
import type { Scanner } from '../oracle/scanner.ts';

// A payment card's number is no credential, but it is nobody's business either. A time in milliseconds has 13 digits.
const CARD_NUMBERS = /\b\d{14,19}\b/g;

/** The generic provider's secrets and tokens, whoever they belong to, by their shape. */
const SECRETS = /\bg(sk|cs|at)_([a-z][a-z0-9-]*)_[A-Za-z0-9_]+/g;

/** The session, in whatever cookie or header it goes. */
const SESSIONS = /((?:session|visitor|cart)-[a-z-]+=|csrf-token:\s*)[^\s";,}]+/gi;

/** Fields of a body that nobody is to read. */
const FIELDS = /("(?:csrfToken|password|clientSecret|apiKey|client_secret|access_token)"\s*:\s*")[^"]*/g;

/** Addresses that open something to whoever has them: a payment page, the way back from it, an order. */
const KEYED_ADDRESSES = /(\/(?:pay|return|orders)\/)[A-Za-z0-9]{20,}/g;

/** A text that may be shown to people: secrets, sessions, keys in addresses and card numbers are taken out of it. */
export function withoutSecrets(text: string, scanner: Scanner): string {
  return scanner
    .redact(stripVTControlCharacters(text))
    .replace(SECRETS, (_, kind: string, environment: string) => `g${kind}_${environment}_…`)
    .replace(SESSIONS, '$1…')
    .replace(FIELDS, '$1…')
    .replace(KEYED_ADDRESSES, '$1…')
    .replace(CARD_NUMBERS, (digits) => `…${digits.slice(-4)}`);
}

/** The same failure, told without secrets. */
export function redactedError(error: unknown, scanner: Scanner): Error {
  if (!(error instanceof Error)) return new Error(withoutSecrets(String(error), scanner));
  const redacted = new Error(withoutSecrets(error.message, scanner));
  redacted.name = error.name;
  redacted.stack = withoutSecrets(error.stack ?? error.message, scanner);
  return redacted;
}
