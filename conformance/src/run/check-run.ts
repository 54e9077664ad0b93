import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Simulator } from '../bench/simulator.ts';
import { type Check, Untestable } from '../checks/check.ts';
import type { Breach } from '../oracle/crossings.ts';
import type { Scanner } from '../oracle/scanner.ts';
import { DeadlineExceeded, elapsedMs } from '../platform/clock.ts';
import { dice } from '../platform/random.ts';
import type { SubjectAddress } from '../subject/address.ts';
import { HarnessFault, SubjectFault } from '../subject/fault.ts';
import { Subject } from '../subject/subject.ts';
import type { Evidence, Finding } from '../verdict.ts';
import { CheckBench } from './check-bench.ts';
import { introduced } from './introduce.ts';

/** What a check is run with. */
export type CheckSetting = Readonly<{
  simulator: Simulator;
  address: SubjectAddress;
  runId: string;
  seed: number;
  /** Gets to know every secret of the check, so that no report of the run can hold one. */
  secrets?: Scanner;
}>;

/** What one check brought to light: about its own requirement, and in passing about any other. */
export type CheckOutcome = Readonly<{
  requirement: string;
  finding: Finding;
  breaches: readonly Breach[];
  evidence: Evidence;
  durationMs: number;
}>;

/** Runs one check with a bench and a subject of its own, and holds everything that happened against the oracles. */
export async function runCheck(check: Check, setting: CheckSetting): Promise<CheckOutcome> {
  const { simulator, address, runId, seed, secrets } = setting;
  const startedMs = elapsedMs();
  const stateDirectory = mkdtempSync(join(tmpdir(), 'assay-subject-'));
  try {
    await using subject = new Subject(address);
    const introduction = await introduced(subject, { runId, seed, stateDirectory });
    if (introduction instanceof SubjectFault) return unstarted(check, introduction, subject.said().log, startedMs);
    const parts = { simulator, subject, introduction, dice: dice(seed), startedMs };
    await using bench = await CheckBench.open(parts);
    const missing = check.needs.find((capability) => !bench.can(capability));
    const finding: Finding =
      missing === undefined
        ? await findingOf(check, bench)
        : { kind: 'not_applicable', reason: `the subject does not declare ${missing}` };
    const dump = bench.can('dump') ? await dumpOf(subject) : '';
    const lateFault = await subject.shutdown();
    const breaches = await bench.breaches(dump);
    for (const canary of bench.canaries()) secrets?.add(canary);
    return {
      requirement: check.requirement,
      finding: redacted(lateFault && finding.kind === 'passed' ? findingOfFault(lateFault) : finding, bench),
      breaches,
      evidence: bench.evidence(),
      durationMs: elapsedMs() - startedMs,
    };
  } finally {
    rmSync(stateDirectory, { recursive: true, force: true });
  }
}

async function findingOf(check: Check, bench: CheckBench): Promise<Finding> {
  try {
    return await check.run(bench);
  } catch (error) {
    if (error instanceof Untestable || error instanceof DeadlineExceeded) {
      return { kind: 'untestable', reason: error.message };
    }
    if (error instanceof SubjectFault) return findingOfFault(error);
    if (error instanceof HarnessFault) throw error;
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new HarnessFault(bench.redact(`the check of ${check.requirement} went wrong: ${why}`));
  }
}

const EXPECTED: Readonly<Record<Exclude<SubjectFault['kind'], 'could_not_run'>, string>> = {
  crashed: 'the subject stays up until it is shut down',
  late: 'the subject answers every call in time',
  broke_protocol: 'the subject keeps to the protocol',
};

function findingOfFault({ kind, message }: SubjectFault): Finding {
  if (kind === 'could_not_run') return { kind: 'untestable', reason: message };
  return { kind: 'failed', expected: EXPECTED[kind], observed: message };
}

function unstarted(check: Check, fault: SubjectFault, log: string, startedMs: number): CheckOutcome {
  return {
    requirement: check.requirement,
    finding: findingOfFault(fault),
    breaches: [],
    evidence: { exchanges: [], calls: [], log },
    durationMs: elapsedMs() - startedMs,
  };
}

function redacted(finding: Finding, bench: CheckBench): Finding {
  switch (finding.kind) {
    case 'failed':
      return { ...finding, expected: bench.redact(finding.expected), observed: bench.redact(finding.observed) };
    case 'untestable':
    case 'not_applicable':
      return { ...finding, reason: bench.redact(finding.reason) };
    case 'passed':
      return finding;
  }
}

/** Everything the subject has stored, as a text whose characters are its bytes. */
async function dumpOf(subject: Subject): Promise<string> {
  try {
    const dump = await subject.call('dumpState', {});
    if (dump.outcome !== 'ok') return '';
    return dump.files.map(({ contentBase64 }) => Buffer.from(contentBase64, 'base64').toString('latin1')).join('\n');
  } catch (error) {
    // What has gone wrong with the subject has been, or will be, said about the check itself.
    if (error instanceof SubjectFault) return '';
    throw error;
  }
}
