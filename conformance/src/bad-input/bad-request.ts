import type { SpecificationName } from '../bench/specification.ts';

/** Everything that can be wrong with a request. Every kind is sent, and the test counts that it was. */
export const KINDS = [
  'wrong_type',
  'out_of_range',
  'wrong_size',
  'not_listed',
  'unknown_field',
  'missing_field',
  'not_an_object',
  'broken_json',
  'duplicate_key',
  'deep_nesting',
  'empty_body',
  'wrong_media_type',
  'wrong_encoding',
  'huge_body',
  'unfinished_body',
  'huge_header',
  'bad_idempotency_key',
  'bad_authorization',
  'bad_query',
  'unknown_id',
  'malformed_path',
  'unknown_route',
  'path_traversal',
  'wrong_method',
  'broken_http',
  'foreign_host',
  'bad_token_request',
  'impossible_request',
] as const;
export type Kind = (typeof KINDS)[number];

/** A header as it goes over the wire; a name may occur twice. */
export type Header = readonly [name: string, value: string];

/** A request before it is written to the wire. */
export type HttpRequest = Readonly<{
  method: string;
  /** As it stands in the request line: nothing is normalised or encoded. */
  target: string;
  headers: readonly Header[];
  body?: Buffer;
  /** How the length of the body is told. */
  framing?: 'length' | 'chunked';
}>;

/** What an answer has to be like. */
export type Expected = Readonly<{
  statuses: readonly number[];
  /** The problem types allowed; for the token endpoint, OAuth errors instead. */
  types: readonly string[];
  shape: 'problem' | 'oauth' | 'problem_or_oauth' | 'any';
  /** Whether the problem has to say which field is wrong. */
  pointer?: 'needed';
  /** Headers that have to be there, in lower case. */
  headers?: readonly string[];
  /** Whether closing the connection without an answer will do. */
  silence?: 'allowed';
}>;

/** One bad request, and what it should be answered with. */
export type BadRequest = Readonly<{
  kind: Kind;
  api: SpecificationName;
  /** What is wrong with it, for people. */
  what: string;
  url: string;
  sent: Readonly<{ request: HttpRequest }> | Readonly<{ raw: Buffer; endsAfter?: 'half_close' }>;
  expected: Expected;
}>;

/** An answer that says which fields are wrong. */
export const INVALID: Expected = {
  statuses: [400],
  types: ['/problems/invalid-request'],
  shape: 'problem',
  pointer: 'needed',
};

/** An expectation of one status and some problem types. */
export function refusedWith(status: number, ...types: readonly string[]): Expected {
  return { statuses: [status], types: types.map((type) => `/problems/${type}`), shape: 'problem' };
}

/** The request with a header replaced, or taken away when there is no value. */
export function withHeader(request: HttpRequest, name: string, ...values: readonly string[]): HttpRequest {
  const others = request.headers.filter(([known]) => known.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: [...others, ...values.map((value): Header => [name, value])] };
}

/** The request with another body, as bytes or as text. */
export function withBody(request: HttpRequest, body: Buffer | string): HttpRequest {
  return { ...request, body: typeof body === 'string' ? Buffer.from(body) : body };
}
