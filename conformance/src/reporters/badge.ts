import { countOf, type RunRecord, standingOf } from './record.ts';

const COLORS = { conforming: 'brightgreen', 'not conforming': 'red', 'not shown': 'orange' } as const;

/** What a badge service (the endpoint format of shields.io) shows: the set, and how the subject stands to it. */
export function badgeJson(record: RunRecord): string {
  const standing = standingOf(record);
  const red = countOf(record, 'failed') + countOf(record, 'untestable');
  const message = standing === 'conforming' ? 'passed' : `${red} of ${record.verdicts.length} red`;
  const badge = {
    schemaVersion: 1,
    label: 'payment conformance',
    message: `${record.run.set} ${message}`,
    color: COLORS[standing],
  };
  return `${JSON.stringify(badge, undefined, 2)}\n`;
}
