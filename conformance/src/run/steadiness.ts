import type { CheckOutcome } from './check-run.ts';

const UNSTEADY = 'depends on the order of things';

/** Whether what was observed was not observed each time; a known mistake is not noticed by that. */
export function dependsOnOrder(observed: string): boolean {
  return observed.includes(`(${UNSTEADY}: `);
}

/** Every requirement that an outcome shows to be broken, by its check or in passing. */
export function brokenBy({ requirement, finding, breaches }: CheckOutcome): ReadonlySet<string> {
  const inPassing = breaches.map((breach) => breach.requirement ?? requirement);
  return new Set(finding.kind === 'failed' ? [requirement, ...inPassing] : inPassing);
}

/**
 * A first outcome beside those of its repetitions. What a repetition does not show to be broken is told as what it is,
 * whether a check had found it or an oracle; it never becomes green.
 */
export function steadied(first: CheckOutcome, again: readonly CheckOutcome[]): CheckOutcome {
  const told = (observed: string, requirement: string) => {
    const times = [first, ...again].filter((outcome) => brokenBy(outcome).has(requirement)).length;
    const runs = again.length + 1;
    return times === runs ? observed : `${observed} (${UNSTEADY}: ${times} of ${runs} runs failed)`;
  };
  const { requirement, finding } = first;
  const breaches = first.breaches.map((breach) => ({
    ...breach,
    observed: told(breach.observed, breach.requirement ?? requirement),
  }));
  if (finding.kind !== 'failed') return { ...first, breaches };
  return { ...first, finding: { ...finding, observed: told(finding.observed, requirement) }, breaches };
}
