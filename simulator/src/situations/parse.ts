import { Document, LineCounter, parseDocument } from 'yaml';
import { mapped, type NodeProblem, object, type Read, several, text } from './read-node.ts';
import { readRule } from './read-rule.ts';
import type { Rule, Situation } from './situation.ts';

/** One thing that is wrong with a situation: where, and what was expected there. `line` and `column` count from 1. */
export type SituationProblem = Readonly<{ pointer: string; line?: number; column?: number; detail: string }>;

/** A situation with what was written, or everything that is wrong with it. */
export type ParsedSituation =
  | Readonly<{ ok: true; situation: Situation; written: Written }>
  | Readonly<{ ok: false; problems: readonly SituationProblem[] }>;

/** What was written, as JSON has it: nothing else comes of YAML's plain schema once it has been read as a situation. */
export type Written = string | number | boolean | null | readonly Written[] | Readonly<{ [name: string]: Written }>;

const LENGTH_MAX = 64 * 1024;
const RULES_MAX = 100;
// Twice as deep as any situation is.
const DEPTH_MAX = 12;

const readSituation: Read<Situation> = mapped(
  object<{ name: string; about: string; rules: readonly Rule[] }>(
    {
      name: text(
        /^(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
        'lower-case words joined by hyphens, such as lost-capture-response',
      ),
      about: text(/^\S.{8,298}\S$/, 'one sentence of 10 to 300 characters on the incident that this stands for'),
      rules: several(readRule, { min: 0, max: RULES_MAX }),
    },
    ['name', 'about', 'rules'],
  ),
  ({ name = '', about = '', rules = [] }) => ({ name, about, rules }),
);

/** Reads a situation from YAML. */
export function parseSituation(yaml: string): ParsedSituation {
  if (yaml.length > LENGTH_MAX) return tooMuch(`at most ${LENGTH_MAX} characters`);
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const malformed = [...document.errors, ...document.warnings].map(
    ({ message, pos }): NodeProblem => ({ pointer: '', offset: pos[0], detail: message }),
  );
  const parsed = malformed.length > 0 ? { ok: false as const, problems: malformed } : read(document);
  if (parsed.ok) return parsed;
  const problems = parsed.problems.map(({ offset = 0, ...problem }): SituationProblem => {
    const { line, col } = lines.linePos(offset);
    return { ...problem, line, column: col };
  });
  return { ok: false, problems };
}

/** Reads a situation from what was parsed already, such as a part of a JSON body. */
export function situationFrom(value: unknown): ParsedSituation {
  if (isDeeperThan(value, DEPTH_MAX)) return tooMuch('less nesting');
  const parsed = read(new Document(value));
  if (parsed.ok) return parsed;
  return { ok: false, problems: parsed.problems.map(({ pointer, detail }) => ({ pointer, detail })) };
}

/** A problem as an editor or a terminal shows it: `file:line:column: what was expected`. */
export function problemText(file: string, { pointer, line, column, detail }: SituationProblem): string {
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  return `${place}: ${pointer === '' ? '' : `${pointer}: `}${detail}`;
}

function read(
  document: Document,
):
  | Readonly<{ ok: true; situation: Situation; written: Written }>
  | Readonly<{ ok: false; problems: readonly NodeProblem[] }> {
  const problems: NodeProblem[] = [];
  const situation = readSituation(document.contents, { pointer: '', offset: document.contents?.range?.[0], problems });
  return situation !== undefined && problems.length === 0
    ? { ok: true, situation, written: document.toJS() }
    : { ok: false, problems };
}

function tooMuch(expected: string): ParsedSituation {
  return { ok: false, problems: [{ pointer: '', detail: `expected ${expected}` }] };
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((part) => isDeeperThan(part, depth - 1));
}
