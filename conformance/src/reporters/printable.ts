/** A text without what would ring, move or paint: control characters other than tabs and line ends become one sign. */
export function printable(text: string): string {
  return [...text].map((character) => (isPrintable(character.codePointAt(0) ?? 0) ? character : '�')).join('');
}

function isPrintable(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa;
  if (code >= 0x7f && code <= 0x9f) return false;
  // Half of a pair, and what XML has no place for.
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
