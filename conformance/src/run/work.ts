import type { Check } from '../checks/check.ts';
import { Scanner } from '../oracle/scanner.ts';
import { elapsedMs } from '../platform/clock.ts';
import type { Finding } from '../verdict.ts';
import { type CheckOutcome, type CheckSetting, endOf, runCheck, runCheckIn, unstarted } from './check-run.ts';
import { Session } from './session.ts';

/** What checks are run with, and who is told. */
export type WorkSetting = CheckSetting &
  Readonly<{
    /** How many checks run at once. */
    jobs: number;
    /** How often a check has to fail before it counts as one that does; 1 believes it at once. */
    confirm: number;
    started?: (check: Check) => void;
    ended?: (outcome: CheckOutcome) => void;
  }>;

/** Under this name stands what came to light only when a session ended. */
const AT_THE_END = 'what was left behind';

/**
 * Runs checks, so many at a time. Those that can, share a session; what fails there is run again in a session of its own
 * before it counts, so that no check is red for what another has done.
 */
export async function runChecks(checks: readonly Check[], setting: WorkSetting): Promise<readonly CheckOutcome[]> {
  // What takes long comes first, so that nobody waits for the last one alone.
  const waiting = [...checks.filter(({ alone }) => alone), ...checks.filter(({ alone }) => !alone)];
  const outcomes: CheckOutcome[] = [];
  const worker = async () => {
    await using shared = new SharedSession(setting);
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      setting.started?.(check);
      const first = check.alone ? await runCheck(check, setting) : await shared.run(check);
      const outcome = await confirmed(check, first, setting);
      outcomes.push(outcome);
      setting.ended?.(outcome);
    }
    outcomes.push(...(await shared.end()));
  };
  await Promise.all(Array.from({ length: Math.min(setting.jobs, waiting.length) }, worker));
  return outcomes;
}

const UNSTEADY = 'depends on the order of things';

/** Whether what was observed was not observed each time; a known mistake is not noticed by that. */
export function dependsOnOrder(observed: string): boolean {
  return observed.includes(`(${UNSTEADY}: `);
}

/** A failure that others do not repeat is told as what it is; it never becomes green. */
async function confirmed(check: Check, first: CheckOutcome, setting: WorkSetting): Promise<CheckOutcome> {
  const { finding } = first;
  if (finding.kind !== 'failed') return first;
  let failures = 1;
  for (let run = 2; run <= setting.confirm; run++) {
    const again = await runCheck(check, setting);
    if (again.finding.kind === 'failed') failures += 1;
  }
  if (failures === setting.confirm) return first;
  const observed = `${finding.observed} (${UNSTEADY}: ${failures} of ${setting.confirm} runs failed)`;
  return { ...first, finding: { ...finding, observed } satisfies Finding };
}

/** The session that one worker's checks share. A subject that has been at fault is replaced by another. */
class SharedSession implements AsyncDisposable {
  readonly #setting: CheckSetting;
  #secrets = new Scanner();
  #session: Session | undefined;

  constructor(setting: CheckSetting) {
    this.#setting = setting;
  }

  async run(check: Check): Promise<CheckOutcome> {
    const startedMs = elapsedMs();
    if (this.#session?.usable === false) await this.#drop();
    if (!this.#session) {
      const opened = await Session.open(this.#setting);
      if (!(opened instanceof Session)) return unstarted(check, opened, startedMs);
      this.#session = opened;
    }
    const mine = new Scanner();
    const outcome = await runCheckIn(this.#session, check, this.#setting.seed, mine);
    for (const canary of mine.canaries()) {
      this.#secrets.add(canary);
      this.#setting.secrets?.add(canary);
    }
    return outcome;
  }

  /** Ends the session; gives what was found in what it has left behind, if anything. */
  async end(): Promise<readonly CheckOutcome[]> {
    if (!this.#session?.usable) return [];
    const { breaches } = await endOf(this.#session, this.#secrets);
    if (breaches.length === 0) return [];
    const evidence = { exchanges: [], calls: [], log: this.#secrets.redact(this.#session.subject.said().log) };
    return [{ requirement: AT_THE_END, finding: { kind: 'passed' }, breaches, evidence, durationMs: 0 }];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#drop();
  }

  async #drop(): Promise<void> {
    await this.#session?.[Symbol.asyncDispose]();
    this.#session = undefined;
    this.#secrets = new Scanner();
  }
}
