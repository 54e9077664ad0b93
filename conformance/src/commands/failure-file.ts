import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunRecord } from '../reporters/record.ts';
import type { Evidence, Verdict } from '../verdict.ts';

/** Everything that is needed to run one red requirement again, and what was seen of it. It holds no secret. */
export type Failure = Readonly<{
  format: 'assay-failure-1';
  set: string;
  requirement: string;
  title: string;
  subject: string;
  provider: string;
  seed: number;
  finding: Verdict['finding'];
  evidence: Evidence;
}>;

/** Whether a verdict is one that can be replayed. */
export function isRed({ finding }: Verdict): boolean {
  return finding.kind === 'failed' || finding.kind === 'untestable';
}

/** A red verdict as a file of its own. */
export function failureFile({ run, subject }: RunRecord, { requirement, finding, evidence }: Verdict): string {
  const failure: Failure = {
    format: 'assay-failure-1',
    set: run.set,
    requirement: requirement.id,
    title: requirement.title,
    subject: run.subject,
    provider: subject?.provider ?? '',
    seed: run.seed,
    finding,
    evidence: evidence ?? { exchanges: [], calls: [], log: '' },
  };
  return `${JSON.stringify(failure, undefined, 2)}\n`;
}

const text = { type: 'string', maxLength: 10_000 } as const;
const moment = { type: 'number' } as const;

// What is read back is what replaying and exporting need; people may shorten the rest.
const isFailure = new Ajv2020({ allErrors: true, strict: false }).compile<Failure>({
  type: 'object',
  required: ['format', 'set', 'requirement', 'title', 'subject', 'seed', 'finding', 'evidence'],
  properties: {
    format: { const: 'assay-failure-1' },
    set: text,
    requirement: { type: 'string', pattern: '^[A-Z]{3}-\\d{2}$' },
    title: text,
    subject: { ...text, minLength: 1 },
    seed: { type: 'integer', minimum: 1, maximum: 9_999_999_999 },
    finding: { type: 'object', required: ['kind'], properties: { kind: { enum: ['failed', 'untestable'] } } },
    evidence: {
      type: 'object',
      required: ['exchanges', 'calls', 'log'],
      properties: {
        exchanges: { type: 'array', maxItems: 1_000, items: { type: 'object' } },
        calls: {
          type: 'array',
          maxItems: 1_000,
          items: {
            type: 'object',
            required: ['atMs', 'request', 'reply'],
            properties: { atMs: moment, request: text, reply: text },
          },
        },
        log: text,
      },
    },
  },
});

/** Reads a failure file; a text says what is wrong with it. */
export function parseFailure(json: string): Failure | string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return 'it is not JSON';
  }
  if (isFailure(value)) return value;
  return (isFailure.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ');
}
