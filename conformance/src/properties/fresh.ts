import { uniqueText } from '../platform/random.ts';

/**
 * A text nobody has used before, in letters only: a run of digits may happen to be a card number, and providers refuse
 * those where none belongs.
 */
export function fresh(prefix: string): string {
  return uniqueText(prefix).replace(/\d/g, (digit) => String.fromCharCode('g'.charCodeAt(0) + Number(digit)));
}
