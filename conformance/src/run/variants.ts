import type { Simulator } from '../bench/simulator.ts';
import type { Check } from '../checks/check.ts';
import type { Variant } from '../mutants/variants.ts';
import { uniqueText } from '../platform/random.ts';
import type { Requirement } from '../requirement.ts';
import type { CommandAddress } from '../subject/address.ts';
import { verdictsOf } from './verdicts.ts';
import { runChecks } from './work.ts';

/** What the variants are run with. */
export type VariantRun = Readonly<{
  simulator: Simulator;
  catalogue: readonly Requirement[];
  checks: readonly Check[];
  seed: number;
  jobs: number;
  confirm: number;
  /** Told about every variant as soon as it is known what objects to it. */
  judged: (verdict: VariantVerdict) => void;
}>;

/** The MUSTs that a correct variant is red at, which should be none. */
export type VariantVerdict = Readonly<{ variant: string; red: readonly string[] }>;

const SUBJECT = 'conformance/subjects/everything/variant.ts';

/** Runs each variant through every check, and tells which MUSTs object to something that is right. */
export async function runVariants(
  variants: readonly Variant[],
  { simulator, catalogue, checks, judged, ...how }: VariantRun,
): Promise<readonly VariantVerdict[]> {
  const verdicts: VariantVerdict[] = [];
  for (const { id } of variants) {
    const address: CommandAddress = { kind: 'stdio', program: process.execPath, args: [SUBJECT, '--variant', id] };
    const outcomes = await runChecks(checks, { simulator, address, ...how, runId: uniqueText('run') });
    const red = verdictsOf(outcomes, catalogue, catalogue)
      .filter(({ requirement, finding }) => {
        const isRed = finding.kind === 'failed' || finding.kind === 'untestable';
        return isRed && requirement.level === 'MUST';
      })
      .map(({ requirement }) => requirement.id);
    const verdict = { variant: id, red };
    verdicts.push(verdict);
    judged(verdict);
  }
  return verdicts;
}
