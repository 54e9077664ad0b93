/** A law does not hold: what was wanted, what was seen, and the exchange that shows it. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';
}

/** The error for a law that does not hold. */
export function broken(law: string, wanted: unknown, seen: unknown, evidence = ''): LawBroken {
  return new LawBroken(`law: ${law}\nwanted: ${textOf(wanted)}\nseen:   ${textOf(seen)}\n${evidence}`.trimEnd());
}

/** Throws unless the two have the same value. */
export function mustEqual(law: string, wanted: unknown, seen: unknown, evidence: () => string): void {
  if (textOf(wanted) !== textOf(seen)) throw broken(law, wanted, seen, evidence());
}

/** JSON with members in alphabetical order; amounts that fit are numbers, whichever type holds them. */
function textOf(value: unknown): string {
  return (
    JSON.stringify(value, (_name, part: unknown) => {
      if (typeof part === 'bigint') return Number.isSafeInteger(Number(part)) ? Number(part) : String(part);
      if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? 'nothing'
  );
}
