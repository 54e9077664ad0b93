import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/bench/simulator.ts';
import { readCatalogue } from '../../src/catalogue.ts';
import { CHECKS } from '../../src/checks/all.ts';
import type { Edit } from '../../src/mutants/edits.ts';
import { runCheck } from '../../src/run/check-run.ts';
import { verdictsOf } from '../../src/run/verdicts.ts';
import { everything } from '../subjects.testing.ts';
import { MISTAKES } from './mistakes.ts';

/*
 * Stryker's mistakes are made in the checks themselves, so what tells them is what the checks say about subjects. Whole
 * programs are started for that, so only the checks are asked that Stryker has touched, or all of them where it has none.
 */
const JUDGED_WITHIN_MS = 120_000;

const catalogue = readCatalogue().flatMap(({ requirements }) => requirements);
const hasMistakes = CHECKS.filter(({ requirement }) => requirement in MISTAKES);
const touched = hasMistakes.filter(({ run }) => run.toString().includes('stryMutAct'));

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator[Symbol.asyncDispose]());

for (const check of touched.length > 0 ? touched : hasMistakes) {
  describe(check.requirement, () => {
    const said = async (edits: readonly Edit[]): Promise<string> => {
      const outcome = await runCheck(check, { simulator, address: everything(...edits), runId: 'run', seed: 7 });
      const asked = catalogue.filter(({ id }) => id === check.requirement);
      const [verdict] = verdictsOf([outcome], asked, asked);
      if (verdict === undefined) return 'nothing';
      const { finding } = verdict;
      if (finding.kind === 'passed') return finding.kind;
      return `${finding.kind}: ${'expected' in finding ? finding.expected : finding.reason}`;
    };

    test('a subject without a mistake passes', { timeout: JUDGED_WITHIN_MS }, async () => {
      expect(await said([])).toBe('passed');
    });

    for (const [what, expected, ...edits] of MISTAKES[check.requirement] ?? []) {
      test(`a subject that ${what}`, { timeout: JUDGED_WITHIN_MS }, async () => {
        expect(await said(edits)).toMatch(expected);
      });
    }
  });
}
