import type { Evidence, RunEvent, Verdict } from '../verdict.ts';
import { printable } from './printable.ts';

/** A run as JUnit XML: one test case per requirement, in one suite per run. Made from the events, like every report. */
export function junitXml(events: readonly RunEvent[]): string {
  const verdicts = events.flatMap((event) => (event.type === 'verdict_reached' ? [event.verdict] : []));
  const started = events.find((event) => event.type === 'run_started');
  const introduced = events.find((event) => event.type === 'subject_introduced');
  const ended = events.find((event) => event.type === 'run_ended');
  const count = (kind: string) => verdicts.filter(({ finding }) => finding.kind === kind).length;
  const totals = attributes({
    tests: verdicts.length,
    failures: count('failed'),
    errors: count('untestable'),
    skipped: count('not_applicable'),
    time: inSeconds(ended?.durationMs ?? 0),
  });
  const suite = attributes({
    name: `payment conformance ${started?.run.set ?? ''}`,
    timestamp: started?.at ?? '',
  });
  const properties = Object.entries({
    seed: String(started?.run.seed ?? ''),
    subject: started?.run.subject ?? '',
    name: introduced ? `${introduced.subject.name} ${introduced.subject.version}` : '',
    provider: introduced?.subject.provider ?? '',
  }).map(([name, value]) => `      <property${attributes({ name, value })}/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${totals}>`,
    `  <testsuite${suite}${totals}>`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...verdicts.flatMap(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase({ requirement: { id, level, title }, finding, evidence, durationMs }: Verdict): readonly string[] {
  const about = attributes({ classname: id.slice(0, 3), name: `${id} ${title}`, time: inSeconds(durationMs) });
  const body: string[] = [`      <properties><property${attributes({ name: 'level', value: level })}/></properties>`];
  switch (finding.kind) {
    case 'passed':
      break;
    case 'failed': {
      const text = `expected: ${finding.expected}\nobserved: ${finding.observed}`;
      body.push(
        `      <failure${attributes({ message: finding.observed, type: 'failed' })}>${escaped(text)}</failure>`,
      );
      break;
    }
    case 'untestable':
      body.push(`      <error${attributes({ message: finding.reason, type: 'untestable' })}/>`);
      break;
    case 'not_applicable':
      body.push(`      <skipped${attributes({ message: finding.reason })}/>`);
      break;
  }
  const text = evidence ? evidenceText(evidence) : '';
  if (text !== '') body.push(`      <system-out>${escaped(text)}</system-out>`);
  return [`    <testcase${about}>`, ...body, '    </testcase>'];
}

function evidenceText({ exchanges, calls, log }: Evidence): string {
  return [
    ...exchanges.map(
      ({ atMs, environment, presented, request, requestBody = '', status, responseBody = '' }) =>
        `${atMs} ms ${environment}: ${request} with ${presented}\n  > ${requestBody}\n  < ${status ?? 'no answer'} ${responseBody}`,
    ),
    ...calls.map(({ atMs, request, reply }) => `${atMs} ms call ${request}\n  < ${reply}`),
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
