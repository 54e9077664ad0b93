import type { FindingKind, Verdict } from '../verdict.ts';
import { printable } from './printable.ts';
import { countOf, type RunRecord, standingOf } from './record.ts';

const SIGNS: Readonly<Record<FindingKind, string>> = {
  failed: '❌ failed',
  untestable: '⛔ untestable',
  passed: '✅ passed',
  not_applicable: '➖ not applicable',
};

const CHARACTERS_MAX = 600;

/** A run in Markdown, short enough for the summary of a CI job or a comment. `replay` is the command for one requirement. */
export function markdownSummary(record: RunRecord, replay: (requirement: string) => string): string {
  const { run, subject, verdicts, complaints } = record;
  const who = subject ? `${inText(subject.name)} ${inText(subject.version)}, provider ${inText(subject.provider)}` : '';
  const counts = (['passed', 'failed', 'untestable', 'not_applicable'] as const).map(
    (kind) => `${countOf(record, kind)} ${kind.replace('_', ' ')}`,
  );
  const red = verdicts.filter(({ finding }) => finding.kind === 'failed' || finding.kind === 'untestable');
  return [
    `# Payment conformance ${run.set}: ${standingOf(record)}`,
    '',
    ...(who === '' ? [] : [who, '']),
    `${verdicts.length} requirements: ${counts.join(', ')}. Seed ${run.seed}.`,
    '',
    ...complaints.map((complaint) => `> **Baseline:** ${inText(complaint)}`),
    ...(complaints.length > 0 ? [''] : []),
    ...red.flatMap((verdict) => section(verdict, replay)),
    '## All requirements',
    '',
    '| | level | requirement | verdict |',
    '|---|---|---|---|',
    ...verdicts.map(({ requirement: { id, level, title }, finding, known }) => {
      const note = known === undefined ? '' : ` (known: ${inText(known.reason)})`;
      return `| ${id} | ${level} | ${inText(title)} | ${SIGNS[finding.kind]}${note} |`;
    }),
    '',
  ].join('\n');
}

function section({ requirement, finding }: Verdict, replay: (requirement: string) => string): readonly string[] {
  const { id, title, text } = requirement;
  const lines = [`## ${SIGNS[finding.kind].split(' ', 1)[0]} ${id} ${inText(title)}`, '', inText(text), ''];
  if (finding.kind === 'failed') {
    lines.push(`- expected: ${inText(finding.expected)}`, `- observed: ${inText(finding.observed)}`);
  } else if (finding.kind === 'untestable') lines.push(`- because: ${inText(finding.reason)}`);
  return [...lines, '', '```', printable(replay(id)), '```', ''];
}

/** Text that is shown as it is, whatever it holds: a subject's words must not become headings, links or pages. */
function inText(text: string): string {
  const line = printable(text).replaceAll('\n', ' ');
  const short = line.length > CHARACTERS_MAX ? `${line.slice(0, CHARACTERS_MAX)}…` : line;
  return short.replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&').replaceAll('&', '&amp;');
}
