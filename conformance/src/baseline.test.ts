import { expect, test } from 'vitest';
import { type BaselineEntry, judgedBy, parseBaseline } from './baseline.ts';
import type { Requirement } from './requirement.ts';
import type { Finding, FindingKind, Verdict } from './verdict.ts';

const words = { level: 'MUST', title: 't', text: 't', sources: [], evidence: 'e', incident: 'i' } as const;
const catalogue: readonly Requirement[] = ['CRE-01', 'CRE-02'].map((id) => ({ id, ...words }));
const FINDINGS: Readonly<Record<FindingKind, Finding>> = {
  passed: { kind: 'passed' },
  failed: { kind: 'failed', expected: 'e', observed: 'o' },
  untestable: { kind: 'untestable', reason: 'r' },
  not_applicable: { kind: 'not_applicable', reason: 'r' },
};

function verdictsOf(kind: FindingKind): readonly Verdict[] {
  return catalogue.slice(0, 1).map((requirement) => ({ requirement, finding: FINDINGS[kind], durationMs: 0 }));
}

const entry: BaselineEntry = { requirement: 'CRE-01', verdict: 'failed', reason: 'not yet' };
const cases: readonly (readonly [found: FindingKind, entries: readonly Partial<BaselineEntry>[], said: string])[] = [
  // found           entries                                          what comes of it
  ['failed', [{}], 'known'],
  ['untestable', [{ verdict: 'untestable' }], 'known'],
  ['failed', [{ until: '2026-12-01' }], 'known'],
  ['failed', [], 'unknown'],
  ['passed', [], 'unknown'],
  ['passed', [{}], 'CRE-01 passes by now: take it out of the baseline'],
  ['failed', [{ verdict: 'untestable' }], 'CRE-01 is failed, and the baseline says untestable'],
  ['untestable', [{}], 'CRE-01 is untestable, and the baseline says failed'],
  ['not_applicable', [{}], 'CRE-01 is not applicable, and the baseline says failed'],
  ['failed', [{ until: '2026-11-30' }], 'CRE-01 was to be put up with until 2026-11-30'],
  ['failed', [{}, {}], 'CRE-01 stands in the baseline twice'],
  ['failed', [{ requirement: 'CRE-99' }], 'CRE-99 is no requirement of this set'],
  ['failed', [{ requirement: 'CRE-02' }], 'unknown'],
];
for (const [found, entries, said] of cases) {
  test(`${found} with ${JSON.stringify(entries)}: ${said}`, () => {
    const about = { verdicts: verdictsOf(found), catalogue, today: '2026-12-01' };
    const { verdicts, complaints } = judgedBy(
      entries.map((more) => ({ ...entry, ...more })),
      about,
    );
    const [verdict] = verdicts;
    expect(complaints[0] ?? (verdict?.known ? 'known' : 'unknown')).toBe(said);
  });
}

test('what is known is said with its reason, and where it is worked on', () => {
  const about = { verdicts: verdictsOf('failed'), catalogue, today: '2026-12-01' };
  const { verdicts } = judgedBy([{ ...entry, issue: 'https://example.org/1' }], about);
  expect(verdicts[0]?.known).toEqual({ reason: 'not yet', issue: 'https://example.org/1' });
});

const files: readonly (readonly [yaml: string, read: unknown])[] = [
  ['- requirement: CRE-01\n  reason: not yet\n', [entry]],
  ['', []],
  ['- requirement: CRE-1\n  reason: x\n', expect.stringContaining('/0/requirement must match pattern')],
  ['- requirement: CRE-01\n', expect.stringContaining("must have required property 'reason'")],
  ['- {requirement: CRE-01, reason: x, ignore: true}', expect.stringContaining('must NOT have additional properties')],
  ['- requirement: CRE-01\n  reason: x\n  until: soon\n', expect.stringContaining('/0/until must match pattern')],
  ['requirement: CRE-01', expect.stringContaining('/ must be array')],
  ['- [', expect.stringContaining('not YAML')],
];
for (const [yaml, read] of files) {
  test(`a baseline file: ${JSON.stringify(yaml)}`, () => expect(parseBaseline(yaml)).toEqual(read));
}
