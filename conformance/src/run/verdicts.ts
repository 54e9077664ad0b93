import type { Requirement } from '../requirement.ts';
import type { Finding, Verdict } from '../verdict.ts';
import type { CheckOutcome } from './check-run.ts';

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
  if (own?.finding.kind === 'failed') return own;
  // The check's own run first: its evidence is the one a reader expects.
  const ordered = own ? [own, ...outcomes.filter((outcome) => outcome !== own)] : outcomes;
  for (const outcome of ordered) {
    const breach = outcome.breaches.find(({ requirement }) =>
      requirement === undefined ? outcome === own : requirement === id,
    );
    if (!breach) continue;
    const where = outcome === own ? '' : `, while ${outcome.requirement} was checked`;
    const { expected, observed, leak } = breach;
    const finding: Finding = {
      ...{ kind: 'failed', expected, observed: observed + where },
      ...(leak === undefined ? {} : { leak }),
    };
    return { finding, evidence: outcome.evidence };
  }
  if (own) return own;
  if (attested !== undefined) {
    const reason = `cannot be seen from outside, to be attested: ${attested}`;
    return { finding: { kind: 'not_applicable', reason }, evidence: EVIDENCE_NONE };
  }
  return { finding: { kind: 'untestable', reason: 'there is no check for it yet' }, evidence: EVIDENCE_NONE };
}
