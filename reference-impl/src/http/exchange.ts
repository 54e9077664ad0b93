/** One request, its body read whole. */
export type Exchange = Readonly<{
  /** Where the browser is, as far as whoever stands between says so and is believed. Many may share one. */
  address: string;
  method: string;
  path: string;
  query: URLSearchParams;
  /** Path parameters by name, decoded. */
  parameters: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  cookies: ReadonlyMap<string, string>;
  body: Buffer;
}>;

/** What is answered. */
export type Reply = Readonly<{
  status: number;
  headers: Readonly<Record<string, string | readonly string[]>>;
  /** Whole, or piece by piece for what may be long. */
  body: string | Buffer | AsyncIterable<string>;
}>;

/** The methods our routes use. */
export const METHODS = ['get', 'post', 'put', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** One route; `path` is in Express's notation. */
export type Route = Readonly<{
  method: Method;
  path: string;
  handle: (exchange: Exchange) => Promise<Reply>;
}>;

/** How a surface answers what none of its routes can, in its own words. */
export type Refusals = Readonly<{
  noSuchRoute: (exchange: Exchange) => Promise<Reply>;
  methodNotAllowed: (exchange: Exchange, allowed: string) => Promise<Reply>;
  bodyTooLarge: (exchange: Exchange) => Promise<Reply>;
  malformedPath: (exchange: Exchange) => Promise<Reply>;
  internalError: (exchange: Exchange) => Promise<Reply>;
}>;

/** Routes that belong together: the API, the pages. */
export type Surface = Readonly<{
  /** Whether a path that no route knows is this surface's to refuse. */
  owns: (path: string) => boolean;
  routes: readonly Route[];
  refusals: Refusals;
}>;

/** Cookies by name, from the request's header. */
export function cookiesOf(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=');
    return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });
  return new Map(pairs);
}
