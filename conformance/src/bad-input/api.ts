import type { Operation, Specification } from '../bench/specification.ts';
import type { HttpRequest } from './bad-request.ts';

/** An operation of an API with a request that it would accept, ready to be spoiled in one place. */
export type ValidRequest = Readonly<{
  operation: Operation;
  request: HttpRequest;
  /** The body before it was written as JSON. */
  body?: unknown;
  /** Where the schema of a JSON body stands in the specification. */
  schema?: string;
}>;

/** One API under attack. */
export interface Api {
  readonly name: string;
  readonly url: string;
  readonly specification: Specification;
  /** Problem types for a caller who is not known, and the status. */
  readonly unknownCaller: readonly string[];
  /** Valid requests, one or more per operation; ids in paths are those of things that exist. */
  valid(): readonly ValidRequest[];
  /** The path of a request with one id replaced. */
  withId(request: ValidRequest, id: string): HttpRequest;
  /** Requests that are well-formed and still impossible, with the answer they should get. */
  impossible(): readonly Impossible[];
}

/** A request that breaks no schema but asks for what cannot be. */
export type Impossible = Readonly<{ what: string; request: HttpRequest; status: number; types: readonly string[] }>;

/** Operations that anybody may call. */
export function isOpen(operation: Operation): boolean {
  return Array.isArray(operation.node.security);
}

/** Whether the operation has to have a body. */
export function needsBody(api: Api, operation: Operation): boolean {
  return api.specification.resolve(operation.node.requestBody).required === true;
}
