import { maskSecret } from '../accounts/secret.ts';
import type { Masks } from '../operations/world.ts';
import { holdsCardNumber, withoutCardNumbers } from '../situations/card.ts';
import type { Json } from '../store/store.ts';
import { percentDecoded } from './percent.ts';

/** How a dialect's secrets look, wherever they turn up in text. */
export type SecretShapes = readonly RegExp[];

/** Fields whose value is never kept, whatever it looks like. Names are compared in lower case, without separators. */
const HIDDEN_FIELDS: ReadonlySet<string> = new Set([
  'cvc',
  'cvc2',
  'cvv',
  'cvv2',
  'csc',
  'securitycode',
  'cardsecuritycode',
  'verificationvalue',
  'password',
  'passphrase',
  'pwd',
  'pin',
  'track',
  'track1',
  'track2',
  'trackdata',
]);

/** Fields that hold a card number; of what is long enough to be one, the last four digits stay. */
const CARD_FIELDS: ReadonlySet<string> = new Set([
  'number',
  'acct',
  'pan',
  'cardnumber',
  'ccnumber',
  'primaryaccountnumber',
]);

/** Fields that hold a secret; enough of it stays to recognise it. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'apikey',
  'clientsecret',
  'accesstoken',
  'refreshtoken',
  'clientassertion',
  'secret',
  'token',
]);

// A security code in a sentence: nothing but the word before it gives it away.
const SPOKEN_CODES = /\b(cvc2?|cvv2?|csc|security code)(\W{0,5})\d{3,4}\b/gi;

// More digits than any amount has: a number this long is somebody's, and JSON has no better place to hide it.
const NUMBER_DIGITS_MAX = 12;

// The shortest card number, and the shortest security code.
const NUMBER_DIGITS_MIN = 12;
const CODE_DIGITS_MIN = 3;

// As long as `cvc123`: whatever is shorter has nothing to hide, and most of what is masked is shorter.
const TELLING_LENGTH_MIN = 6;

const JOURNAL_BODY_MAX = 64 * 1024;
const TRUNCATED_LENGTH = 1024;
const DEPTH_MAX = 40;

/** Everything that masks and knows these secrets, for whoever journals what no listener has seen. */
export function masksOf(shapes: SecretShapes): Masks {
  return {
    target: (target) => maskedTarget(target, shapes),
    headers: (headers) => maskedHeaders(headers, shapes),
    body: (contentType, body) => maskedBody(contentType, body, shapes),
  };
}

/** A body as the journal may keep it: decoded where it is JSON or a form, with card data and secrets masked. */
export function maskedBody(
  contentType: string,
  body: string,
  shapes: SecretShapes,
): Readonly<{ body?: Json; truncated?: true }> {
  if (body === '') return {};
  if (body.length > JOURNAL_BODY_MAX) {
    return { body: withoutDigits(body.slice(0, TRUNCATED_LENGTH), shapes), truncated: true };
  }
  const value = decoded(contentType, body);
  return { body: value === undefined ? withoutDigits(body, shapes) : maskedJson(value, shapes) };
}

/** Request or response headers with credentials and cookies masked. */
export function maskedHeaders(
  headers: Readonly<Record<string, string>>,
  shapes: SecretShapes,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, maskedHeader(name, value, shapes)] as const),
  );
}

/** Free text with card numbers and secrets masked, also where they are percent-encoded. */
export function maskedText(text: string, shapes: SecretShapes): string {
  if (text.length < TELLING_LENGTH_MIN) return text;
  const plain = percentDecoded(text);
  if (plain !== text) {
    const masked = maskedPlainText(plain, shapes);
    // Only what has something to hide loses its encoding.
    if (masked !== plain) return masked;
  }
  return maskedPlainText(text, shapes);
}

/** Path and query of a request, with the fields of the query masked as those of a form are. */
export function maskedTarget(target: string, shapes: SecretShapes): string {
  const queryAt = target.indexOf('?');
  if (queryAt === -1) return maskedText(target, shapes);
  const query = target
    .slice(queryAt + 1)
    .split('&')
    .map((pair) => maskedPair(pair, shapes))
    .join('&');
  return `${maskedText(target.slice(0, queryAt), shapes)}?${query}`;
}

