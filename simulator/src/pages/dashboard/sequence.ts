import type { Instant } from '../../engine/ids.ts';
import type { NumberedEntry } from '../../store/journal.ts';
import type { StoredEvent } from '../../store/store.ts';
import { type Line, linesOfEvent } from './sequence-events.ts';
import { answerOf, isCause, questionOf } from './sequence-exchanges.ts';
import { type Step, stepsOf, subjectsOf } from './sequence-steps.ts';
import { clockText, durationText } from './words.ts';

/** Who takes part, in the order in which they are drawn; the console only where it was used. */
export const PARTIES = ['customer', 'shop', 'provider', 'issuer', 'console'] as const;
export type Party = (typeof PARTIES)[number];

/** Who asked whom for what, and what came back, in the order in which it happened. */
export type Sequence = Readonly<{
  parties: readonly Party[];
  lines: readonly Line[];
  /** How many exchanges were left out at the end, because there are more than a drawing can show. */
  leftOut: number;
}>;

/** What a sequence is drawn from: entries of the journal and, where they are about a payment, its events. */
export type Evidence = Readonly<{ entries: readonly NumberedEntry[]; events: readonly StoredEvent[] }>;

/** How many exchanges one drawing shows. */
export const DRAWN_MAX = 150;

const MINUTE_MS = 60_000;

/**
 * The story that the evidence tells. Which event belongs to which exchange is not written anywhere: it is read off time
 * and subject, since a clock that stands gives the same time to everything.
 */
export function sequenceOf(evidence: Evidence): Sequence {
  const entries = evidence.entries.toSorted((left, right) => left.number - right.number).slice(0, DRAWN_MAX);
  const { caused, free } = assigned(entries, stepsOf(evidence.events.map(({ event }) => event)));
  const lines: Line[] = [];
  let last: Instant | undefined;
  const timeIs = (at: Instant) => {
    const passed = last === undefined ? undefined : at - last;
    if (passed === undefined) lines.push({ kind: 'time', text: clockText(at) });
    else if (passed >= MINUTE_MS) lines.push({ kind: 'time', text: `${durationText(passed)} later` });
    if (last === undefined || at > last) last = at;
  };
  const pending = new Set(free);
  const begun = new Set<NumberedEntry>();
  /** What time has brought, as far as it can have come by now and what it follows has been drawn. */
  const byItself = (until?: Instant) => {
    for (const one of pending) {
      if (until !== undefined && (one.step.at > until || (one.after !== undefined && !begun.has(one.after)))) continue;
      pending.delete(one);
      timeIs(one.step.at);
      lines.push(...one.step.events.flatMap(linesOfEvent));
    }
  };
  const begin = (entry: NumberedEntry) => {
    if (begun.has(entry)) return;
    begun.add(entry);
    byItself(entry.at);
    timeIs(entry.at);
    lines.push(...questionOf(entry));
    for (const step of caused.get(entry) ?? []) lines.push(...step.events.flatMap(linesOfEvent));
  };
  for (const entry of entries) {
    // Entries are numbered as they end: what has begun earlier and ends later is still going on around this one.
    const around = entries.filter((other) => other.number > entry.number && other.at < entry.at);
    for (const other of around.toSorted((left, right) => left.at - right.at)) begin(other);
    begin(entry);
    lines.push(...answerOf(entry));
  }
  // What came after the last exchange that is drawn belongs to those that are not.
  if (evidence.entries.length <= DRAWN_MAX) byItself();
  const taking = new Set(lines.flatMap((line) => (line.kind === 'message' ? [line.from, line.to] : [])));
  return {
    parties: PARTIES.filter((party) => taking.has(party) || party === 'shop' || party === 'provider'),
    lines,
    leftOut: Math.max(0, evidence.entries.length - DRAWN_MAX),
  };
}

/** Steps by the exchange that has caused them, and those that came by themselves. */
function assigned(entries: readonly NumberedEntry[], steps: readonly Step[]) {
  const caused = new Map<NumberedEntry, Step[]>();
  const free: Readonly<{ step: Step; after: NumberedEntry | undefined }>[] = [];
  let latest: NumberedEntry | undefined;
  const causes = entries.filter(isCause);
  for (const step of steps) {
    const inTime = causes.filter(({ at, durationMs }) => at <= step.at && step.at <= at + Math.ceil(durationMs) + 1);
    const entry =
      inTime.find((one) => fits(one, step, caused.get(one) ?? [])) ??
      inTime.find((one) => comesAlong(step, caused.get(one)));
    if (entry === undefined) {
      free.push({ step, after: latest });
      continue;
    }
    caused.set(entry, [...(caused.get(entry) ?? []), step]);
    latest = entry;
  }
  return { caused, free };
}

/** One exchange does one thing of each kind. */
function fits(entry: NumberedEntry, step: Step, has: readonly Step[]): boolean {
  return subjectsOf(entry).includes(step.subject) && !has.some(({ subject }) => subject === step.subject);
}

/** A capture that comes with its authorization. */
function comesAlong(step: Step, has: readonly Step[] | undefined): boolean {
  return step.subject === 'capture' && has?.at(-1)?.subject === 'authorize';
}
