import type { Simulator } from '../bench/simulator.ts';
import { type Check, Untestable } from '../checks/check.ts';
import { EXCEPTIONS } from '../dialects/exceptions.ts';
import { type Breach, disclosuresIn } from '../oracle/crossings.ts';
import { Scanner } from '../oracle/scanner.ts';
import { DeadlineExceeded, elapsedMs } from '../platform/clock.ts';
import { dice } from '../platform/random.ts';
import type { SubjectAddress } from '../subject/address.ts';
import { HarnessFault, SubjectFault } from '../subject/fault.ts';
import type { Subject } from '../subject/subject.ts';
import type { Evidence, Finding } from '../verdict.ts';
import { breachesIn } from './always-on.ts';
import { CheckBench } from './check-bench.ts';
import { Session, type Unintroduced } from './session.ts';

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

/** Runs one check in a session, and holds everything that happened in it against the oracles. */
export async function runCheckIn(
  session: Session,
  check: Check,
  seed: number,
  secrets?: Scanner,
): Promise<CheckOutcome> {
  const startedMs = elapsedMs();
  const bench = new CheckBench(session, dice(seed));
  const reason = whyNot(check, bench);
  const finding: Finding = reason === undefined ? await findingOf(check, bench) : { kind: 'not_applicable', reason };
  const breaches = await breachesIn(bench);
  for (const canary of bench.canaries()) secrets?.add(canary);
  // Before it leaves: what carried its secrets is nobody's exchange afterwards. What is green is shown without evidence,
  // and to take the secrets out of it costs time.
  const evidence = isRed(finding, breaches) ? bench.evidence() : EVIDENCE_NONE;
  bench.leave();
  return {
    requirement: check.requirement,
    finding: redacted(finding, bench),
    breaches,
    evidence,
    durationMs: elapsedMs() - startedMs,
  };
}

/** Why a requirement does not apply; nothing when it does. */
function whyNot({ requirement, needs }: Check, bench: CheckBench): string | undefined {
  const exception = EXCEPTIONS[bench.dialect.provider][requirement];
  if (exception !== undefined) return exception;
  const missing = needs.find((capability) => !bench.can(capability));
  return missing === undefined ? undefined : `the subject does not declare ${missing}`;
}

const EVIDENCE_NONE: Evidence = { exchanges: [], calls: [], log: '' };

function isRed({ kind }: Finding, breaches: readonly Breach[]): boolean {
  return breaches.length > 0 || kind === 'failed' || kind === 'untestable';
}

/** Runs one check in a session of its own, and looks at what the subject has stored and at how it ends. */
export async function runCheck(check: Check, setting: CheckSetting): Promise<CheckOutcome> {
  const startedMs = elapsedMs();
  const opened = await Session.open(setting);
  if (!(opened instanceof Session)) return unstarted(check, opened, startedMs);
  await using session = opened;
  const secrets = new Scanner();
  const outcome = await runCheckIn(session, check, setting.seed, secrets);
  for (const canary of secrets.canaries()) setting.secrets?.add(canary);
  const { breaches, fault } = await endOf(session, secrets);
  const finding = fault && outcome.finding.kind === 'passed' ? findingOfFault(fault) : outcome.finding;
  return { ...outcome, finding, breaches: [...outcome.breaches, ...breaches], durationMs: elapsedMs() - startedMs };
}

/** What a session that comes to its end has left behind, and what is wrong with how it ended. */
export async function endOf(
  session: Session,
  secrets: Scanner,
): Promise<Readonly<{ breaches: readonly Breach[]; fault: SubjectFault | undefined }>> {
  if (!session.usable) return { breaches: [], fault: undefined };
  const dump = session.introduction.capabilities.includes('dump') ? await dumpOf(session.subject) : '';
  const breaches = disclosuresIn("the subject's stored state", dump, secrets);
  return { breaches, fault: await session.shutdown() };
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

/** What comes of a check whose subject did not start. */
export function unstarted(check: Check, { fault, log }: Unintroduced, startedMs: number): CheckOutcome {
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
