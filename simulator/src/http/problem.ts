import type { WholeReply } from './exchange.ts';

/** One wrong field: where it is, and what was expected there. */
export type FieldError = Readonly<{ pointer: string; detail: string }>;

/** A problem details object (RFC 9457). */
export type Problem<Type extends string> = Readonly<{
  type: Type;
  title: string;
  status: number;
  detail?: string;
  errors?: readonly FieldError[];
  [extension: string]: unknown;
}>;

/** The problem as a reply. */
export function problemReply(problem: Problem<string>, headers: Readonly<Record<string, string>> = {}): WholeReply {
  return {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(problem),
  };
}
