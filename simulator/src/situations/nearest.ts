/** The known name that somebody who wrote `written` most likely meant; none when nothing is near. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const wanted = written.toLowerCase();
  const near = known
    .map((name) => ({ name, steps: distance(wanted, name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.max(1, Math.floor(Math.min(name.length, wanted.length) / 3)));
  return near.toSorted((left, right) => left.steps - right.steps)[0]?.name;
}

// What is longer is no slip of the pen.
const LENGTH_MAX = 64;

/** How many letters have to be put in, taken out, changed or swapped with the next (optimal string alignment). */
function distance(one: string, other: string): number {
  if (one.length > LENGTH_MAX || other.length > LENGTH_MAX) return Number.POSITIVE_INFINITY;
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  const cell = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= one.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column += 1) {
      const changed = one.charAt(row - 1) === other.charAt(column - 1) ? 0 : 1;
      const swapped =
        row > 1 &&
        column > 1 &&
        one.charAt(row - 1) === other.charAt(column - 2) &&
        one.charAt(row - 2) === other.charAt(column - 1);
      const steps = Math.min(cell(row - 1, column) + 1, cell(row, column - 1) + 1, cell(row - 1, column - 1) + changed);
      rows[row]?.push(swapped ? Math.min(steps, cell(row - 2, column - 2) + 1) : steps);
    }
  }
  return cell(one.length, other.length);
}
