import type { Letter } from '../bench/mailbox.ts';
import type { Happening, Retelling } from '../dialects/dialect.ts';
import { type Account, type Bench, Untestable } from './check.ts';

let copies = 0;

/** What is different about a notification that could have been sent instead. */
export type Different = Readonly<{ type?: string; retold?: readonly Retelling[] }>;

/** The body of a notification under a name of its own, with something in it changed: another one, of the same sender. */
export function rewritten({ dialect }: Bench, { body }: Letter, { type, retold = [] }: Different = {}): string {
  const { notices } = dialect;
  const id = nameIn(body);
  if (!notices.named.test(id)) throw new Untestable('a notification of the provider has no id');
  copies += 1;
  const renamed = body.replaceAll(id, `${id.slice(0, -4)}C${String(copies).padStart(3, '0')}`);
  const retyped = type === undefined ? renamed : withType(renamed, notices.typeMember, type);
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

/** What the provider calls something that has happened. */
export function typeOf({ dialect }: Bench, happening: Happening): string {
  const type = dialect.notices.types[happening];
  if (type === undefined) throw new Untestable(`the provider tells nobody that something is ${happening}`);
  return type;
}

function withType(body: string, member: string, type: string): string {
  const said = new RegExp(`"${member}":"[^"]*"`);
  if (!said.test(body)) throw new Untestable('a notification of the provider has no type');
  return body.replace(said, `"${member}":${JSON.stringify(type)}`);
}
