import type { Exchange, Reply } from './exchange.ts';

/** The methods our routes use. */
export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** Path parameters by name, decoded. */
export type PathParameters = Readonly<Record<string, string>>;

/** One operation: `path` is in Express's notation, `operation` the operationId of the specification. */
export type Route<E extends Exchange> = Readonly<{
  method: Method;
  path: string;
  operation: string;
  handle: (exchange: E, parameters: PathParameters) => Promise<Reply> | Reply;
}>;

/** How a table answers what none of its routes can: in its own words. */
export type Refusals<E extends Exchange> = Readonly<{
  noSuchRoute: (exchange: E) => Reply;
  /** `allowed` goes into the Allow header as it is. */
  methodNotAllowed: (exchange: E, allowed: string) => Reply;
  bodyTooLarge: (exchange: E) => Reply;
  malformedPath: (exchange: E) => Reply;
  internalError: (exchange: E) => Reply;
}>;

/** A set of routes that are served together. */
export type RouteTable<E extends Exchange> = Readonly<{
  name: string;
  routes: readonly Route<E>[];
  /** Whether a request for a path that no table knows was meant for this one, by its headers; else the first answers. */
  claims?: (headers: Readonly<Record<string, unknown>>) => boolean;
  refusals: Refusals<E>;
}>;
