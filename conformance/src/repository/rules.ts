import { bannedCalls } from './banned-calls.ts';
import { undocumented } from './doc-comments.ts';
import { unerasableSyntax } from './erasable-syntax.ts';
import { escapeHatches } from './escape-hatches.ts';
import { foreignTraces } from './foreign-traces.ts';
import { importViolations } from './import-table.ts';
import { misplaced, tooLong } from './layout.ts';
import { strayProviderWords } from './provider-words.ts';
import type { FileRule, SourceFile, Violation } from './source.ts';

/** The house rules that can be judged file by file, each with what it promises. */
export const FILE_RULES: readonly Readonly<{ promise: string; rule: FileRule }>[] = [
  { promise: 'folders import inwards, and nothing crosses between workspaces', rule: (file) => importViolations(file) },
  { promise: 'clock, randomness, environment, log, sockets and databases each live in one file', rule: bannedCalls },
  { promise: 'plain Node can strip every type', rule: unerasableSyntax },
  { promise: 'nothing is cast, silenced, focused or skipped without a reason', rule: (file) => escapeHatches(file) },
  { promise: 'files lie where they belong and are named for what they are', rule: misplaced },
  { promise: 'long files only shrink', rule: (file) => tooLong(file) },
  { promise: 'everything exported says why it is there', rule: (file) => undocumented(file) },
  { promise: "a provider's word stays in its dialect or adapter", rule: strayProviderWords },
  { promise: 'no file carries traces of the place it was written in', rule: foreignTraces },
];

/** Everything a rule objects to. */
export function violationsOf(rule: FileRule, files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => rule(file));
}
