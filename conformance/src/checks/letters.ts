import type { Letter } from '../bench/mailbox.ts';
import { Untestable } from './check.ts';

let copies = 0;

/** The body of a notification under a name of its own, with something in it changed: another one, of the same sender. */
export function rewritten({ body }: Letter, changes: readonly (readonly [here: string, there: string])[] = []): string {
  const id = /"id":"(ntf_[^"]+)"/.exec(body)?.[1];
  if (id === undefined) throw new Untestable('a notification of the provider has no id');
  copies += 1;
  return changes.reduce(
    (text, [here, there]) => {
      if (!text.includes(here)) throw new Untestable(`a notification of the provider does not say ${here}`);
      return text.replaceAll(here, there);
    },
    body.replaceAll(id, `${id.slice(0, -4)}c${String(copies).padStart(3, '0')}`),
  );
}

/** The same notification with one of its headers changed or, without a value, left out. */
export function withHeader({ headers, body }: Letter, name: string, value?: string): Letter {
  const others = headers.filter(([known]) => known.toLowerCase() !== name);
  return { headers: value === undefined ? others : [...others, [name, value]], body };
}

/** The value of a header of a notification. */
export function headerOf({ headers }: Letter, name: string): string {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1] ?? '';
}
