import type { Exchange, WholeReply } from '../http/exchange.ts';
import { readJsonBody } from '../http/json-body.ts';
import type { FieldError } from '../http/problem.ts';
import { type Parsed, schemaChecks } from '../http/schema.ts';
import type { JournalQuery } from '../store/journal.ts';
import { controlProblem } from './problems.ts';
import document from './wire.json' with { type: 'json' };

/** A parsed value, or the problem to answer with. */
export type Read<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; reply: WholeReply }>;

const checks = schemaChecks(document);
const PAGE_LENGTH = 100;

/** Reads a JSON body against a schema of the specification; `Body` has to be the type generated from that schema. */
export function readJson<Body>(
  exchange: Exchange,
  schema: string,
  needed: 'required' | 'optional' = 'required',
): Read<Body> {
  return readAfter<Body>(exchange, schema, () => [], needed);
}

/** The same after a look that knows better what is wrong than the schema does. */
export function readAfter<Body>(
  exchange: Exchange,
  schema: string,
  look: (value: unknown) => readonly FieldError[],
  needed: 'required' | 'optional' = 'required',
): Read<Body> {
  const json = readJsonBody(exchange, needed);
  switch (json.kind) {
    case 'wrong_media_type':
      return { ok: false, reply: controlProblem('/problems/unsupported-media-type', { detail: json.detail }) };
    case 'malformed':
      return { ok: false, reply: controlProblem('/problems/malformed-json', { detail: json.detail }) };
    case 'invalid':
      return orInvalid({ ok: false, errors: json.errors });
    case 'json': {
      const errors = look(json.value);
      return orInvalid(errors.length > 0 ? { ok: false, errors } : checks.body<Body>(schema, json.value));
    }
  }
}

/** Reads the query of an operation; `Query` has to match its parameters in the specification. */
export function readQuery<Query>(exchange: Exchange, operation: string): Read<Query> {
  return orInvalid(checks.query<Query>(operation, exchange.query));
}

type AskedOfJournal = Pick<JournalQuery, 'environment' | 'crossing' | 'direction' | 'path' | 'status' | 'after'> &
  Readonly<{ merchant?: string; payment?: string; limit?: number }>;

/** The filter of the journal. */
export function readJournalQuery(exchange: Exchange, operation: 'readJournal' | 'followJournal'): Read<JournalQuery> {
  const read = readQuery<AskedOfJournal>(exchange, operation);
  if (!read.ok) return read;
  const { merchant, payment, limit = PAGE_LENGTH, ...rest } = read.value;
  const value = {
    ...rest,
    limit,
    ...(merchant === undefined ? {} : { merchantId: merchant }),
    ...(payment === undefined ? {} : { paymentId: payment }),
  };
  return { ok: true, value };
}

function orInvalid<T>(parsed: Parsed<T>): Read<T> {
  return parsed.ok
    ? parsed
    : { ok: false, reply: controlProblem('/problems/invalid-request', { errors: parsed.errors }) };
}