function maskedPlainText(text: string, shapes: SecretShapes): string {
  let masked = text;
  // Every text of every exchange comes by here, and hardly any has something to hide.
  for (const shape of shapes) {
    if (masked.search(shape) !== -1) masked = masked.replace(shape, (secret) => maskSecret(secret));
  }
  const digits = digitsIn(masked);
  if (digits >= NUMBER_DIGITS_MIN) masked = withoutCardNumbers(masked);
  return digits >= CODE_DIGITS_MIN ? masked.replace(SPOKEN_CODES, '$1$2•••') : masked;
}

function digitsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
}

function maskedPair(pair: string, shapes: SecretShapes): string {
  const [[name, value] = ['', '']] = new URLSearchParams(pair);
  const masked = maskedJson(value, shapes, name);
  if (masked === value && maskedText(name, shapes) === name) return pair;
  return `${maskedText(name, shapes)}=${String(masked)}`;
}

/** What cannot be decoded has no field names to go by, so every digit is hidden: a security code is only three. */
function withoutDigits(text: string, shapes: SecretShapes): string {
  return maskedText(text, shapes).replaceAll(/\d/g, '•');
}

function maskedHeader(name: string, value: string, shapes: SecretShapes): string {
  if (name === 'authorization' || name === 'proxy-authorization') {
    const [scheme = '', credentials = ''] = value.split(' ', 2);
    if (credentials === '') return maskSecret(scheme);
    if (scheme.toLowerCase() !== 'basic') return `${maskedText(scheme, shapes)} ${maskSecret(credentials)}`;
    const [user = '', ...password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
    return `${scheme} ${maskedText(user, shapes)}:${maskSecret(password.join(':'))}`;
  }
  if (name === 'cookie' || name === 'set-cookie' || name === 'x-api-key') return maskSecret(value);
  return maskedText(value, shapes);
}

function decoded(contentType: string, body: string): Json | undefined {
  if (/[/+]json\b/i.test(contentType)) {
    try {
      return JSON.parse(body);
    } catch {
      return undefined;
    }
  }
  return /x-www-form-urlencoded/i.test(contentType) ? decodedForm(body) : undefined;
}

/** A field that is given more than once becomes a list: that it was is evidence. */
function decodedForm(body: string): Json {
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(body)) fields.set(name, [...(fields.get(name) ?? []), value]);
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? '')]),
  );
}

function maskedJson(value: Json, shapes: SecretShapes, field = '', depth = 0): Json {
  if (depth > DEPTH_MAX) return '…';
  const name = bareName(field);
  if (HIDDEN_FIELDS.has(name)) return '•••';
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return isTelling(value, name) ? '•••' : value;
  if (typeof value === 'string') return maskedString(value, name, shapes);
  if (isList(value)) return value.map((part) => maskedJson(part, shapes, field, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const shown = maskedText(key, shapes);
      // Whoever puts a card number or a secret into a name may have put anything beside it.
      return [shown, shown === key ? maskedJson(part, shapes, key, depth + 1) : '•••'] as const;
    }),
  );
}

function maskedString(value: string, name: string, shapes: SecretShapes): string {
  if (SECRET_FIELDS.has(name)) return maskSecret(value);
  if (!CARD_FIELDS.has(name)) return maskedText(value, shapes);
  const digits = value.replaceAll(/\D/g, '');
  // Less than a card number may be a security code in the wrong field.
  return digits.length < NUMBER_DIGITS_MAX ? '••••' : `••••${digits.slice(-4)}`;
}

// The same few names come in every exchange; those that a caller makes up are not to fill the memory.
const bareNames = new Map<string, string>();
const BARE_NAMES_MAX = 2000;
const BARE_NAME_LENGTH_MAX = 100;

/** The name that is meant by `cardNumber`, `card_number`, `card[number]` and `card.number`. */
function bareName(field: string): string {
  const known = bareNames.get(field);
  if (known !== undefined) return known;
  const name = bared(field);
  if (bareNames.size >= BARE_NAMES_MAX) bareNames.clear();
  if (field.length <= BARE_NAME_LENGTH_MAX) bareNames.set(field, name);
  return name;
}

function bared(field: string): string {
  const last = /(?:^|[[.])([^[\].]+)\]?$/.exec(field)?.[1] ?? field;
  return last.toLowerCase().replaceAll(/[-_ ]/g, '');
}

function isTelling(value: number, name: string): boolean {
  if (CARD_FIELDS.has(name) || SECRET_FIELDS.has(name)) return true;
  const text = String(value);
  if (text.length < NUMBER_DIGITS_MIN) return false;
  return text.replaceAll(/\D/g, '').length > NUMBER_DIGITS_MAX || holdsCardNumber(text);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
