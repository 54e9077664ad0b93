/** How much a requirement is meant: a MUST that does not hold makes a subject not conforming, a SHOULD a warning. */
export const LEVELS = ['MUST', 'SHOULD'] as const;
export type Level = (typeof LEVELS)[number];

/** One sentence that an integration has to live up to, and what there is to say about it. */
export type Requirement = Readonly<{
  /** Such as `CRE-02`; it never changes its meaning. */
  id: string;
  level: Level;
  /** A few words, for tables. */
  title: string;
  text: string;
  /** Where it comes from: standards, providers' documents, reports of what went wrong. */
  sources: readonly string[];
  /** What a check looks at to tell whether it holds. */
  evidence: string;
  /** What it looked like when somebody's integration did not live up to it. */
  incident: string;
  /** What of the requirement the check does not reach yet, if anything. */
  notCovered?: string;
  /** Why nothing that can be seen from outside tells whether it holds; then there is no check. */
  attested?: string;
}>;

/** Requirements about one subject matter, as one file holds them. */
export type RequirementGroup = Readonly<{
  /** The dated set they belong to; a set that has been published does not change. */
  set: string;
  /** Such as `credentials`. */
  group: string;
  title: string;
  requirements: readonly Requirement[];
}>;
