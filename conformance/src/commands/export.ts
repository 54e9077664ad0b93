import { existsSync, readFileSync } from 'node:fs';
import { scenarioOf } from '../export/scenario.ts';
import { printable } from '../reporters/printable.ts';
import { parseFailure } from './failure-file.ts';
import { EXIT_CODES, refused, type Terminal } from './terminal.ts';

/** Prints what a failure file is about as a Gherkin scenario. */
export function exported(file: string, terminal: Terminal): number {
  if (!existsSync(file)) return refused(`${file}: there is no such file`, terminal);
  const failure = parseFailure(readFileSync(file, 'utf8'));
  if (typeof failure === 'string') return refused(`${file} is no failure to export: ${failure}`, terminal);
  terminal.write(printable(scenarioOf(failure)));
  return EXIT_CODES.conforming;
}
