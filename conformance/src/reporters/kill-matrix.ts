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

/** Mutants down, requirements across: `X` killed through it, `o` it had to notice and did not, `-` waits for something. */
export function killMatrix(verdicts: readonly MutantVerdict[], waiting: readonly Waiting[]): string {
  const columns = [...new Set([...verdicts, ...waiting].flatMap(({ kills }) => kills))].toSorted();
  const names = [...verdicts.map(({ mutant }) => mutant), ...waiting.map(({ id }) => id)];
  const width = Math.max(...names.map((name) => name.length));
  const row = (name: string, cell: (requirement: string) => string, after: string) =>
    `${name.padEnd(width)}  ${columns.map((column) => cell(column).padEnd(column.length)).join('  ')}  ${after}`.trimEnd();
  const judged = verdicts.map(({ mutant, kills, killedBy }) => {
    const by = new Set(killedBy.map(({ requirement }) => requirement));
    const cell = (requirement: string) => (by.has(requirement) ? 'X' : kills.includes(requirement) ? 'o' : '');
    return row(mutant, cell, by.size > 0 ? 'killed' : 'SURVIVED');
  });
  const notYet = waiting.map(({ id, kills, waitsFor }) =>
    row(id, (requirement) => (kills.includes(requirement) ? '-' : ''), `waits for ${waitsFor}`),
  );
  const killed = verdicts.filter(({ killedBy }) => killedBy.length > 0).length;
  return [
    row('', (requirement) => requirement, ''),
    ...judged,
    ...notYet,
    '',
    `${verdicts.length} mutants: ${killed} killed, ${verdicts.length - killed} survived; ${waiting.length} more wait`,
  ].join('\n');
}
