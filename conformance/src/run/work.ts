import type { Check } from '../checks/check.ts';
import { Scanner } from '../oracle/scanner.ts';
import { elapsedMs } from '../platform/clock.ts';
import { type CheckOutcome, type CheckSetting, endOf, runCheck, runCheckIn, unstarted } from './check-run.ts';
import { Session } from './session.ts';
import { brokenBy, steadied } from './steadiness.ts';

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
    outcomes.push(...(await leftBehind(shared, setting)));
  };
  await Promise.all(Array.from({ length: Math.min(setting.jobs, waiting.length) }, worker));
  return outcomes;
}

/** What came to light only at the end of a session is looked for again at the ends of others in which the same checks ran. */
async function leftBehind(shared: SharedSession, setting: WorkSetting): Promise<readonly CheckOutcome[]> {
  const first = await shared.end();
  if (!first) return [];
  const again: CheckOutcome[] = [];
  for (let run = 2; run <= setting.confirm; run++) {
    await using session = new SharedSession(setting);
    for (const check of shared.ran) await session.run(check);
    again.push((await session.end()) ?? { ...first, breaches: [] });
  }
  return [steadied(first, again)];
}

/** What is red, by its check or in passing, is looked at so many times in all before it is believed. */
async function confirmed(check: Check, first: CheckOutcome, setting: WorkSetting): Promise<CheckOutcome> {
  if (brokenBy(first).size === 0) return first;
  const again: CheckOutcome[] = [];
  for (let run = 2; run <= setting.confirm; run++) again.push(await runCheck(check, setting));
  return steadied(first, again);
}

/** The session that one worker's checks share. A subject that has been at fault is replaced by another. */
class SharedSession implements AsyncDisposable {
  readonly #setting: CheckSetting;
  #secrets = new Scanner();
  #session: Session | undefined;
  #ran: Check[] = [];

  constructor(setting: CheckSetting) {
    this.#setting = setting;
  }

  /** The checks that have run with the subject there is now. */
  get ran(): readonly Check[] {
    return this.#ran;
  }

  async run(check: Check): Promise<CheckOutcome> {
    const startedMs = elapsedMs();
    if (this.#session?.usable === false) await this.#drop();
    if (!this.#session) {
      const opened = await Session.open(this.#setting);
      if (!(opened instanceof Session)) return unstarted(check, opened, startedMs);
      this.#session = opened;
    }
    this.#ran.push(check);
    const mine = new Scanner();
    const outcome = await runCheckIn(this.#session, check, this.#setting.seed, mine);
    for (const canary of mine.canaries()) {
      this.#secrets.add(canary);
      this.#setting.secrets?.add(canary);
    }
    return outcome;
  }

  /** Ends the session; gives what was found in what it has left behind, if anything. */
  async end(): Promise<CheckOutcome | undefined> {
    if (!this.#session?.usable) return undefined;
    const { breaches } = await endOf(this.#session, this.#secrets);
    if (breaches.length === 0) return undefined;
    const evidence = { exchanges: [], calls: [], log: this.#secrets.redact(this.#session.subject.said().log) };
    return { requirement: AT_THE_END, finding: { kind: 'passed' }, breaches, evidence, durationMs: 0 };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#drop();
  }

  async #drop(): Promise<void> {
    await this.#session?.[Symbol.asyncDispose]();
    this.#session = undefined;
    this.#secrets = new Scanner();
    this.#ran = [];
  }
}
