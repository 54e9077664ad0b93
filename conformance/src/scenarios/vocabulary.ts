import { basename } from 'node:path';
import { CHOICES } from './choices.ts';
import type { KnownStep } from './record.ts';

/** Where the vocabulary begins and ends in `scenarios/README.md`. */
export const VOCABULARY_MARKS = { begin: '<!-- steps: begin -->', end: '<!-- steps: end -->' } as const;

/** Every step, by the file it is in, and what may stand for each word in braces: as Markdown, for people. */
export function vocabulary(steps: readonly KnownStep[]): string {
  const byFile = Map.groupBy(steps, ({ file }) => basename(file, '.ts'));
  const parts = [...byFile]
    .toSorted(([left], [right]) => left.localeCompare(right))
    .flatMap(([file, known]) => [`#### ${file}`, '', ...inOrder(known).map((pattern) => `- ${readable(pattern)}`), '']);
  const words = Object.entries(CHOICES).map(([name, { examples }]) => `| \`{${name}}\` | ${examples.join(' · ')} |`);
  return [...parts, '#### words in braces', '', '| word | for example |', '|---|---|', ...words].join('\n');
}

function inOrder(steps: readonly KnownStep[]): readonly string[] {
  return steps.toSorted((left, right) => left.line - right.line).map(({ pattern }) => pattern);
}

/** Words in braces as code, so that Markdown leaves them alone. */
function readable(pattern: string): string {
  return pattern.replaceAll(/\{\w+\}/g, (word) => `\`${word}\``);
}
