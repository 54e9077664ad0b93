import type { Failure, ScenarioResult } from './record.ts';
import type { Via } from './run.ts';

/** One scenario in the summary, for programs. */
export type Summarized = Readonly<{
  scenario: string;
  file: string;
  line: number;
  via: Via;
  outcome: ScenarioResult['outcome'];
  seconds: number;
  failure?: Failure;
}>;

/** A result as it goes into the summary. */
export function summarized(via: Via, { name, file, line, outcome, durationMs, failure }: ScenarioResult): Summarized {
  const seconds = Math.round(durationMs) / 1_000;
  return { scenario: name, file, line, via, outcome, seconds, ...(failure === undefined ? {} : { failure }) };
}

/** Reads a summary back. */
export function parseSummary(text: string): readonly Summarized[] {
  const read: unknown = JSON.parse(text);
  if (Array.isArray(read) && read.every(isSummarized)) return read;
  throw new Error('this is not a summary of scenarios');
}

function isSummarized(value: unknown): value is Summarized {
  if (typeof value !== 'object' || value === null) return false;
  return 'scenario' in value && 'outcome' in value && 'via' in value && 'seconds' in value;
}
