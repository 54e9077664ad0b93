import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { Requirement } from './requirement.ts';
import type { Verdict } from './verdict.ts';

/** One requirement that a subject is known not to live up to, for a while. */
export type BaselineEntry = Readonly<{
  requirement: string;
  /** How it is known to come out. */
  verdict: 'failed' | 'untestable';
  reason: string;
  /** Where it is being worked on. */
  issue?: string;
  /** The last day on which it is put up with, such as `2027-03-31`. */
  until?: string;
}>;

/** Verdicts that know what was known, and everything that is wrong with the baseline itself. */
export type Judged = Readonly<{ verdicts: readonly Verdict[]; complaints: readonly string[] }>;

const ENTRIES_MAX = 500;
const text = { type: 'string', minLength: 1, maxLength: 1_000 } as const;

const isBaseline = new Ajv2020({ allErrors: true, useDefaults: true }).compile<readonly BaselineEntry[]>({
  type: 'array',
  maxItems: ENTRIES_MAX,
  items: {
    type: 'object',
    required: ['requirement', 'reason'],
    additionalProperties: false,
    properties: {
      requirement: { type: 'string', pattern: '^[A-Z]{3}-\\d{2}$' },
      verdict: { enum: ['failed', 'untestable'], default: 'failed' },
      reason: text,
      issue: text,
      until: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    },
  },
});

/** Reads a baseline file; a text says what is wrong with it. */
export function parseBaseline(yaml: string): readonly BaselineEntry[] | string {
  let value: unknown;
  try {
    value = parse(yaml) ?? [];
  } catch (error) {
    return `not YAML: ${error instanceof Error ? error.message.split('\n', 1)[0] : error}`;
  }
  if (isBaseline(value)) return value;
  return (isBaseline.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ');
}

/**
 * Holds verdicts against a baseline. An entry covers exactly the verdict it names; one that covers nothing any more, has
 * run out or names no requirement is a complaint. What was not asked for in this run is not judged.
 */
export function judgedBy(
  entries: readonly BaselineEntry[],
  about: Readonly<{ verdicts: readonly Verdict[]; catalogue: readonly Requirement[]; today: string }>,
): Judged {
  const { verdicts, catalogue, today } = about;
  const complaints: string[] = [];
  const known = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const verdict = verdicts.find(({ requirement }) => requirement.id === entry.requirement);
    const complaint = complaintAbout(entry, { verdict, catalogue, today, isTwice: known.has(entry.requirement) });
    if (complaint !== undefined) complaints.push(`${entry.requirement} ${complaint}`);
    else if (verdict) known.set(entry.requirement, entry);
  }
  return {
    complaints,
    verdicts: verdicts.map((verdict) => {
      const entry = known.get(verdict.requirement.id);
      if (!entry) return verdict;
      const { reason, issue } = entry;
      return { ...verdict, known: { reason, ...(issue === undefined ? {} : { issue }) } };
    }),
  };
}

function complaintAbout(
  { requirement, verdict: expected, until }: BaselineEntry,
  about: Readonly<{
    verdict: Verdict | undefined;
    catalogue: readonly Requirement[];
    today: string;
    isTwice: boolean;
  }>,
): string | undefined {
  if (!about.catalogue.some(({ id }) => id === requirement)) return 'is no requirement of this set';
  if (about.isTwice) return 'stands in the baseline twice';
  if (until !== undefined && until < about.today) return `was to be put up with until ${until}`;
  const found = about.verdict?.finding.kind;
  if (found === undefined || found === expected) return undefined;
  if (found === 'passed') return 'passes by now: take it out of the baseline';
  return `is ${found.replace('_', ' ')}, and the baseline says ${expected}`;
}
