import picocolors from 'picocolors';
import {
  type Call,
  type Exchange,
  FINDING_KINDS,
  type FindingKind,
  type Reporter,
  type RunEvent,
  type Verdict,
} from '../verdict.ts';
import { printable } from './printable.ts';

/** Where the console report goes, and how. */
export type ConsoleOptions = Readonly<{
  write: (text: string) => void;
  colors: boolean;
  /** The command that runs one requirement once more. */
  replay: (requirement: string, seed: number) => string;
}>;

const WORDS: Readonly<Record<FindingKind, string>> = {
  failed: 'FAILED',
  untestable: 'UNTESTABLE',
  passed: 'passed',
  not_applicable: 'not applicable',
};

const EXCHANGES_SHOWN = 12;
const CALLS_SHOWN = 6;
const LOG_LINES_SHOWN = 6;
const BODY_CHARACTERS_SHOWN = 160;
const CALL_CHARACTERS_SHOWN = 200;

/** Tells a run on the console: progress as it happens, then what is red with its evidence, then every requirement. */
export function consoleReporter({ write, colors, replay }: ConsoleOptions): Reporter {
  const paint = picocolors.createColors(colors);
  const painted: Readonly<Record<FindingKind, (text: string) => string>> = {
    failed: paint.red,
    untestable: paint.red,
    passed: paint.green,
    not_applicable: paint.gray,
  };
  const verdicts: Verdict[] = [];
  const complaints: string[] = [];
  let seed = 0;
  let total = 0;
  let ended = 0;

  const details = (verdict: Verdict): string => {
    const { requirement, finding, evidence } = verdict;
    const { id, title, text } = requirement;
    const lines = [`${painted[finding.kind](`${WORDS[finding.kind]} ${id}`)} ${paint.bold(title)}`, `  ${text}`];
    if (finding.kind === 'failed') {
      lines.push(`  expected  ${indented(finding.expected)}`, `  observed  ${indented(finding.observed)}`);
    } else if (finding.kind === 'untestable') lines.push(`  because   ${indented(finding.reason)}`);
    if (evidence && evidence.exchanges.length > 0) {
      lines.push(`  wire      ${lastOf(evidence.exchanges.length, EXCHANGES_SHOWN)}`);
      lines.push(...evidence.exchanges.slice(-EXCHANGES_SHOWN).map(exchangeLine));
    }
    if (evidence && evidence.calls.length > 0) {
      lines.push(`  calls     ${lastOf(evidence.calls.length, CALLS_SHOWN)}`);
      lines.push(...evidence.calls.slice(-CALLS_SHOWN).flatMap(callLines));
    }
    const log = evidence?.log.trim().split('\n').slice(-LOG_LINES_SHOWN).join('\n') ?? '';
    if (log !== '') lines.push('  log       the end of the subject’s standard error', `    ${indented(log, 4)}`);
    lines.push(`  replay    ${replay(id, seed)}`);
    return lines.join('\n');
  };

  const table = (): string => {
    const width = Math.max(...verdicts.map(({ requirement }) => requirement.title.length));
    return verdicts
      .map(({ requirement: { id, level, title }, finding, known }) => {
        const word = painted[finding.kind](WORDS[finding.kind]);
        const reason = known
          ? `  known: ${known.reason}${known.issue === undefined ? '' : ` (${known.issue})`}`
          : finding.kind === 'not_applicable' || finding.kind === 'untestable'
            ? `  ${finding.reason}`
            : '';
        return `${id}  ${level.padEnd(6)}  ${title.padEnd(width)}  ${word}${firstLine(reason)}`;
      })
      .join('\n');
  };

  return (event: RunEvent) => {
    switch (event.type) {
      case 'run_started':
        ({ seed } = event.run);
        total = event.run.requirements.length;
        write(`requirements ${event.run.set}, seed ${seed}\nsubject ${event.run.subject}\n`);
        break;
      case 'subject_introduced': {
        const { name, version, provider, capabilities } = event.subject;
        write(`${name} ${version}, provider ${provider}, can ${capabilities.join(', ')}\n\n`);
        break;
      }
      case 'check_started':
        break;
      case 'check_ended': {
        ended += 1;
        const place = `[${String(ended).padStart(String(total).length)}/${total}]`;
        const word = painted[event.finding](WORDS[event.finding]);
        write(`${place} ${event.requirement} ${word} (${seconds(event.durationMs)})\n`);
        break;
      }
      case 'verdict_reached':
        verdicts.push(event.verdict);
        break;
      case 'baseline_judged':
        complaints.push(...event.complaints);
        break;
      case 'run_ended': {
        for (const verdict of newlyRed(verdicts)) write(`\n${details(verdict)}\n`);
        write(`\n${table()}\n\n${countsLine(verdicts)} in ${seconds(event.durationMs)}\n`);
        for (const complaint of complaints) write(`${paint.red('BASELINE')} ${printable(complaint)}\n`);
        break;
      }
    }
  };
}

/** What is red and was not known, the failures before what could not be tested. */
function newlyRed(verdicts: readonly Verdict[]): readonly Verdict[] {
  const red = verdicts.filter(({ evidence, known }) => evidence !== undefined && known === undefined);
  return red.toSorted(
    (left, right) => FINDING_KINDS.indexOf(left.finding.kind) - FINDING_KINDS.indexOf(right.finding.kind),
  );
}

function countsLine(verdicts: readonly Verdict[]): string {
  const count = (kind: FindingKind) => verdicts.filter(({ finding }) => finding.kind === kind).length;
  const kinds = ['passed', 'failed', 'untestable', 'not_applicable'] as const;
  const known = verdicts.filter((verdict) => verdict.known !== undefined).length;
  const counts = kinds.map((kind) => `${count(kind)} ${kind.replace('_', ' ')}`).join(', ');
  return `${verdicts.length} requirements: ${counts}${known === 0 ? '' : `; ${known} of them known`}`;
}

function exchangeLine(exchange: Exchange): string {
  const { atMs, environment, presented, crossing, request, requestBody, status, responseBody } = exchange;
  const answer = status === undefined ? 'no answer' : String(status);
  const whose = crossing ? `with ${presented}  CROSSING` : `with ${presented}`;
  const bodies = [
    requestBody === undefined ? '' : `\n      → ${shortened(requestBody, BODY_CHARACTERS_SHOWN)}`,
    responseBody === undefined || responseBody === ''
      ? ''
      : `\n      ← ${shortened(responseBody, BODY_CHARACTERS_SHOWN)}`,
  ];
  return `    ${moment(atMs)}  ${environment.padEnd(10)}  ${printable(request)}  ${answer}  ${whose}${bodies.join('')}`;
}

function callLines({ atMs, request, reply }: Call): readonly string[] {
  return [
    `    ${moment(atMs)}  → ${shortened(request, CALL_CHARACTERS_SHOWN)}`,
    `              ← ${shortened(reply, CALL_CHARACTERS_SHOWN)}`,
  ];
}

function lastOf(length: number, shown: number): string {
  return length > shown ? `the last ${shown} of ${length}` : `all ${length}`;
}

function moment(atMs: number): string {
  return `${String(Math.round(atMs)).padStart(5)} ms`;
}

function shortened(text: string, charactersMax: number): string {
  const line = printable(text).replaceAll('\n', ' ');
  return line.length > charactersMax ? `${line.slice(0, charactersMax)}…` : line;
}

function indented(text: string, by = 12): string {
  return printable(text).replaceAll('\n', `\n${' '.repeat(by)}`);
}

function firstLine(text: string): string {
  return printable(text).split('\n', 1)[0] ?? '';
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
