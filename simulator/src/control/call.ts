import type { Exchange, Reply, WholeReply } from '../http/exchange.ts';
import type { Method, PathParameters } from '../http/route-table.ts';
import { controlProblem } from './problems.ts';

/** One request to the control API. */
export type Call = Readonly<{ exchange: Exchange; parameters: PathParameters }>;

/** An operation of the control API, as `operationId` names it in the specification. */
export type Operation = Readonly<{
  method: Method;
  path: string;
  operation: string;
  /** `open` ones are answered without the token. */
  access?: 'open';
  handle: (call: Call) => Promise<Reply> | Reply;
}>;

/** How many things a page holds when nobody says. */
export const PAGE_LENGTH = 100;

/** The cursor of the next page, when more was found than one page takes. */
export function nextCursor<Item>(
  found: readonly Item[],
  limit: number,
  cursorOf: (item: Item) => string,
): Readonly<{ nextCursor?: string }> {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return last === undefined ? {} : { nextCursor: cursorOf(last) };
}

/** There is no thing by the id that the path names. */
export function notFound(what: string): WholeReply {
  return controlProblem('/problems/not-found', { detail: `There is no such ${what}.` });
}

/** An account has as many things as it may have. */
export function tooMany(what: string): WholeReply {
  return controlProblem('/problems/too-many', { detail: `The account has as many ${what} as it may have.` });
}

/** The cursor was not handed out by an earlier page. */
export function wrongCursor(): WholeReply {
  const errors = [{ pointer: 'cursor', detail: 'is not the nextCursor of an earlier page' }];
  return controlProblem('/problems/invalid-request', { errors });
}
