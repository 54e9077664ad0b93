import ts from 'typescript';
import { isTest, isWritten, lineOf, nodesOf, type SourceFile, syntaxOf, type Violation } from './source.ts';

/** Files that may use `as`, because a cast is what they are for. */
const CASTS_ALLOWED = /\/(ids|codec)\.ts$/;

/** Other files that may use `as`, how often, and why. The number may only shrink. */
export const CASTS_EXPLAINED: Readonly<Record<string, Readonly<{ most: number; because: string }>>> = {
  'conformance/src/bench/wire-client.ts': {
    most: 1,
    because: 'the body has just been held against the document that the type is generated from',
  },
  'simulator/src/http/schema.ts': {
    most: 1,
    because: 'the validator that has just accepted the value is compiled from the schema its type is generated from',
  },
};

/** Casts, `any`, silenced compiler errors, and tests that are switched off or switch off others. */
export function escapeHatches(file: SourceFile, explained = CASTS_EXPLAINED): readonly Violation[] {
  if (!isWritten(file.path)) return [];
  const tree = syntaxOf(file);
  const violations: Violation[] = [];
  const object = (line: number, rule: string, found: string, instead: string) =>
    violations.push({ path: file.path, line, rule, found, instead });
  const casts: number[] = [];
  for (const node of nodesOf(tree)) {
    if (node.kind === ts.SyntaxKind.AnyKeyword) object(lineOf(node, tree), 'no-any', 'any', '`unknown`, and parse it');
    if (ts.isAsExpression(node) && !isConst(node.type)) casts.push(lineOf(node, tree));
    const focus = focusOf(node);
    if (focus === undefined) continue;
    const line = lineOf(node, tree);
    if (focus === 'only') object(line, 'no-focused-tests', '.only', 'run one test with `vitest -t`');
    else if (!hasReason(line, file)) {
      object(line, 'no-skip-without-reason', 'a skipped test', 'say why in a comment on the line above');
    }
  }
  const allowance = explained[file.path]?.most ?? 0;
  if (!CASTS_ALLOWED.test(file.path) && !isTest(file.path)) {
    for (const line of casts.slice(allowance)) {
      object(line, 'parse-do-not-cast', `cast ${casts.length}, ${allowance} explained`, 'parse or narrow the value');
    }
    if (casts.length < allowance) {
      object(
        1,
        'parse-do-not-cast',
        `${casts.length} casts left of ${allowance}`,
        'lower the number in CASTS_EXPLAINED',
      );
    }
  }
  for (const { line, text } of file.text.includes('@ts-') ? commentsOf(file) : []) {
    const silenced = /@ts-(ignore|nocheck)|@ts-expect-error\s*$/.exec(text);
    if (silenced)
      object(line, 'no-silenced-compiler', silenced[0].trim(), 'fix the type, or @ts-expect-error with a sentence');
  }
  return violations;
}

function isConst(type: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && type.typeName.text === 'const';
}

/** Whether a node is `test.only`, `describe.skip`, `it.todo` and the like. */
function focusOf(node: ts.Node): 'only' | 'skip' | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const suite = node.expression;
  if (!ts.isIdentifier(suite) || !['test', 'it', 'describe', 'suite', 'bench'].includes(suite.text)) return undefined;
  if (node.name.text === 'only') return 'only';
  return ['skip', 'todo', 'skipIf', 'runIf'].includes(node.name.text) ? 'skip' : undefined;
}

function hasReason(line: number, file: SourceFile): boolean {
  return /^\s*(\/\/|\*|\/\*).*\w{3}/.test(file.text.split('\n')[line - 2] ?? '');
}

/** Comments only: the scanner tells them from texts that look like one. */
function commentsOf(file: SourceFile): readonly Readonly<{ line: number; text: string }>[] {
  const tree = syntaxOf(file);
  const seen = new Map<number, Readonly<{ line: number; text: string }>>();
  for (const node of nodesOf(tree)) {
    const ranges = [
      ...(ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(file.text, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of ranges) {
      seen.set(pos, { line: tree.getLineAndCharacterOfPosition(pos).line + 1, text: file.text.slice(pos, end) });
    }
  }
  return [...seen.values()];
}
