import { maskSecret } from '../accounts/secret.ts';
import type { Json } from '../store/store.ts';

/** How a dialect's secrets look, wherever they turn up in text. */
export type SecretShapes = readonly RegExp[];

/** Fields whose value is never kept, whatever it looks like. */
const HIDDEN_FIELDS: ReadonlySet<string> = new Set(['cvc', 'cvv', 'cvv2', 'password', 'pwd', 'track']);

/** Fields that hold a card number; brand and last digits are elsewhere. */
const CARD_FIELDS: ReadonlySet<string> = new Set(['number', 'acct', 'pan', 'cardnumber']);

/** Fields that hold a secret; enough of it stays to recognise it. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'client_secret',
  'access_token',
  'refresh_token',
  'secret',
  'token',
]);

// Unanchored on purpose: a card number glued to other digits is still a card number.
const DIGIT_RUNS = /\d(?:[ -]?\d){11,18}/g;

const JOURNAL_BODY_MAX = 64 * 1024;

/** A body as the journal may keep it: decoded where it is JSON or a form, with card data and secrets masked. */
export function maskedBody(
  contentType: string,
  body: string,
  shapes: SecretShapes,
): Readonly<{ body?: Json; truncated?: true }> {
  if (body === '') return {};
  if (body.length > JOURNAL_BODY_MAX)
    return { body: maskedText(body.slice(0, 1024), shapes).replaceAll(/\d/g, '•'), truncated: true };
  const value = decoded(contentType, body);
  // What cannot be decoded has no field names to go by, so every digit is hidden: a CVC is only three of them.
  return { body: value === undefined ? maskedText(body, shapes).replaceAll(/\d/g, '•') : maskedJson(value, shapes) };
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

/** Free text with card numbers and secrets masked. */
export function maskedText(text: string, shapes: SecretShapes): string {
  let masked = text;
  for (const shape of shapes) masked = masked.replace(shape, (secret) => maskSecret(secret));
  return masked.replace(DIGIT_RUNS, (digits) =>
    passesLuhn(digits) ? '•'.repeat(digits.length - 4) + digits.slice(-4) : digits,
  );
}

function maskedHeader(name: string, value: string, shapes: SecretShapes): string {
  if (name === 'authorization' || name === 'proxy-authorization') {
    const [scheme = '', credentials = ''] = value.split(' ', 2);
    if (credentials === '') return maskSecret(scheme);
    if (scheme.toLowerCase() !== 'basic') return `${scheme} ${maskSecret(credentials)}`;
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
  return /x-www-form-urlencoded/i.test(contentType) ? Object.fromEntries(new URLSearchParams(body)) : undefined;
}

const DEPTH_MAX = 40;

function maskedJson(value: Json, shapes: SecretShapes, field = '', depth = 0): Json {
  const name = field.toLowerCase().replaceAll(/[-_ ]/g, '');
  if (depth > DEPTH_MAX) return '…';
  if (HIDDEN_FIELDS.has(name)) return '•••';
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return CARD_FIELDS.has(name) || passesLuhn(String(value)) ? '•••' : value;
  if (typeof value === 'string') {
    if (CARD_FIELDS.has(name) && /\d{4}/.test(value)) return `••••${value.slice(-4)}`;
    return SECRET_FIELDS.has(field.toLowerCase()) ? maskSecret(value) : maskedText(value, shapes);
  }
  if (isList(value)) return value.map((part) => maskedJson(part, shapes, field, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(
      ([key, part]) => [maskedText(key, shapes), maskedJson(part, shapes, key, depth + 1)] as const,
    ),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function passesLuhn(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < 12 || digits.length > 19) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
