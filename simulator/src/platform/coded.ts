import { createHash } from 'node:crypto';

/**
 * So many letters of an alphabet that follow from a text: the same text has the same ones wherever it is shown. Good for up
 * to 40 letters of 36, as far as a digest reaches.
 */
export function coded(text: string, alphabet: string, length: number): string {
  let rest = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  const base = BigInt(alphabet.length);
  let result = '';
  while (result.length < length) {
    result += alphabet.charAt(Number(rest % base));
    rest /= base;
  }
  return result;
}
