import { existsSync, readFileSync } from 'node:fs';
import { readCatalogue } from '../catalogue.ts';
import { mergedRecord } from '../reporters/merged.ts';
import { type RunRecord, recordOf } from '../reporters/record.ts';
import { parseEvents } from '../reporters/stored-events.ts';
import { parseSubjectAddress } from '../subject/address.ts';
import { exitCodeFor, replayCommand } from './check.ts';
import { beginReports, digestOf, signingKey, testedFiles, writeReports } from './reports.ts';
import { refused, type Terminal } from './terminal.ts';

/** What `assay report` is asked for. */
export type ReportOptions = Readonly<{
  files: readonly string[];
  report: string;
  strict: boolean;
  artifact: readonly string[];
  signKey?: string;
}>;

/** Makes all reports once more out of the events of a run, or one out of its parts; ends as the whole run would have. */
export function report(options: ReportOptions, terminal: Terminal): number {
  const parts: RunRecord[] = [];
  const lines: string[] = [];
  for (const file of options.files) {
    if (!existsSync(file)) return refused(`${file}: there is no such file`, terminal);
    const text = readFileSync(file, 'utf8');
    const events = parseEvents(text);
    if (typeof events === 'string') return refused(`${file}: ${events}`, terminal);
    parts.push(recordOf(events));
    lines.push(text);
  }
  const record = mergedRecord(parts);
  if (typeof record === 'string') return refused(record, terminal);
  const { run, verdicts, complaints } = record;
  const address = parseSubjectAddress(run.subject);
  const tested = testedFiles(typeof address === 'string' ? undefined : address, options.artifact);
  if (typeof tested === 'string') return refused(tested, terminal);
  const key = options.signKey === undefined ? undefined : signingKey(options.signKey);
  if (typeof key === 'string') return refused(key, terminal);
  const keep = beginReports(options.report);
  for (const text of lines) keep(text);
  writeReports(record, {
    folder: options.report,
    replay: (id) => replayCommand(terminal, run.subject, id, run.seed),
    tested,
    configuration: [{ name: `requirements ${run.set}`, sha256: digestOf(JSON.stringify(readCatalogue())) }],
    ...(key === undefined ? {} : { key }),
  });
  const red = verdicts.filter(({ finding }) => finding.kind === 'failed' || finding.kind === 'untestable');
  for (const { requirement, finding } of red)
    terminal.write(`${requirement.id} ${finding.kind}  ${requirement.title}\n`);
  terminal.write(`${verdicts.length} requirements, ${red.length} of them red; reports in ${options.report}\n`);
  return exitCodeFor(verdicts, { complaints, strict: options.strict });
}
