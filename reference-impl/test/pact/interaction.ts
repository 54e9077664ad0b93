import type { Matchers } from '@pact-foundation/pact';
import type { Conversation } from '../../src/payments/provider.ts';
import type { HttpReply, HttpRequest } from '../../src/platform/http-client.ts';
import type { generic } from '../../src/providers/generic/index.ts';

/** The adapter that the contract is of: each of its wishes is one request. */
export type Adapter = typeof generic;

/** What has to be so at the provider before it is asked. Whoever verifies knows the same names. */
export type State = Readonly<{ name: string; parameters: Readonly<Record<string, string | number>> }>;

/** A text as it is, or a form that it has to have. */
export type Expected = string | Matchers.Matcher<string>;

/** One request and its answer, as the pact has them. */
export type Exchange = Readonly<{
  description: string;
  given: readonly State[];
  /** What of it the provider may rely on: all of it but values. */
  request: Readonly<{
    method: HttpRequest['method'];
    path: Expected;
    query?: Record<string, Expected>;
    headers: Record<string, Expected>;
    body?: unknown;
  }>;
  /** What of the answer the adapter relies on. */
  response: Readonly<{ status: number; headers: Record<string, Expected>; body: unknown }>;
}>;

/** One exchange of the contract. */
export type Interaction = Exchange &
  Readonly<{
    /** What the adapter asks. */
    ask: (adapter: Adapter) => HttpRequest;
    /** Which half of the adapter reads the answer, and what it makes of the examples in it. */
    read: (adapter: Adapter, reply: HttpReply) => unknown;
    reading: unknown;
  }>;

/** What an adapter asks in several exchanges, one after the other, and reads as one reply. */
export type Talk = Readonly<{
  description: string;
  exchanges: readonly Exchange[];
  ask: () => Conversation;
  headers: Readonly<Record<string, string>>;
  read: (reply: HttpReply) => unknown;
  reading: unknown;
}>;

/** A text of this form from beginning to end. */
export function pattern(form: RegExp, example: string): Matchers.V3RegexMatcher {
  return { 'pact:matcher:type': 'regex', regex: `^${form.source}$`, value: example };
}

/** Where whoever verifies fills in a fact of the provider's state, by its name. */
export function place(fact: string): string {
  return `\${${fact}}`;
}

/** A text of this form, which whoever verifies replaces by the expression with its places filled in. */
export function injected(expression: string, form: RegExp, example: string): Matchers.Matcher<string> {
  return { ...pattern(form, example), ...{ 'pact:generator:type': 'ProviderState', expression } };
}
