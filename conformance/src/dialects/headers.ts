import type { Letter } from '../bench/mailbox.ts';
import type { Asked } from './dialect.ts';

/** The value of a header of a notification; empty when it has none. */
export function headerOf({ headers }: Pick<Letter, 'headers'>, name: string): string {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1] ?? '';
}

/** The same notification with one of its headers changed or, without a value, left out. */
export function withHeader({ headers, body }: Letter, name: string, value?: string): Letter {
  const others = headers.filter(([known]) => known.toLowerCase() !== name);
  return { headers: value === undefined ? others : [...others, [name, value]], body };
}

/** Path without query. */
export function pathOf({ target }: Pick<Asked, 'target'>): string {
  return target.split('?')[0] ?? '';
}
