import { caughtUp, within } from '../platform/clock.ts';
import { type Specification, type SpecificationName, specification, type Verb } from './specification.ts';

const ANSWER_WITHIN_MS = 15_000;

/** The path templates of an API that know a verb. */
export type PathsWith<Paths, V extends Verb> = {
  [P in keyof Paths]: Paths[P] extends Readonly<Record<V, { responses: unknown }>> ? P : never;
}[keyof Paths] &
  string;

/** The generated type of one operation. */
export type OperationOf<Paths, P extends keyof Paths, V extends Verb> =
  Paths[P] extends Readonly<Record<V, infer Op>> ? Op : never;

type PathParameters<Op> = Op extends { parameters: { path: infer P extends object } } ? { path: P } : { path?: never };
type QueryParameters<Op> = Op extends { parameters: { query?: infer Q } } ? { query?: Q } : { query?: never };
type BodyOf<Op> = Op extends { requestBody: { content: infer C } }
  ? { body: C[keyof C] }
  : Op extends { requestBody?: infer R }
    ? { body?: NonNullable<R> extends { content: infer C } ? C[keyof C] : never }
    : { body?: never };

/** What an operation is asked with. `headers` may add to and replace what the client sends by itself. */
export type Asked<Op> = PathParameters<Op> &
  QueryParameters<Op> &
  BodyOf<Op> & { headers?: Readonly<Record<string, string>> };

type Responses<Op> = Op extends { responses: infer R } ? R : never;

/** The body an operation documents for a status. */
export type AnswerOf<Op, S extends keyof Responses<Op>> = Responses<Op>[S] extends { content: infer C }
  ? C[keyof C]
  : undefined;

/** An answer as it came over the wire, and the way to what the specification says it is. */
export interface Reply<Op> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed when it was JSON, else the text, else undefined. */
  readonly body: unknown;
  /** The body documented for this status; throws, with the whole exchange, when the status is another. */
  expect<S extends keyof Responses<Op> & number>(status: S): AnswerOf<Op, S>;
  /** The exchange as text, for people. */
  describe(): string;
}

/** The answer was not the one asked for, or not one the specification allows. */
export class UnexpectedReply extends Error {
  override readonly name = 'UnexpectedReply';
}

/** A thin typed client of one of our own APIs, which holds every answer against the specification. */
export class WireClient<Paths> {
  readonly url: string;
  readonly #specification: Specification;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(options: { url: string; specification: SpecificationName; headers?: Readonly<Record<string, string>> }) {
    this.url = options.url.replace(/\/$/, '');
    this.#specification = specification(options.specification);
    this.#headers = options.headers ?? {};
  }

  /** Asks once; never retries. */
  async ask<V extends Verb, P extends PathsWith<Paths, V>>(
    verb: V,
    path: P,
    asked: Asked<OperationOf<Paths, P, V>>,
  ): Promise<Reply<OperationOf<Paths, P, V>>> {
    const headers = new Headers({ ...this.#headers, ...asked.headers });
    const body = encode(asked.body, headers);
    const url = this.url + fillIn(path, asked.path ?? {}) + queryOf(asked.query ?? {});
    const said = `${verb.toUpperCase()} ${url}`;
    const init = {
      method: verb.toUpperCase(),
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    } as const;
    const answer = await within(ANSWER_WITHIN_MS, `the answer to ${said}`, readAnswer(url, init));
    const describe = () => `${said}\n${body ?? ''}\n→ ${answer.status} ${answer.mediaType}\n${answer.text}`;
    const complaints = this.#specification.responseComplaints({ verb, path }, answer);
    if (complaints.length > 0) {
      throw new UnexpectedReply(`the answer breaks the specification: ${complaints.join('; ')}\n${describe()}`);
    }
    return {
      ...answer,
      describe,
      expect(status) {
        if (answer.status !== status) throw new UnexpectedReply(`expected status ${status}\n${describe()}`);
        // The types are generated from the document that the body has just been held against.
        return answer.body as AnswerOf<OperationOf<Paths, P, V>, typeof status>;
      },
    };
  }
}

async function readAnswer(url: string, init: RequestInit) {
  await caughtUp();
  const response = await fetch(url, init);
  const text = await response.text();
  const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  return { status: response.status, headers: response.headers, mediaType, text, body: decode(text, mediaType) };
}

function decode(text: string, mediaType: string): unknown {
  if (text === '') return undefined;
  return mediaType === 'application/json' || mediaType.endsWith('+json') ? JSON.parse(text) : text;
}

function encode(body: unknown, headers: Headers): string | undefined {
  if (body === undefined) return undefined;
  if (headers.get('content-type') === 'application/x-www-form-urlencoded') return formOf(body);
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  return JSON.stringify(body);
}

function formOf(body: unknown): string {
  return queryOf(body ?? {}).slice(1);
}

function fillIn(template: string, parameters: object): string {
  const values = new Map(Object.entries(parameters));
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!values.has(name)) throw new Error(`${template} needs ${name}`);
    return encodeURIComponent(String(values.get(name)));
  });
}

function queryOf(query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.append(name, String(value));
  return search.size === 0 ? '' : `?${search}`;
}
