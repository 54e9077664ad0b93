import type { Exchange, WholeReply } from '../http/exchange.ts';
import { schemaChecks } from '../http/schema.ts';
import type { JournalQuery } from '../store/journal.ts';
import { controlProblem } from './problems.ts';
import document from './wire.json' with { type: 'json' };

/** A parsed value, or the problem to answer with. */
export type Read<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; reply: WholeReply }>;

const checks = schemaChecks(document);
const PAGE_LENGTH = 100;

/** Reads a JSON body against a schema of the specification; `Body` has to be the type generated from that schema. */
export function readJson<Body>(exchange: Exchange, schema: string): Read<Body> {
  const contentType = exchange.headers['content-type'] ?? '';
  let value: unknown = {};
  if (exchange.body.length > 0) {
    if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType)) {
      return { ok: false, reply: controlProblem('/problems/unsupported-media-type') };
    }
    try {
      value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(exchange.body));
    } catch (error) {
      const detail = error instanceof SyntaxError ? 'It could not be parsed.' : 'It is not UTF-8.';
      return { ok: false, reply: controlProblem('/problems/malformed-json', { detail }) };
    }
  }
  const parsed = checks.body<Body>(schema, value);
  return parsed.ok
    ? parsed
    : { ok: false, reply: controlProblem('/problems/invalid-request', { errors: parsed.errors }) };
}

/** Reads the query of an operation; `Query` has to match its parameters in the specification. */
export function readQuery<Query>(exchange: Exchange, operation: string): Read<Query> {
  const parsed = checks.query<Query>(operation, exchange.query);
  return parsed.ok
    ? parsed
    : { ok: false, reply: controlProblem('/problems/invalid-request', { errors: parsed.errors }) };
}

/** The filter of the journal. */
export function readJournalQuery(exchange: Exchange, operation: 'readJournal' | 'followJournal'): Read<JournalQuery> {
  const read = readQuery<Omit<JournalQuery, 'merchantId' | 'limit'> & { merchant?: string; limit?: number }>(
    exchange,
    operation,
  );
  if (!read.ok) return read;
  const { merchant, limit = PAGE_LENGTH, ...rest } = read.value;
  return { ok: true, value: { ...rest, limit, ...(merchant === undefined ? {} : { merchantId: merchant }) } };
}
