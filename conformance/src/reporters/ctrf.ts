import type { Finding, Verdict } from '../verdict.ts';
import { countOf, type RunRecord } from './record.ts';

/** The version of the Common Test Report Format that is written. */
const SPEC_VERSION = '0.0.0';

/** A run in the Common Test Report Format (ctrf.io). Untestable is failed there: nobody may take it for green. */
export function ctrfJson(record: RunRecord): string {
  const { run, verdicts, startedAt, endedAt, subject } = record;
  const report = {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    results: {
      tool: { name: 'assay' },
      summary: {
        tests: verdicts.length,
        passed: countOf(record, 'passed'),
        failed: countOf(record, 'failed') + countOf(record, 'untestable'),
        skipped: countOf(record, 'not_applicable'),
        pending: 0,
        other: 0,
        start: Date.parse(startedAt),
        stop: Date.parse(endedAt),
      },
      tests: verdicts.map((verdict) => testOf(verdict, run.set)),
      environment: {
        appName: subject?.name ?? '',
        appVersion: subject?.version ?? '',
        testEnvironment: subject?.provider ?? '',
        extra: { seed: run.seed, set: run.set, subject: run.subject, baselineComplaints: record.complaints },
      },
    },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

const STATUS = { passed: 'passed', failed: 'failed', untestable: 'failed', not_applicable: 'skipped' } as const;

function testOf({ requirement, finding, durationMs, known }: Verdict, set: string) {
  const message = messageOf(finding);
  return {
    name: `${requirement.id} ${requirement.title}`,
    status: STATUS[finding.kind],
    duration: Math.round(durationMs),
    suite: [`payment conformance ${set}`, requirement.id.slice(0, 3)],
    rawStatus: finding.kind,
    tags: [requirement.level, requirement.id],
    ...(message === undefined ? {} : { message }),
    ...(finding.kind === 'failed' ? { trace: `expected: ${finding.expected}\nobserved: ${finding.observed}` } : {}),
    extra: { requirement: requirement.text, ...(known === undefined ? {} : { known }) },
  };
}

function messageOf(finding: Finding): string | undefined {
  switch (finding.kind) {
    case 'passed':
      return undefined;
    case 'failed':
      return finding.observed;
    case 'untestable':
    case 'not_applicable':
      return finding.reason;
  }
}
