import type { Requirement } from '../requirement.ts';
import type { Finding, Verdict } from '../verdict.ts';
import type { CheckOutcome } from './check-run.ts';
import { dependsOnOrder } from './steadiness.ts';

const EVIDENCE_NONE = { exchanges: [], calls: [], log: '' };

/**
 * One verdict per requirement that was asked for, and one more for each that a check found broken in passing. What the
 * oracles saw counts for the requirement it breaks, whichever check was running.
 */
export function verdictsOf(
  outcomes: readonly CheckOutcome[],
  asked: readonly Requirement[],
  all: readonly Requirement[],
): readonly Verdict[] {
  const broken = new Set(
    outcomes.flatMap(({ breaches }) =>
      breaches.flatMap(({ requirement }) => (requirement === undefined ? [] : [requirement])),
    ),
  );
  return all
    .filter((requirement) => asked.includes(requirement) || broken.has(requirement.id))
    .map((requirement) => verdictOf(requirement, outcomes));
}

function verdictOf(requirement: Requirement, outcomes: readonly CheckOutcome[]): Verdict {
  const own = outcomes.find((outcome) => outcome.requirement === requirement.id);
  const durationMs = own?.durationMs ?? 0;
  const { finding, evidence } = judged(requirement, own, outcomes);
  const isRed = finding.kind === 'failed' || finding.kind === 'untestable';
  return { requirement, finding, durationMs, ...(isRed ? { evidence } : {}) };
}

function judged(
  { id, attested }: Requirement,
  own: CheckOutcome | undefined,
  outcomes: readonly CheckOutcome[],
): Pick<CheckOutcome, 'finding' | 'evidence'> {
  const red = [...(own?.finding.kind === 'failed' ? [own] : []), ...breachesOf(id, own, outcomes)];
  // What was seen each time says more than what was not.
  const [first] = red;
  const steady = red.find(({ finding }) => finding.kind === 'failed' && !dependsOnOrder(finding.observed));
  if (first) return steady ?? first;
  if (own) return own;
  if (attested !== undefined) {
    const reason = `cannot be seen from outside, to be attested: ${attested}`;
    return { finding: { kind: 'not_applicable', reason }, evidence: EVIDENCE_NONE };
  }
  return { finding: { kind: 'untestable', reason: 'there is no check for it yet' }, evidence: EVIDENCE_NONE };
}

/** What was come upon that breaks a requirement, whichever check was running. */
function breachesOf(
  id: string,
  own: CheckOutcome | undefined,
  outcomes: readonly CheckOutcome[],
): readonly Pick<CheckOutcome, 'finding' | 'evidence'>[] {
  // The check's own run first: its evidence is the one a reader expects.
  const ordered = own ? [own, ...outcomes.filter((outcome) => outcome !== own)] : outcomes;
  return ordered.flatMap((outcome) => {
    const where = outcome === own ? '' : `, while ${outcome.requirement} was checked`;
    return outcome.breaches
      .filter(({ requirement }) => (requirement === undefined ? outcome === own : requirement === id))
      .map(({ expected, observed, leak }) => {
        const common = { kind: 'failed', expected, observed: observed + where } as const;
        const finding: Finding = leak === undefined ? common : { ...common, leak };
        return { finding, evidence: outcome.evidence };
      });
  });
}
