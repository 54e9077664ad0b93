import type { Operation, Specification, SpecificationName } from '../bench/specification.ts';
import type { Expected, HttpRequest } from './bad-request.ts';

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
  readonly name: SpecificationName;
  readonly url: string;
  readonly specification: Specification;
  /** What every path of the API starts with; beyond it, other things than this API may answer. */
  readonly root: string;
  /** The headers of somebody who may not do this, with the answer he should get. */
  strangers(valid: ValidRequest): readonly Stranger[];
  /** Valid requests, one or more per operation; ids in paths are those of things that exist. */
  valid(): readonly ValidRequest[];
  /** The path of a request with one id replaced. */
  withId(request: ValidRequest, id: string): HttpRequest;
  /** Requests that are well-formed and still impossible, with the answer they should get. */
  impossible(): readonly Impossible[];
}

/** A caller who is not known: one header of a valid request replaced, by nothing or by several. */
export type Stranger = Readonly<{ what: string; header: string; values: readonly string[]; expected: Expected }>;

/** A request that breaks no schema but asks for what cannot be. */
export type Impossible = Readonly<{
  what: string;
  request: HttpRequest;
  statuses: readonly number[];
  types: readonly string[];
}>;

/** Operations that anybody may call. */
export function isOpen(operation: Operation): boolean {
  return Array.isArray(operation.node.security) && operation.node.security.length === 0;
}

/** Whether the operation has to have a body. */
export function needsBody(api: Api, operation: Operation): boolean {
  return api.specification.resolve(operation.node.requestBody).required === true;
}
