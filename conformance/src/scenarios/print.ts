import type picocolors from 'picocolors';
import type { Killer } from './environment-checks.ts';
import type { Misprint, ScenarioResult, UnclearStep } from './record.ts';
import type { Verdict } from './without.ts';

/** A printer of lines, with or without colours. */
export type Paint = ReturnType<typeof picocolors.createColors>;

const NAME_WIDTH = 86;
const NEAREST = 3;

/** One finished scenario in one line. */
export function resultLine(result: ScenarioResult, place: string, paint: Paint): string {
  const { outcome, name, file, durationMs } = result;
  const sign = outcome === 'passed' ? paint.green('✔') : paint.red('✖');
  const cut = name.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 1)}…` : name.padEnd(NAME_WIDTH);
  const seconds = `${(durationMs / 1_000).toFixed(1)} s`.padStart(7);
  return `${paint.dim(place)} ${sign} ${paint.dim(stageOf(file).padEnd(19))} ${cut} ${paint.dim(seconds)}`;
}

/** A failed scenario: where it stands, which step did not hold and why, and the evidence. */
export function failureText({ name, file, line, failure, attachments }: ScenarioResult, paint: Paint): string {
  if (!failure) return '';
  return [
    `${paint.red('✖')} ${paint.bold(name)}`,
    `  ${file}:${line}`,
    '',
    `  ${file}:${failure.line}  ${paint.bold(failure.step)}`,
    indented(withoutStack(failure.message), '    '),
    ...attachments.map((text) => `\n${indented(text, '  ')}`),
  ].join('\n');
}

/** A step that cannot be performed, and what it could have been. */
export function unclearText({ file, line, step, matches }: UnclearStep, patterns: readonly string[]): string {
  if (matches.length > 0) {
    const both = matches.map((pattern) => `    ${pattern}`).join('\n');
    return `${file}:${line}: more than one step reads ${JSON.stringify(step)}. Expected one of these to be it:\n${both}`;
  }
  const nearest = nearestTo(step, patterns).map((pattern) => `    ${pattern}`);
  return `${file}:${line}: no step reads ${JSON.stringify(step)}. Expected something like\n${nearest.join('\n')}`;
}

/** A file that cannot be read as scenarios. */
export function misprintText({ file, line, message }: Misprint): string {
  return `${file}:${line}: this is not Gherkin: ${message}`;
}

/** The folder that a scenario file lies in: its stage of the flow. */
export function stageOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').at(-2) ?? '';
}

/** The patterns that share most words with a step. */
function nearestTo(step: string, patterns: readonly string[]): readonly string[] {
  const wanted = new Set(wordsOf(step));
  const shared = (pattern: string) => {
    const words = wordsOf(pattern);
    return words.filter((word) => wanted.has(word)).length / Math.sqrt(words.length || 1);
  };
  return patterns.toSorted((left, right) => shared(right) - shared(left)).slice(0, NEAREST);
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z]+/g) ?? [];
}

function withoutStack(message: string): string {
  return message
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .join('\n')
    .trim();
}

function indented(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => by + line)
    .join('\n');
}

/** What became of taking one check away, in a few lines. */
export function verdictText({ check, noticed, durationMs }: Verdict, paint: Paint): string {
  const seconds = `${(durationMs / 1_000).toFixed(1)} s`;
  const sign = noticed.length > 0 ? paint.green('✔') : paint.red('✖');
  const first = `${sign} ${check.id.padEnd(36)} ${paint.dim(seconds)}`;
  const also = check.killedBy.flatMap((killer) =>
    killer.kind === 'property' || killer.kind === 'check' ? [elsewhere(killer)] : [],
  );
  return [first, ...noticed.map(({ by }) => `    ${by}`), ...also.map((where) => paint.dim(`    and ${where}`))].join(
    '\n',
  );
}

function elsewhere(killer: Extract<Killer, { kind: 'property' | 'check' }>): string {
  return killer.kind === 'property'
    ? `the property, without ${killer.removedCheck}`
    : `the check of ${killer.requirement}, against ${killer.mutant}`;
}
