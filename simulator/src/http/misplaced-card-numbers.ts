import { holdsCardNumber } from '../situations/card.ts';
import { percentDecoded } from './percent.ts';
import type { FieldError } from './problem.ts';
import { pointerTo } from './schema.ts';

const ERRORS_MAX = 20;

/**
 * Where in a body a card number stands that does not belong there. What is free text to us is kept and shown again, so
 * a card number in it has to be refused before anything is stored. `field` is the one that may hold it, where one may.
 */
export function misplacedCardNumbers(body: unknown, field?: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const detail =
    field === undefined
      ? 'holds a card number, and nothing here may'
      : `holds a card number; only ${field} may, since it is not kept`;
  const look = (value: unknown, pointer: string): void => {
    if (errors.length >= ERRORS_MAX || pointer === field) return;
    if (typeof value === 'string' && holdsOneSomehow(value)) errors.push({ pointer, detail });
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      const inside = pointerTo(pointer, name);
      if (holdsOneSomehow(name)) errors.push({ pointer: inside, detail });
      look(part, inside);
    }
  };
  look(body, '');
  return errors;
}

/** Whether a card number stands in the text, or in what a URL's reader makes of it. */
export function holdsOneSomehow(text: string): boolean {
  if (holdsCardNumber(text)) return true;
  const plain = percentDecoded(text);
  return plain !== text && holdsCardNumber(plain);
}
