import type picocolors from 'picocolors';
import { CHOICES } from './choices.ts';
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
  const nearest = nearestTo(step, patterns);
  const lines = [...nearest, ...choicesIn(nearest[0] ?? '')].map((text) => `    ${text}`);
  return `${file}:${line}: no step reads ${JSON.stringify(step)}. Expected something like\n${lines.join('\n')}`;
}

/** A place in a file that cannot be run. */
export function misprintText({ file, line, message }: Misprint): string {
  return `${file}:${line}: ${message}`;
}

/** The folder that a scenario file lies in: its stage of the flow. */
export function stageOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').at(-2) ?? '';
}

/** The patterns that share most words with a step, once the words that stand for something are taken for what they are. */
function nearestTo(step: string, patterns: readonly string[]): readonly string[] {
  const wanted = wordsOf(abstracted(step));
  const likeness = (pattern: string) => {
    const words = wordsOf(pattern);
    const shared = words.filter((word) => wanted.includes(word)).length;
    return shared / (words.length + wanted.length);
  };
  return patterns.toSorted((left, right) => likeness(right) - likeness(left)).slice(0, NEAREST);
}

/** What may stand for the words in braces of a pattern. */
function choicesIn(pattern: string): readonly string[] {
  return Object.entries(CHOICES)
    .filter(([name]) => pattern.includes(`{${name}}`))
    .map(([name, { examples }]) => `where {${name}} is ${examples.join(', ')}`);
}

/** `{customer} buys a {product} in {currency}` for what a step says of this one. */
function abstracted(step: string): string {
  return DISTINCTIVE.reduce((text, name) => text.replaceAll(new RegExp(CHOICES[name].pattern, 'g'), `{${name}}`), step);
}

/** Words that cannot be taken for anything else, the longest first. */
const DISTINCTIVE = [
  'customer',
  'staff',
  'shop',
  'secret',
  'card',
  'environment',
  'money',
  'currency',
  'product',
] as const;

function wordsOf(text: string): readonly string[] {
  return text.match(/\{\w+\}|[A-Za-z']+/g) ?? [];
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
