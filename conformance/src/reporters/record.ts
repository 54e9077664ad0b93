import type { FindingKind, RunDescription, RunEvent, SubjectIdentity, Verdict } from '../verdict.ts';

/** A run that has come to its end, gathered from its events. Every written report is made from one. */
export type RunRecord = Readonly<{
  run: RunDescription;
  startedAt: string;
  endedAt: string;
  durationMs: number;
  /** Absent when it could not even say who it is. */
  subject?: SubjectIdentity;
  verdicts: readonly Verdict[];
  /** What is wrong with the baseline. */
  complaints: readonly string[];
}>;

/** Gathers the events of a run; throws when they are not those of a whole run. */
export function recordOf(events: readonly RunEvent[]): RunRecord {
  const started = events.find((event) => event.type === 'run_started');
  const introduced = events.find((event) => event.type === 'subject_introduced');
  const ended = events.find((event) => event.type === 'run_ended');
  if (!started || !ended) throw new Error('the events of a run begin with run_started and end with run_ended');
  return {
    run: started.run,
    startedAt: started.at,
    endedAt: ended.at,
    durationMs: ended.durationMs,
    ...(introduced ? { subject: introduced.subject } : {}),
    verdicts: events.flatMap((event) => (event.type === 'verdict_reached' ? [event.verdict] : [])),
    complaints: events.flatMap((event) => (event.type === 'baseline_judged' ? event.complaints : [])),
  };
}

/** How many verdicts are of a kind. */
export function countOf({ verdicts }: Pick<RunRecord, 'verdicts'>, kind: FindingKind): number {
  return verdicts.filter(({ finding }) => finding.kind === kind).length;
}

/** What a run comes to in one word. A baseline excuses the run in CI, and does not make a subject conform. */
export function standingOf({ verdicts }: RunRecord): 'conforming' | 'not conforming' | 'not shown' {
  const musts = verdicts.filter(({ requirement }) => requirement.level === 'MUST').map(({ finding }) => finding.kind);
  if (musts.includes('failed')) return 'not conforming';
  return musts.includes('untestable') ? 'not shown' : 'conforming';
}
