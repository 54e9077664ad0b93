import picocolors from 'picocolors';
import { startSimulator } from '../bench/simulator.ts';
import { CAPABILITIES } from '../checks/check.ts';
import type { Advice } from '../lint/advice.ts';
import { lint as lintSubject } from '../lint/lint.ts';
import { shellWord } from '../platform/shell-word.ts';
import { printable } from '../reporters/printable.ts';
import { parseSubjectAddress } from '../subject/address.ts';
import { liveTraces } from '../subject/live.ts';
import { EXIT_CODES, refused, type Terminal } from './terminal.ts';

/** Talks to a subject as the harness does, and says what to change so that it can be checked. */
export async function lint(options: Readonly<{ subject: string }>, terminal: Terminal): Promise<number> {
  const { subject } = options;
  const address = parseSubjectAddress(subject);
  if (typeof address === 'string') return refused(address, terminal);
  const [live] = liveTraces(subject, terminal.variables);
  if (live !== undefined) return refused(live, terminal);
  await using simulator = await startSimulator();
  const tell = (advice: Advice) => terminal.write(`${inWords(advice, terminal.colors)}\n`);
  const advice = await lintSubject({ address, simulator, known: CAPABILITIES, tell });
  if (advice.some(({ kind }) => kind === 'wrong')) {
    terminal.write('\nMend what is marked ✗ from the top, then run this again.\n');
    return EXIT_CODES.not_conforming;
  }
  terminal.write(
    `\nIt speaks the protocol. Is the integration right?\n  ${terminal.command} check --subject ${shellWord(subject)}\n`,
  );
  return EXIT_CODES.conforming;
}

function inWords(advice: Advice, colors: boolean): string {
  const paint = picocolors.createColors(colors);
  if (advice.kind === 'fine') return `${paint.green('✓')} ${advice.what}`;
  const mark = advice.kind === 'wrong' ? paint.red('✗') : paint.yellow('?');
  return `${mark} ${printable(advice.seen).replaceAll('\n', '\n  ')}\n  → ${printable(advice.todo)}`;
}
