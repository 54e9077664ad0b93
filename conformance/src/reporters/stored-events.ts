import { Ajv2020 } from 'ajv/dist/2020.js';
import { LEVELS } from '../requirement.ts';
import { FINDING_KINDS, type RunEvent } from '../verdict.ts';

const EVENTS_MAX = 100_000;

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const moment = { type: 'number' } as const;

const object = (properties: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}) => ({
  type: 'object',
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
});
const event = (type: string, properties: Readonly<Record<string, object>>) =>
  object({ type: { const: type }, ...properties });

const requirement = object(
  {
    ...{ id: { type: 'string', pattern: '^[A-Z]{3}-\\d{2}$' }, level: { enum: LEVELS }, title: text, text },
    ...{ sources: texts, evidence: text, incident: text },
  },
  { notCovered: text },
);
const finding = {
  oneOf: [
    object({ kind: { const: 'passed' } }),
    object({ kind: { const: 'failed' }, expected: text, observed: text }, { leak: text }),
    object({ kind: { enum: ['untestable', 'not_applicable'] }, reason: text }),
  ],
};
const exchange = object(
  { atMs: moment, environment: text, presented: text, request: text },
  { requestBody: text, status: { type: 'integer' }, responseBody: text, crossing: { const: true } },
);
const call = object({ atMs: moment, repliedMs: moment, request: text, reply: text });
const evidence = object({
  exchanges: { type: 'array', items: exchange },
  calls: { type: 'array', items: call },
  log: text,
});
const known = object({ reason: text }, { issue: text });

const isEvent = new Ajv2020({ strict: false }).compile<RunEvent>({
  oneOf: [
    event('run_started', {
      at: text,
      run: object({ seed: { type: 'integer' }, set: text, subject: text, requirements: texts }),
    }),
    event('subject_introduced', {
      subject: object({ name: text, version: text, provider: text, capabilities: texts }),
    }),
    event('check_started', { requirement: text }),
    event('check_ended', { requirement: text, finding: { enum: FINDING_KINDS }, durationMs: moment }),
    event('verdict_reached', { verdict: object({ requirement, finding, durationMs: moment }, { evidence, known }) }),
    event('baseline_judged', { complaints: texts }),
    event('run_ended', { at: text, durationMs: moment }),
  ],
});

/** Reads the events of a run as `run.ndjson` holds them; a text says what is wrong with it. */
export function parseEvents(ndjson: string): readonly RunEvent[] | string {
  const lines = ndjson.split('\n').filter((line) => line !== '');
  if (lines.length > EVENTS_MAX) return `more than ${EVENTS_MAX} events`;
  const events: RunEvent[] = [];
  for (const [index, line] of lines.entries()) {
    const value = parsed(line);
    if (!isEvent(value)) return `line ${index + 1} is no event of a run`;
    events.push(value);
  }
  const [first] = events;
  if (first?.type !== 'run_started') return 'it does not begin with run_started';
  return events.at(-1)?.type === 'run_ended' ? events : 'the run was cut off: it does not end with run_ended';
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
