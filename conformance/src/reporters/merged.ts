import { FINDING_KINDS, type Verdict } from '../verdict.ts';
import type { RunRecord } from './record.ts';

/**
 * The parts of one run as one record; a text says why they are not parts of one run. Of two verdicts about a requirement
 * the worse counts: what one part comes upon in passing may break what another has passed.
 */
export function mergedRecord(parts: readonly RunRecord[]): RunRecord | string {
  const [first] = parts;
  if (!first) return 'no part of a run';
  for (const [what, memberOf] of SAME) {
    const other = parts.find((part) => memberOf(part) !== memberOf(first));
    if (other) return `these are not parts of one run: ${what} ${memberOf(first)} and ${memberOf(other)}`;
  }
  const verdicts = new Map<string, Verdict>();
  for (const verdict of parts.flatMap((part) => part.verdicts)) {
    const { id } = verdict.requirement;
    const before = verdicts.get(id);
    if (!before || rank(verdict) < rank(before)) verdicts.set(id, verdict);
  }
  return {
    ...first,
    run: { ...first.run, requirements: [...new Set(parts.flatMap(({ run }) => run.requirements))].toSorted() },
    startedAt: parts.map(({ startedAt }) => startedAt).toSorted()[0] ?? first.startedAt,
    endedAt:
      parts
        .map(({ endedAt }) => endedAt)
        .toSorted()
        .at(-1) ?? first.endedAt,
    durationMs: parts.reduce((sum, { durationMs }) => sum + durationMs, 0),
    verdicts: [...verdicts.values()].toSorted((left, right) => (left.requirement.id < right.requirement.id ? -1 : 1)),
    complaints: [...new Set(parts.flatMap(({ complaints }) => complaints))],
  };
}

const SAME: readonly (readonly [what: string, memberOf: (record: RunRecord) => string])[] = [
  ['requirements', ({ run }) => run.set],
  ['subject', ({ run }) => run.subject],
  ['seed', ({ run }) => String(run.seed)],
  ['version', ({ subject }) => `${subject?.name} ${subject?.version}`],
];

/** A verdict that is known is not as bad as the same one that is new. */
function rank({ finding, known }: Verdict): number {
  return FINDING_KINDS.indexOf(finding.kind) * 2 + (known ? 1 : 0);
}
