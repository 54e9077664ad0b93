import type { Requirement } from './requirement.ts';

/** One exchange between subject and provider, with every secret replaced by the name of whose it is. */
export type Exchange = Readonly<{
  /** Milliseconds since the check began. */
  atMs: number;
  /** The environment whose address was called. */
  environment: string;
  /** Whose credential was presented, in words. */
  presented: string;
  /** Something that belongs to another environment was sent. */
  crossing?: true;
  request: string;
  requestBody?: string;
  /** Absent when no answer was given. */
  status?: number;
  responseBody?: string;
}>;

/** One request of the harness to the subject and what it answered, as one line each, and when. */
export type Call = Readonly<{ atMs: number; repliedMs: number; request: string; reply: string }>;

/** What a verdict rests on. */
export type Evidence = Readonly<{
  exchanges: readonly Exchange[];
  calls: readonly Call[];
  /** The end of what the subject wrote to standard error. */
  log: string;
}>;

/** What a check found. */
export type Finding =
  | Readonly<{ kind: 'passed' }>
  /** `leak` is where a secret was found that does not belong there. */
  | Readonly<{ kind: 'failed'; expected: string; observed: string; leak?: string }>
  /** A prerequisite is missing: as red as a failure, because nothing has been shown. */
  | Readonly<{ kind: 'untestable'; reason: string }>
  /** The subject never claimed the feature. */
  | Readonly<{ kind: 'not_applicable'; reason: string }>;

/** Every kind of finding, worst first. */
export const FINDING_KINDS = ['failed', 'untestable', 'passed', 'not_applicable'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Why a requirement that does not hold is put up with for now. */
export type Known = Readonly<{ reason: string; issue?: string }>;

/** What was found about one requirement; a red one comes with its evidence. */
export type Verdict = Readonly<{
  requirement: Requirement;
  finding: Finding;
  evidence?: Evidence;
  /** It was known, and stands in the baseline. */
  known?: Known;
  durationMs: number;
}>;

/** How the subject introduced itself. */
export type SubjectIdentity = Readonly<{
  name: string;
  version: string;
  provider: string;
  capabilities: readonly string[];
}>;

/** How a run was asked for. */
export type RunDescription = Readonly<{
  seed: number;
  set: string;
  /** The subject's address, as it was given. */
  subject: string;
  requirements: readonly string[];
}>;

/** Everything that happens in a run, in order. Every report is made from this and nothing else. */
export type RunEvent =
  | Readonly<{ type: 'run_started'; at: string; run: RunDescription }>
  | Readonly<{ type: 'subject_introduced'; subject: SubjectIdentity }>
  | Readonly<{ type: 'check_started'; requirement: string }>
  | Readonly<{ type: 'check_ended'; requirement: string; finding: FindingKind; durationMs: number }>
  /** Only now: what one check comes upon in passing may break the requirement of another. */
  | Readonly<{ type: 'verdict_reached'; verdict: Verdict }>
  /** What is wrong with the baseline itself; each complaint makes the run fail. */
  | Readonly<{ type: 'baseline_judged'; complaints: readonly string[] }>
  | Readonly<{ type: 'run_ended'; at: string; durationMs: number }>;

/** Takes the events of a run as they happen. */
export type Reporter = (event: RunEvent) => void;

/** Whether a known mistake was noticed by a requirement that has to notice it, and how. */
export type MutantVerdict = Readonly<{
  mutant: string;
  mistake: string;
  kills: readonly string[];
  killedBy: readonly Readonly<{ requirement: string; observed: string }>[];
  durationMs: number;
}>;
