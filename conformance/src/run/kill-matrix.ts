import type { Simulator } from '../bench/simulator.ts';
import type { Check } from '../checks/check.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { Scanner } from '../oracle/scanner.ts';
import { elapsedMs } from '../platform/clock.ts';
import { uniqueText } from '../platform/random.ts';
import type { Requirement } from '../requirement.ts';
import type { CommandAddress } from '../subject/address.ts';
import type { MutantVerdict } from '../verdict.ts';
import { dependsOnOrder } from './steadiness.ts';
import { verdictsOf } from './verdicts.ts';
import { runChecks } from './work.ts';

/** What the mutants are run against and with. */
export type MutantRun = Readonly<{
  simulator: Simulator;
  /** Which mistake to make is said on the command line, so there has to be one. */
  address: CommandAddress;
  catalogue: readonly Requirement[];
  checks: readonly Check[];
  seed: number;
  jobs: number;
  /** How often a mutant has to be noticed to count as killed. */
  confirm: number;
  /** Told about every mutant as soon as it is known whether anything has noticed it. */
  judged: (verdict: MutantVerdict) => void;
}>;

/**
 * Runs every mutant through the checks of the requirements that have to notice it, and no others: what happens to break
 * elsewhere is no kill. The subject is told by `--mutant` which mistake to make.
 */
export async function runMutants(mutants: readonly Mutant[], run: MutantRun): Promise<readonly MutantVerdict[]> {
  const waiting = [...mutants];
  const verdicts: MutantVerdict[] = [];
  const worker = async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const verdict = await judge(mutant, run);
      verdicts.push(verdict);
      run.judged(verdict);
    }
  };
  await Promise.all(Array.from({ length: run.jobs }, worker));
  return mutants.flatMap(({ id }) => verdicts.filter(({ mutant }) => mutant === id));
}

/** The subject told which provider to speak to, as it is told which mistake to make; one that has been told stays as it is. */
export function speakingTo(provider: string | undefined, address: CommandAddress): CommandAddress {
  const isTold = provider === undefined || address.args.includes('--provider');
  return isTold ? address : { ...address, args: [...address.args, '--provider', provider] };
}

async function judge({ id, mistake, kills, provider }: Mutant, run: MutantRun): Promise<MutantVerdict> {
  const startedMs = elapsedMs();
  const { simulator, address, seed, confirm, catalogue, checks } = run;
  const spoken = speakingTo(provider, address);
  const mutated = { ...spoken, args: [...spoken.args, '--mutant', id] };
  const wanted = checks.filter(({ requirement }) => kills.includes(requirement));
  const secrets = new Scanner();
  const setting = { simulator, address: mutated, seed, confirm, jobs: 1, runId: uniqueText('run'), secrets };
  const outcomes = await runChecks(wanted, setting);
  const asked = catalogue.filter((requirement) => kills.includes(requirement.id));
  const killedBy = verdictsOf(outcomes, asked, asked)
    .filter(({ finding }) => finding.kind === 'failed' && !dependsOnOrder(finding.observed))
    .map(({ requirement, finding }) => ({
      requirement: requirement.id,
      observed: finding.kind === 'failed' ? secrets.redact(finding.observed) : '',
    }));
  return { mutant: id, mistake, kills, killedBy, durationMs: elapsedMs() - startedMs };
}
