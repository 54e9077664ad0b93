import { isCurrency } from '../../engine/currency.ts';
import { type Money, money } from '../../engine/money.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import { readJsonBody } from '../../http/json-body.ts';
import { maskedText } from '../../http/mask.ts';
import { holdsOneSomehow, misplacedCardNumbers } from '../../http/misplaced-card-numbers.ts';
import type { FieldError } from '../../http/problem.ts';
import { onlyFields, type Parsed, schemaChecks } from '../../http/schema.ts';
import { secretShapes } from './credentials.ts';
import { problem } from './errors.ts';
import type { components } from './wire.d.ts';
import document from './wire.json' with { type: 'json' };

/** The request schemas, by their name in the specification. */
export type RequestSchemas = Pick<
  components['schemas'],
  'PaymentRequest' | 'CaptureRequest' | 'IncrementRequest' | 'RefundRequest' | 'Empty'
>;

/** A parsed value, or the problem to answer with. */
export type Read<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; reply: WholeReply }>;

const checks = schemaChecks(document);

/** Reads the JSON body. Only what asks for nothing may come without one. */
export function readBody<Name extends keyof RequestSchemas>(
  exchange: ListenerExchange,
  schema: Name,
): Read<RequestSchemas[Name]> {
  const json = readJsonBody(exchange, schema === 'Empty' ? 'optional' : 'required');
  switch (json.kind) {
    case 'wrong_media_type':
      return { ok: false, reply: problem('/problems/unsupported-media-type', { detail: json.detail }) };
    case 'malformed':
      return { ok: false, reply: problem('/problems/malformed-json', { detail: json.detail }) };
    case 'invalid':
      return orInvalid({ ok: false, errors: json.errors });
    case 'json':
      return orInvalid(withoutMisplacedCard(checks.body<RequestSchemas[Name]>(schema, json.value)));
  }
}

/** What `listPayments` is asked for. */
export type ListQuery = Readonly<{ limit?: number; cursor?: string; reference?: string }>;

/** The query of `listPayments`. */
export function readListQuery(exchange: ListenerExchange): Read<ListQuery> {
  return orInvalid(checks.query('listPayments', exchange.query));
}

/** The form of a token request. Repeated fields are an error (RFC 6749 section 3.2). */
export function readTokenForm(exchange: ListenerExchange): components['schemas']['TokenRequest'] | string {
  const form = onlyFields(new URLSearchParams(exchange.body.toString('utf8')));
  const parsed = form.ok ? checks.body<components['schemas']['TokenRequest']>('TokenRequest', form.value) : form;
  if (parsed.ok) return parsed.value;
  return withoutSecrets(parsed.errors)
    .map(({ pointer, detail }) => `${pointer.replace(/^\//, '')} ${detail}`)
    .join('; ');
}

/** An amount of the wire as money; the currency has to be one. */
export function readMoney(wire: components['schemas']['PositiveMoney']): Read<Money> {
  const { currency } = wire;
  if (!isCurrency(currency)) {
    return { ok: false, reply: problem('/problems/currency-unknown', { detail: `${currency} is not in ISO 4217.` }) };
  }
  return { ok: true, value: money(BigInt(wire.minor), currency) };
}

/**
 * The Idempotency-Key header: a quoted string (RFC 8941) or the bare characters, as many clients send it. Answers the
 * problem when it is missing or malformed.
 */
export function readIdempotencyKey(exchange: ListenerExchange): Read<string> {
  const text = exchange.headers['idempotency-key']?.trim();
  if (text === undefined || text === '') {
    return {
      ok: false,
      reply: problem('/problems/idempotency-key-missing', {
        detail: 'Send a fresh key for every intent, and the same key again when you repeat it.',
      }),
    };
  }
  const key = /^"(.*)"$/.exec(text)?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? text;
  // A key is kept for a day, so it is no place for a card number either.
  if (holdsOneSomehow(key)) return invalidKey('holds a card number; make keys of random characters');
  // Two headers arrive as one with a comma and a space: no key has a space, so that neither of them is taken.
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return { ok: true, value: key };
  return invalidKey('must be 1 to 255 visible ASCII characters');
}

function orInvalid<T>(parsed: Parsed<T>): Read<T> {
  if (parsed.ok) return parsed;
  return { ok: false, reply: problem('/problems/invalid-request', { errors: withoutSecrets(parsed.errors) }) };
}

/** A pointer repeats a name that the caller chose, and that may be a secret in the wrong place. */
function withoutSecrets(errors: readonly FieldError[]): readonly FieldError[] {
  return errors.map(({ pointer, detail }) => ({ pointer: maskedText(pointer, secretShapes), detail }));
}

function invalidKey(detail: string): Read<never> {
  const errors = [{ pointer: 'Idempotency-Key', detail }];
  return { ok: false, reply: problem('/problems/invalid-request', { errors }) };
}

function withoutMisplacedCard<Body>(parsed: Parsed<Body>): Parsed<Body> {
  if (!parsed.ok) return parsed;
  const errors = misplacedCardNumbers(parsed.value, '/card/number');
  return errors.length === 0 ? parsed : { ok: false, errors };
}
