import type { Evidence, Finding, Verdict } from '../verdict.ts';
import { printable } from './printable.ts';
import type { RunRecord } from './record.ts';

/** A run as JUnit XML: one test case per requirement, in one suite per run. What is known is skipped, with its reason. */
export function junitXml(record: RunRecord): string {
  const { run, verdicts, subject, complaints } = record;
  const count = (kind: string) =>
    verdicts.filter(({ finding, known }) => (known ? 'not_applicable' : finding.kind) === kind).length;
  const totals = attributes({
    tests: verdicts.length + complaints.length,
    failures: count('failed') + complaints.length,
    errors: count('untestable'),
    skipped: count('not_applicable'),
    time: inSeconds(record.durationMs),
  });
  const suite = attributes({
    name: `payment conformance ${run.set}`,
    timestamp: record.startedAt,
  });
  const properties = Object.entries({
    seed: String(run.seed),
    subject: run.subject,
    name: subject ? `${subject.name} ${subject.version}` : '',
    provider: subject?.provider ?? '',
  }).map(([name, value]) => `      <property${attributes({ name, value })}/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${totals}>`,
    `  <testsuite${suite}${totals}>`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...verdicts.flatMap(testCase),
    ...complaints.flatMap(complaintCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** What is wrong with the baseline fails the run, so it has to be seen where failures are seen. */
function complaintCase(complaint: string): readonly string[] {
  const name = complaint.split(' ', 1)[0] ?? '';
  return [
    `    <testcase${attributes({ classname: 'baseline', name: `baseline ${name}`, time: inSeconds(0) })}>`,
    `      <failure${attributes({ message: complaint, type: 'baseline' })}/>`,
    '    </testcase>',
  ];
}

function testCase({
  requirement: { id, level, title },
  finding,
  evidence,
  known,
  durationMs,
}: Verdict): readonly string[] {
  const about = attributes({ classname: id.slice(0, 3), name: `${id} ${title}`, time: inSeconds(durationMs) });
  const body: string[] = [`      <properties><property${attributes({ name: 'level', value: level })}/></properties>`];
  if (known) body.push(`      <skipped${attributes({ message: `known: ${known.reason}` })}/>`);
  else body.push(...judgement(finding));
  const text = evidence ? evidenceText(evidence) : '';
  if (text !== '') body.push(`      <system-out>${escaped(text)}</system-out>`);
  return [`    <testcase${about}>`, ...body, '    </testcase>'];
}

function judgement(finding: Finding): readonly string[] {
  switch (finding.kind) {
    case 'passed':
      return [];
    case 'failed': {
      const text = `expected: ${finding.expected}\nobserved: ${finding.observed}`;
      return [`      <failure${attributes({ message: finding.observed, type: 'failed' })}>${escaped(text)}</failure>`];
    }
    case 'untestable':
      return [`      <error${attributes({ message: finding.reason, type: 'untestable' })}/>`];
    case 'not_applicable':
      return [`      <skipped${attributes({ message: finding.reason })}/>`];
  }
}

function evidenceText({ exchanges, calls, log }: Evidence): string {
  return [
    ...exchanges.map(
      ({ atMs, environment, presented, crossing, request, requestBody = '', status, responseBody = '' }) =>
        `${Math.round(atMs)} ms ${environment}: ${request} with ${presented}${crossing ? ' CROSSING' : ''}\n  > ${requestBody}\n  < ${status ?? 'no answer'} ${responseBody}`,
    ),
    ...calls.map(({ atMs, request, reply }) => `${Math.round(atMs)} ms call ${request}\n  < ${reply}`),
    ...(log === '' ? [] : [`log:\n${log}`]),
  ].join('\n');
}

function inSeconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`)
    .join('');
}

function escaped(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
