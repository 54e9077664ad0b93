import type { Letter } from '../bench/mailbox.ts';
import type { Operation } from '../bench/relay.ts';
import type { Happening, Retelling } from '../dialects/dialect.ts';
import { type Account, type Bench, Untestable } from './check.ts';
import { isLookUp } from './wire.ts';

let copies = 0;

/** What is different about a notification that could have been sent instead. */
export type Different = Readonly<{ type?: string; retold?: readonly Retelling[] }>;

/** The body of a notification under a name of its own, with something in it changed: another one, of the same sender. */
export function rewritten({ dialect }: Bench, { body }: Letter, { type, retold = [] }: Different = {}): string {
  const { notices } = dialect;
  copies += 1;
  const renamed = notices.renamed(body, copies);
  if (renamed === undefined) throw new Untestable('a notification of the provider has no id');
  const retyped = type === undefined ? renamed : notices.ofType(renamed, type);
  if (retyped === undefined) throw new Untestable('a notification of the provider has no type');
  return retold.reduce((text, retelling) => {
    const changed = dialect.retold(text, retelling);
    if (changed === text) throw new Untestable(`a notification of the provider says nothing of its ${retelling.what}`);
    return changed;
  }, retyped);
}

/** The same notification with a signature of now, where somebody but the provider can make one. */
export function freshly(bench: Bench, account: Account, letter: Letter): Letter {
  return bench.dialect.notices.sign ? bench.signed(account, letter.body) : letter;
}

/** The name that a notification has in its body; empty when it has none. */
export function nameIn(body: string): string {
  const { id } = JSON.parse(body);
  return typeof id === 'string' ? id : '';
}

/** Whether a request only asks the provider whether a notification is its own, which nothing else would tell. */
export function proves({ dialect }: Bench, request: Readonly<{ operation?: Operation }>): boolean {
  return dialect.notices.provenBy === 'answer' && isLookUp(request);
}

/** Whether the provider tells anybody that something has happened. */
export function isTold({ dialect }: Bench, happening: Happening): boolean {
  return dialect.notices.types[happening] !== undefined;
}

/** What the provider calls something that has happened. */
export function typeOf({ dialect }: Bench, happening: Happening): string {
  const type = dialect.notices.types[happening];
  if (type === undefined) throw new Untestable(`the provider tells nobody that something is ${happening}`);
  return type;
}
