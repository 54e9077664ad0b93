import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BaselineEntry, judgedBy } from './baseline.ts';
import type { Simulator } from './bench/simulator.ts';
import type { Check } from './checks/check.ts';
import { Scanner } from './oracle/scanner.ts';
import { elapsedMs, instant } from './platform/clock.ts';
import { uniqueText } from './platform/random.ts';
import type { Requirement } from './requirement.ts';
import type { CheckOutcome } from './run/check-run.ts';
import { introduced } from './run/introduce.ts';
import { verdictsOf } from './run/verdicts.ts';
import { runChecks } from './run/work.ts';
import type { SubjectAddress } from './subject/address.ts';
import { HarnessFault, SubjectFault } from './subject/fault.ts';
import { Subject } from './subject/subject.ts';
import type { Reporter, SubjectIdentity, Verdict } from './verdict.ts';

/** What a run is about. */
export type RunOptions = Readonly<{
  simulator: Simulator;
  address: SubjectAddress;
  /** The address as it was given, for reports. */
  subject: string;
  /** Every requirement there is, and those that are asked for. */
  catalogue: readonly Requirement[];
  asked: readonly Requirement[];
  set: string;
  checks: readonly Check[];
  seed: number;
  /** How many checks run at once. */
  jobs: number;
  /** How often a check has to fail before it counts as one that does. */
  confirm: number;
  /** What the subject is known not to live up to; nothing when it was not said. */
  baseline?: readonly BaselineEntry[];
  /** The providers the subject may speak to: those that the harness can play, or the one that was asked for. */
  providers: readonly string[];
  report: Reporter;
}>;

/** The subject could not even say who it is. */
export class NotIntroduced extends Error {
  override readonly name = 'NotIntroduced';
}

/** Checks a subject requirement by requirement. Everything that happens goes to the reporter; verdicts come last. */
export async function run(options: RunOptions): Promise<readonly Verdict[]> {
  const { subject, set, seed, asked } = options;
  const secrets = new Scanner();
  const report = withoutSecrets(options.report, secrets);
  const startedMs = elapsedMs();
  const requirements = asked.map(({ id }) => id);
  report({ type: 'run_started', at: instant(), run: { seed, set, subject, requirements } });
  report({ type: 'subject_introduced', subject: await introduction(options) });
  const outcomes = await checked({ ...options, report }, secrets);
  const { baseline = [], catalogue } = options;
  const found = verdictsOf(outcomes, asked, catalogue);
  const { verdicts, complaints } = judgedBy(baseline, { verdicts: found, catalogue, today: instant().slice(0, 10) });
  for (const verdict of verdicts) report({ type: 'verdict_reached', verdict });
  report({ type: 'baseline_judged', complaints });
  report({ type: 'run_ended', at: instant(), durationMs: elapsedMs() - startedMs });
  return verdicts;
}

/** The checks of the requirements that are asked for; their order does not matter. */
function checked(options: RunOptions, secrets: Scanner): Promise<readonly CheckOutcome[]> {
  const { simulator, address, checks, asked, seed, jobs, confirm, report } = options;
  const wanted = asked.flatMap(({ id }) => checks.filter(({ requirement }) => requirement === id));
  return runChecks(wanted, {
    ...{ simulator, address, seed, jobs, confirm, secrets, runId: uniqueText('run') },
    started: ({ requirement }) => report({ type: 'check_started', requirement }),
    ended: ({ requirement, finding, durationMs }) =>
      report({ type: 'check_ended', requirement, finding: finding.kind, durationMs }),
  });
}

/** The last gate: evidence has been redacted by the check it is from, and nothing may have been missed. */
function withoutSecrets(report: Reporter, secrets: Scanner): Reporter {
  return (event) => {
    const [missed] = secrets.find(JSON.stringify(event)).filter(({ canary }) => canary.nature === 'secret');
    if (missed) throw new HarnessFault(`a report would have disclosed the ${missed.canary.label} (${missed.encoding})`);
    report(event);
  };
}

async function introduction({ address, seed, providers }: RunOptions): Promise<SubjectIdentity> {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'assay-subject-'));
  try {
    await using subject = new Subject(address);
    const said = await introduced(subject, { runId: uniqueText('run'), seed, stateDirectory });
    if (said instanceof SubjectFault) throw new NotIntroduced(`${said.message}\n${subject.said().log}`.trim());
    await subject.shutdown();
    const { provider, capabilities } = said;
    if (!providers.includes(provider)) {
      throw new NotIntroduced(
        `it speaks to the provider ${provider}, and is checked with ${providers.join(' or ')} only`,
      );
    }
    return { ...said.subject, provider, capabilities };
  } finally {
    rmSync(stateDirectory, { recursive: true, force: true });
  }
}
