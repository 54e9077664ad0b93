import { randomBytes, randomInt } from 'node:crypto';

/** A seed for a run that was not given one; always print it, so that the run can be repeated. */
export function freshSeed(): number {
  return randomInt(1, 2 ** 31);
}

/** A text nobody has used before, for idempotency keys, references and merchant names. */
export function uniqueText(prefix: string): string {
  return `${prefix}-${randomBytes(9).toString('hex')}`;
}

/** Numbers that look random and are the same for the same seed. */
export interface Dice {
  /** A whole number from 0 up to, but not including, the limit. */
  below(limit: number): number;
  /** One of the things offered, of which there has to be at least one. */
  pick<T extends NonNullable<unknown>>(things: readonly T[]): T;
}

/** Dice for a seed, by mulberry32: small, fast and good enough to choose test input with. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    pick(things) {
      const picked = things[below(things.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
  };
}
