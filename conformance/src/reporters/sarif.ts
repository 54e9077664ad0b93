import type { Evidence, Verdict } from '../verdict.ts';
import type { RunRecord } from './record.ts';

type Leak = Readonly<{ verdict: Verdict; place: string; observed: string; line: number | undefined }>;

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Where a secret can turn up, as a path that code scanning can show; the log has lines. */
const PATHS: Readonly<Record<string, string>> = {
  "the subject's log": 'subject/standard-error.log',
  "the subject's replies": 'subject/standard-output.ndjson',
  "the subject's stored state": 'subject/state',
};

/** Secrets that were found where they do not belong, as SARIF 2.1.0. What has no place is a test result and not in it. */
export function leaksSarif({ verdicts, run }: RunRecord): string {
  const leaks = verdicts.flatMap(leakOf);
  const rules = [...new Map(leaks.map(({ verdict }) => [verdict.requirement.id, verdict.requirement])).values()];
  const report = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'assay',
            rules: rules.map(({ id, title, text, sources }) => ({
              id,
              name: title,
              shortDescription: { text: title },
              fullDescription: { text },
              help: { text: sources.join('\n') },
              defaultConfiguration: { level: 'error' },
            })),
          },
        },
        automationDetails: { id: `payment-conformance/${run.set}` },
        results: leaks.map(resultOf),
      },
    ],
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function leakOf(verdict: Verdict): readonly Leak[] {
  const { finding, evidence } = verdict;
  if (finding.kind !== 'failed' || finding.leak === undefined) return [];
  return [{ verdict, place: finding.leak, observed: finding.observed, line: lineOf(evidence) }];
}

/** The first line of the log in which something had to be taken out. */
function lineOf(evidence: Evidence | undefined): number | undefined {
  const index = evidence?.log.split('\n').findIndex((line) => line.includes('‹')) ?? -1;
  return index < 0 ? undefined : index + 1;
}

function resultOf({ verdict, place, observed, line }: Leak) {
  const uri = PATHS[place] ?? 'subject';
  const hasLine = line !== undefined && place === "the subject's log";
  return {
    ruleId: verdict.requirement.id,
    level: 'error',
    message: { text: observed },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          ...(hasLine ? { region: { startLine: line } } : {}),
        },
        logicalLocations: [{ name: place, kind: 'resource' }],
      },
    ],
    ...(verdict.known === undefined
      ? {}
      : { suppressions: [{ kind: 'external', justification: verdict.known.reason }] }),
  };
}
