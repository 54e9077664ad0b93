import { CONTENDERS, type ContenderName } from './contender.ts';
import type { Finding } from './measure.ts';
import type { NotificationFinding } from './notifications.ts';

const MEGABYTE = 1024 * 1024;

/** The findings as a table for people: every number beside its ratio to the bare server's. */
export function describeFindings(findings: Readonly<Record<ContenderName, Finding>>): string {
  const bare = findings['bare express'];
  const rows: string[][] = [];
  const row = (title: string, unit: string, digits: number, of: (finding: Finding) => number) => {
    const cells = CONTENDERS.map((name) => {
      const value = of(findings[name]);
      const ratio = name === 'bare express' ? '' : ` (×${(value / of(bare)).toFixed(2)})`;
      return `${value.toFixed(digits)}${ratio}`;
    });
    rows.push([title, unit, ...cells]);
  };
  for (const connections of Object.keys(bare.load)) {
    const at = (of: 'requestsPerSecond' | 'cpuMs' | 'p50Ms' | 'p99Ms') => (finding: Finding) =>
      finding.load[connections]?.[of] ?? NaN;
    const title = `create + capture, ${connections} connections`;
    row(title, 'requests/s', 0, at('requestsPerSecond'));
    row(title, 'CPU ms', 3, at('cpuMs'));
    row(title, 'p50 ms', 2, at('p50Ms'));
    row(title, 'p99 ms', 2, at('p99Ms'));
  }
  row('start to first 200', 'ms', 0, (finding) => finding.startMs);
  row('idle memory', 'MB', 0, (finding) => finding.idleBytes / MEGABYTE);
  row('memory after the load', 'MB', 0, (finding) => finding.loadedBytes / MEGABYTE);
  return table(['', '', ...CONTENDERS], rows);
}

/** What journaling every exchange costs, in a line for people: requests that the same simulator answers less by it. */
export function describeJournal(findings: Readonly<Record<ContenderName, Finding>>): string {
  const { simulator, 'without journal': without } = findings;
  const costs = Object.keys(simulator.load).map((connections) => {
    const [on, off] = [simulator, without].map(({ load }) => load[connections]?.requestsPerSecond ?? Number.NaN);
    const cost = 100 * (1 - (on ?? Number.NaN) / (off ?? Number.NaN));
    return `${cost.toFixed(0)} % of the requests at ${connections} connections`;
  });
  return `cost of journaling  ${costs.join(', ')}  (against the same simulator, writing no journal)`;
}

/**
 * How the dialect of Stripe does against a bare server that writes one row of SQLite per request, in lines for people: by
 * requests a second, and by the processor time of each, which other programs on the machine hardly change.
 */
export function describeStripe(findings: Readonly<Record<ContenderName, Finding>>): string {
  return [
    `in stripe words           ${stripeRatios(findings['in stripe words'], findings['express + sqlite'])}`,
    `in stripe words, durable  ${stripeRatios(findings['in stripe words, durable'], findings['express + sqlite, durable'])}`,
    '  create and confirm + capture, each with an idempotency key, events that are kept and a journal entry, against one',
    '  row per request; the first pair survives the death of the process (write-ahead, synchronous = normal), the second',
    '  that of the machine (full): there, requests that arrive together share one wait for the disk',
  ].join('\n');
}

function stripeRatios(stripe: Finding, writing: Finding): string {
  const ratios = Object.keys(stripe.load).map((connections) => {
    const [own, bare] = [stripe.load[connections], writing.load[connections]];
    const times = (value = Number.NaN, by = Number.NaN) => `×${(value / by).toFixed(2)}`;
    const perSecond = times(own?.requestsPerSecond, bare?.requestsPerSecond);
    return `${perSecond} at ${connections} connections (${times(bare?.cpuMs, own?.cpuMs)} by processor time)`;
  });
  return ratios.join(', ');
}

/** What was found out about notifications, in a line for people. */
export function describeNotifications({ perSecond, endpoints, rounds }: NotificationFinding): string {
  const how = `${endpoints} receivers that answer at once, median of ${rounds} rounds`;
  return `webhook deliveries  ${perSecond.toFixed(0)}/s  (${how})`;
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows];
  const width = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(width(column)) : cell.padStart(width(column)))).join('  ');
  return all.map(line).join('\n');
}
