import { createHash, randomBytes } from 'node:crypto';

/** The only source of randomness: ids, tokens, nonces and first passwords. */
export interface Random {
  /** A fresh identifier: the prefix and 20 characters (about 119 bits), unguessable unless seeded. */
  id(prefix: string): string;
  /** A fresh token of 40 characters (about 238 bits), unguessable unless seeded. */
  token(): string;
  /** A fresh order number that people can read out: ten letters and digits without look-alikes. */
  orderNumber(): string;
  /** Random bytes, such as a nonce or a key. */
  bytes(count: number): Buffer;
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LEGIBLE = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Randomness of the operating system. */
export function systemRandom(): Random {
  return fromBytes((count) => randomBytes(count));
}

/** Repeatable randomness for tests. Whatever is made with it can be guessed. */
export function seededRandom(seed: string): Random {
  let block = 0;
  return fromBytes((count) => {
    const blocks: Buffer[] = [];
    for (let size = 0; size < count; size += 32) {
      blocks.push(createHash('sha256').update(`${seed}\n${block}`).digest());
      block += 1;
    }
    return Buffer.concat(blocks).subarray(0, count);
  });
}

function fromBytes(bytes: (count: number) => Buffer): Random {
  const text = (length: number, alphabet: string): string => {
    // Bytes from here on would make the first characters of the alphabet likelier than the others.
    const limit = 256 - (256 % alphabet.length);
    let result = '';
    while (result.length < length) {
      for (const byte of bytes(length - result.length)) {
        if (byte < limit) result += alphabet.charAt(byte % alphabet.length);
      }
    }
    return result;
  };
  return {
    id: (prefix) => `${prefix}_${text(20, ALPHANUMERIC)}`,
    token: () => text(40, ALPHANUMERIC),
    orderNumber: () => `${text(5, LEGIBLE)}-${text(5, LEGIBLE)}`,
    bytes,
  };
}
