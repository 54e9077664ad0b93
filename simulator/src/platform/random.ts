import { hash, randomBytes } from 'node:crypto';

/** The only source of randomness: ids, secrets and seeded answers all come from here. */
export interface Random {
  /** A fresh identifier: the prefix and 20 characters, each after the one before it, unguessable unless seeded. */
  id(prefix: string): string;
  /** A fresh secret of 40 characters (about 238 bits), unguessable unless seeded. */
  secret(): string;
  /** So many fresh bytes, unguessable unless seeded. */
  bytes(count: number): Uint8Array;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 20;
const SECRET_LENGTH = 40;

// As many as a few dozen ids take: to ask the operating system costs as much for one byte as for these.
const POOL_BYTES = 4096;

/** Randomness of the operating system. */
export function systemRandom(): Random {
  let pool = Buffer.alloc(0);
  const pooled = fromBytes((count) => {
    if (pool.length < count) pool = randomBytes(Math.max(count, POOL_BYTES));
    const bytes = pool.subarray(0, count);
    pool = pool.subarray(count);
    return bytes;
  });
  return { ...pooled, bytes: (count) => randomBytes(count) };
}

/**
 * Repeatable randomness for tests: the same seed and label give the same sequence. Each label is a stream of its own, so
 * a draw in one place does not shift another. Secrets made with it are guessable.
 */
export function seededRandom(seed: string, label: string): Random {
  let block = 0;
  let pool = Buffer.alloc(0);
  return fromBytes((count) => {
    while (pool.length < count) {
      pool = Buffer.concat([pool, hash('sha256', `${seed}\n${label}\n${block}`, 'buffer')]);
      block += 1;
    }
    const bytes = pool.subarray(0, count);
    pool = pool.subarray(count);
    return bytes;
  });
}

function fromBytes(draw: (count: number) => Uint8Array): Random {
  const text = (length: number) => {
    let result = '';
    while (result.length < length) {
      for (const byte of draw(length - result.length)) {
        // 248 is the largest multiple of 62 in a byte: above it some characters would be likelier than others.
        if (byte < 248) result += ALPHABET.charAt(byte % 62);
      }
    }
    return result;
  };
  let last: number | undefined;
  const id = (prefix: string) => {
    last = ((last ?? placeOf(text(ORDERED_LENGTH))) + 1) % 62 ** ORDERED_LENGTH;
    return `${prefix}_${ordered(last)}${text(ID_LENGTH - ORDERED_LENGTH)}`;
  };
  return { id, secret: () => text(SECRET_LENGTH), bytes: draw };
}

// What is made one after the other stands side by side in an index: scattered all over it, a page of the file would be
// written for each. 14 characters are left to chance, which is 83 bits.
const ORDERED_LENGTH = 6;

function ordered(value: number): string {
  let rest = value;
  let result = '';
  for (let count = 0; count < ORDERED_LENGTH; count += 1) {
    result = ALPHABET.charAt(rest % 62) + result;
    rest = Math.floor(rest / 62);
  }
  return result;
}

function placeOf(characters: string): number {
  return [...characters].reduce((value, character) => value * 62 + ALPHABET.indexOf(character), 0);
}

/** A number from 0 up to 1 that follows from a seed and a label alone: who else draws, and when, does not matter. */
export function fractionOf(seed: string, label: string): number {
  const bytes = hash('sha256', `${seed}\n${label}`, 'buffer');
  return bytes.readUIntBE(0, 6) / 2 ** 48;
}
