/** A law does not hold: what was wanted, what was seen, and the exchange that shows it. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';
}

const DIFFERENCES_MAX = 8;
const EVIDENCE_CHARACTERS_MAX = 4_000;

/** The error for a law that does not hold. */
export function broken(law: string, wanted: unknown, seen: unknown, evidence = ''): LawBroken {
  return new LawBroken(`law: ${law}\n${differences(wanted, seen).join('\n')}\n${shortened(evidence)}`.trimEnd());
}

/** Throws unless the two have the same value. Amounts are equal when they count the same, whichever type holds them. */
export function mustEqual(law: string, wanted: unknown, seen: unknown, evidence: () => string): void {
  if (differences(wanted, seen).length > 0) throw broken(law, wanted, seen, evidence());
}

function shortened(evidence: string): string {
  if (evidence.length <= EVIDENCE_CHARACTERS_MAX) return evidence;
  return `${evidence.slice(0, EVIDENCE_CHARACTERS_MAX)}… (${evidence.length} characters)`;
}

/** Each place where two values differ, with what is there in both. */
function differences(wanted: unknown, seen: unknown): readonly string[] {
  const left = parts(wanted);
  const right = parts(seen);
  const places = [...new Set([...left.keys(), ...right.keys()])].filter(
    (place) => left.get(place) !== right.get(place),
  );
  const lines = places.map((place) => {
    const where = place === '' ? '' : `at ${place}: `;
    return `  ${where}wanted ${left.get(place) ?? 'nothing'}, saw ${right.get(place) ?? 'nothing'}`;
  });
  if (lines.length <= DIFFERENCES_MAX) return lines;
  return [...lines.slice(0, DIFFERENCES_MAX), `  and ${lines.length - DIFFERENCES_MAX} more`];
}

/** Every plain value in a value, by where it stands. What is undefined stands nowhere. */
function parts(value: unknown, place = '', found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) found.set(place, Array.isArray(value) ? '[]' : '{}');
    for (const [name, part] of entries) parts(part, place === '' ? name : `${place}.${name}`, found);
  } else if (value !== undefined) found.set(place, typeof value === 'string' ? JSON.stringify(value) : String(value));
  return found;
}
