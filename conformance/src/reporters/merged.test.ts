import { expect, test } from 'vitest';
import { mergedRecord } from './merged.ts';
import { type RunRecord, recordOf } from './record.ts';
import { parseEvents } from './stored-events.ts';
import { STORY } from './story.testing.ts';

const NDJSON = STORY.map((event) => `${JSON.stringify(event)}\n`).join('');
const RECORD = recordOf(STORY);

/** A part of the run with the verdicts of some requirements. */
function part(ids: readonly string[], more: Partial<RunRecord> = {}): RunRecord {
  const verdicts = RECORD.verdicts.filter(({ requirement }) => ids.includes(requirement.id));
  return { ...RECORD, run: { ...RECORD.run, requirements: ids }, verdicts, complaints: [], ...more };
}

test('what was written down is read back as it was', () => expect(parseEvents(NDJSON)).toEqual(STORY));

const spoiled: readonly (readonly [what: string, ndjson: string, complaint: string])[] = [
  ['nothing', '', 'it does not begin with run_started'],
  ['no JSON', `${NDJSON}oops`, `line ${STORY.length + 1} is no event of a run`],
  ['an unknown event', '{"type":"run_paused"}', 'line 1 is no event of a run'],
  ['a verdict of an unknown kind', NDJSON.replace('"kind":"passed"', '"kind":"great"'), 'line 9 is no event of a run'],
  ['a run that was cut off', NDJSON.split('\n').slice(0, -2).join('\n'), 'the run was cut off'],
  ['the end of a run', NDJSON.split('\n').slice(1).join('\n'), 'it does not begin with run_started'],
];
for (const [what, ndjson, complaint] of spoiled) {
  test(`${what} is not taken for a run: ${complaint}`, () => expect(parseEvents(ndjson)).toContain(complaint));
}

test('the parts of a run are one run again', () => {
  const first = part(['CRE-02', 'CRE-04'], { endedAt: '2026-12-01T11:00:00.000Z', durationMs: 1, complaints: ['x'] });
  const second = part(['CRE-01', 'CRE-03', 'CRE-05'], { startedAt: '2026-12-01T09:00:00.000Z', durationMs: 2 });
  expect(mergedRecord([first, second])).toEqual({
    ...RECORD,
    startedAt: '2026-12-01T09:00:00.000Z',
    endedAt: '2026-12-01T11:00:00.000Z',
    durationMs: 3,
    complaints: ['x'],
  });
});

test('of two verdicts about a requirement the worse counts, whichever comes first', () => {
  const bad = part(['CRE-02']);
  const good = {
    ...bad,
    verdicts: bad.verdicts.map((verdict) => ({ ...verdict, finding: { kind: 'passed' } as const })),
  };
  const known = { ...bad, verdicts: bad.verdicts.map((verdict) => ({ ...verdict, known: { reason: 'r' } })) };
  for (const parts of [
    [bad, good],
    [good, bad],
    [known, bad],
    [bad, known],
  ] as const) {
    expect(mergedRecord(parts)).toMatchObject({ verdicts: bad.verdicts });
    const merged = mergedRecord(parts);
    expect(typeof merged === 'string' ? merged : merged.verdicts[0]?.known).toBeUndefined();
  }
});

const strangers: readonly (readonly [Partial<RunRecord>, string])[] = [
  [{ run: { ...RECORD.run, seed: 8 } }, 'seed 7 and 8'],
  [{ run: { ...RECORD.run, subject: 'stdio:other' } }, 'subject stdio:php subject.php and stdio:other'],
  [{ run: { ...RECORD.run, set: '2027-06' } }, 'requirements 2026-12 and 2027-06'],
];
for (const [more, complaint] of strangers) {
  test(`runs that have nothing to do with each other are no parts of one: ${complaint}`, () => {
    expect(mergedRecord([RECORD, { ...RECORD, ...more }])).toContain(complaint);
  });
}
