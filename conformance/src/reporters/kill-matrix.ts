import type { MutantVerdict } from '../verdict.ts';

/** A known mistake that cannot be made yet. */
export type Waiting = Readonly<{ id: string; kills: readonly string[]; waitsFor: string }>;

/** One line for a mutant that has just been judged. */
export function mutantLine({ mutant, killedBy, durationMs }: MutantVerdict): string {
  const [first] = killedBy;
  const seconds = `(${(durationMs / 1_000).toFixed(1)} s)`;
  if (!first) return `SURVIVED ${mutant} ${seconds}`;
  return `killed ${mutant} by ${killedBy.map(({ requirement }) => requirement).join(', ')} ${seconds}\n    ${first.observed.split('\n', 1)[0]}`;
}

/**
 * Mutants down, requirements across, a block for each group of requirements: `X` killed through it, `o` it had to notice
 * and did not, `-` waits for something.
 */
export function killMatrix(verdicts: readonly MutantVerdict[], waiting: readonly Waiting[]): string {
  const columns = [...new Set([...verdicts, ...waiting].flatMap(({ kills }) => kills))].toSorted();
  const groups = Map.groupBy(columns, (requirement) => requirement.split('-', 1)[0]);
  const killed = verdicts.filter(({ killedBy }) => killedBy.length > 0).length;
  return [
    ...[...groups.values()].flatMap((own) => [...block(own, verdicts, waiting), '']),
    `${verdicts.length} mutants: ${killed} killed, ${verdicts.length - killed} survived; ${waiting.length} more wait`,
  ].join('\n');
}

function block(
  columns: readonly string[],
  verdicts: readonly MutantVerdict[],
  waiting: readonly Waiting[],
): readonly string[] {
  const isOfThese = ({ kills }: Readonly<{ kills: readonly string[] }>) => kills.some((id) => columns.includes(id));
  const [mine, notYet] = [verdicts.filter(isOfThese), waiting.filter(isOfThese)];
  const names = [...mine.map(({ mutant }) => mutant), ...notYet.map(({ id }) => id)];
  const width = Math.max(...names.map((name) => name.length));
  const row = (name: string, cell: (requirement: string) => string, after: string) =>
    `${name.padEnd(width)}  ${columns.map((column) => cell(column).padEnd(column.length)).join('  ')}  ${after}`.trimEnd();
  const judged = mine.map(({ mutant, kills, killedBy }) => {
    const by = new Set(killedBy.map(({ requirement }) => requirement));
    const cell = (requirement: string) => (by.has(requirement) ? 'X' : kills.includes(requirement) ? 'o' : '');
    return row(mutant, cell, by.size > 0 ? 'killed' : 'SURVIVED');
  });
  const later = notYet.map(({ id, kills, waitsFor }) =>
    row(id, (requirement) => (kills.includes(requirement) ? '-' : ''), `waits for ${waitsFor}`),
  );
  return [row('', (requirement) => requirement, ''), ...judged, ...later];
}
