import type { ListenerExchange } from '../../http/exchange.ts';
import { readJsonBody } from '../../http/json-body.ts';
import { misplacedCardNumbers } from '../../http/misplaced-card-numbers.ts';
import type { FieldError } from '../../http/problem.ts';
import { schemaChecks } from '../../http/schema.ts';
import { detail, failure, issue, type Read, type Refused } from './errors.ts';
import type { Issue } from './issues.ts';
import type { components, operations } from './wire.d.ts';
import document from './wire.json' with { type: 'json' };

type Schemas = components['schemas'];

/** The schemas of the specification that describe bodies. */
export type BodyName = Extract<keyof Schemas, `${string}Request` | 'EventTypeName'>;
/** What a body of that schema asks for. */
export type Body<Name extends BodyName> = Schemas[Name];

const checks = schemaChecks(document);

/** The one place where a card number may stand. */
const CARD_NUMBER = '/payment_source/card/number';

// Whose every member may be left out, and so the whole of it.
const OPTIONAL: ReadonlySet<BodyName> = new Set([
  'PayOrderRequest',
  'CaptureRequest',
  'ReauthorizeRequest',
  'RefundRequest',
  'ResendRequest',
]);

/** Reads the JSON body. What is missing or wrong in it is named, each by the pointer to it. */
export function readBody<Name extends BodyName>(exchange: ListenerExchange, schema: Name): Read<Body<Name>> {
  const json = readJsonBody(exchange, OPTIONAL.has(schema) ? 'optional' : 'required');
  switch (json.kind) {
    case 'wrong_media_type':
      return failure('UNSUPPORTED_MEDIA_TYPE');
    case 'malformed':
      return issue('MALFORMED_REQUEST_JSON', { location: 'body' });
    case 'invalid':
      return refusedFields(json.errors);
    case 'json': {
      const parsed = checks.body<Body<Name>>(schema, json.value);
      if (!parsed.ok) return refusedFields(parsed.errors);
      const misplaced = misplacedCardNumbers(parsed.value, CARD_NUMBER);
      return misplaced.length === 0 ? parsed : refusedFields(misplaced);
    }
  }
}

/** A value of a patch, by the schema that it has to have; `at` is where it stands. */
export function readValue<Name extends 'AmountRequest' | 'PurchaseUnitText' | 'WebhookUrl' | 'EventTypeNames'>(
  name: Name,
  value: unknown,
  at: string,
): Read<Schemas[Name]> {
  const parsed = checks.body<Schemas[Name]>(name, value);
  if (parsed.ok) return parsed;
  return refusedFields(parsed.errors.map((error) => ({ ...error, pointer: `${at}${error.pointer}` })));
}

/** The query parameters of an operation, of those that the specification names. */
export function readQuery<Name extends 'listEvents' | 'listDisputes'>(
  exchange: ListenerExchange,
  operation: Name,
): Read<NonNullable<operations[Name]['parameters']['query']>> {
  const known = new URLSearchParams([...exchange.query].filter(([name]) => QUERIES[operation].has(name)));
  const parsed = checks.query<NonNullable<operations[Name]['parameters']['query']>>(operation, known);
  if (parsed.ok) return parsed;
  return refusedFields(parsed.errors, 'query');
}

const QUERIES: Readonly<Record<'listEvents' | 'listDisputes', ReadonlySet<string>>> = {
  listEvents: new Set(['page_size', 'start_time', 'end_time', 'transaction_id', 'event_type']),
  listDisputes: new Set(['disputed_transaction_id', 'page_size']),
};

function refusedFields(errors: readonly FieldError[], location: 'body' | 'query' = 'body'): Refused {
  const details = errors.map(({ pointer, detail: description }) =>
    detail(issueOf(description), { field: pointer, location, description: sentence(description) }),
  );
  return { ok: false, name: 'INVALID_REQUEST', details, links: [] };
}

// What the validator says, and what it is called here; the first that fits.
const CALLED: readonly (readonly [says: RegExp, issue: Issue])[] = [
  [/^is required$/, 'MISSING_REQUIRED_PARAMETER'],
  [/NOT have more than \d+ items/, 'INVALID_ARRAY_MAX_ITEMS'],
  [/NOT have fewer than \d+ items/, 'INVALID_ARRAY_MIN_ITEMS'],
  [/NOT have (more|fewer) than \d+ characters/, 'INVALID_STRING_LENGTH'],
  [/^must be one of|^must be "|^holds a card number/, 'INVALID_PARAMETER_VALUE'],
];

function issueOf(description: string): Issue {
  return CALLED.find(([says]) => says.test(description))?.[1] ?? 'INVALID_PARAMETER_SYNTAX';
}

function sentence(description: string): string {
  return `The field ${description}.`;
}
