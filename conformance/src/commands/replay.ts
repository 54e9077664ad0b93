import { existsSync, readFileSync } from 'node:fs';
import { type CheckOptions, check } from './check.ts';
import { parseFailure } from './failure-file.ts';
import { refused, type Terminal } from './terminal.ts';

/** Runs what a failure file is about once more, the same way. Ends green when it no longer fails. */
export async function replay(
  { file, subject }: Readonly<{ file: string; subject?: string }>,
  terminal: Terminal,
): Promise<number> {
  if (!existsSync(file)) return refused(`${file}: there is no such file`, terminal);
  const failure = parseFailure(readFileSync(file, 'utf8'));
  if (typeof failure === 'string') return refused(`${file} is no failure to replay: ${failure}`, terminal);
  const options: CheckOptions = {
    ...{ subject: subject ?? failure.subject, only: [failure.requirement], seed: failure.seed },
    ...{ jobs: 1, confirm: 1, strict: true, mutants: false, mutant: [], artifact: [] },
  };
  return await check(options, terminal);
}
