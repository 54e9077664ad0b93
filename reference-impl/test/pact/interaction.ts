import type { Provider } from '../../src/payments/provider.ts';
import type { HttpReply, HttpRequest } from '../../src/platform/http-client.ts';

/** JSON that may go into a pact. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What has to be so at the provider before it is asked; the simulator's handlers know the same names. */
export type State = Readonly<{ name: string; parameters: Readonly<Record<string, Json>> }>;

/** A value in a pact: exactly this text, or whatever a matcher lets through. */
export type Expected = Json | Matcher;

type Matcher = Readonly<{ 'pact:matcher:type': string; value: Json }>;

/** One exchange of the contract: what the adapter asks, what is relied on, and what the adapter makes of the answer. */
export type Interaction = Readonly<{
  description: string;
  given: readonly State[];
  ask: (adapter: Provider) => HttpRequest;
  request: Readonly<{
    method: HttpRequest['method'];
    path: Expected;
    query?: Readonly<Record<string, Expected>>;
    headers: Readonly<Record<string, Expected>>;
    body?: Readonly<{ json: Expected }> | Readonly<{ form: string }>;
  }>;
  response: Readonly<{ status: number; headers: Readonly<Record<string, Expected>>; body: Expected }>;
  read: (adapter: Provider, reply: HttpReply) => unknown;
  reading: unknown;
}>;

/** Any text; the example is what the adapter gets to read. */
export function text(example: string): Matcher {
  return { 'pact:matcher:type': 'type', value: example };
}

/** Any whole number. */
export function integer(example: number): Matcher {
  return { 'pact:matcher:type': 'integer', value: example };
}

/** A text of this form. */
export function pattern(form: RegExp, example: string): Matcher & Readonly<{ regex: string }> {
  return { 'pact:matcher:type': 'regex', regex: form.source, value: example };
}

/** A text of this form that whoever verifies fills in from the provider's state, as `${name}` in the expression. */
export function injected(expression: string, form: RegExp, example: string): Matcher {
  return { ...pattern(form, example), ...{ 'pact:generator:type': 'ProviderState', expression } };
}
