import ts from 'typescript';
import { isTest, isWritten, lineOf, type SourceFile, syntaxOf, type Violation } from './source.ts';

/** Exported things without a doc comment that are let be for now, per file. Numbers may only shrink. */
export const UNDOCUMENTED: Readonly<Record<string, number>> = {};

/** Exported functions, types, classes and values without a sentence that says what they are for. */
export function undocumented(file: SourceFile, letBe = UNDOCUMENTED): readonly Violation[] {
  if (!isWritten(file.path) || isTest(file.path)) return [];
  const tree = syntaxOf(file);
  const names = new Map<string, number>();
  for (const statement of tree.statements) {
    if (!isExported(statement) || isDocumented(statement)) continue;
    for (const name of namesOf(statement)) names.set(name, lineOf(statement, tree));
  }
  // Overloads are documented once, on the first.
  for (const statement of tree.statements) {
    if (isExported(statement) && isDocumented(statement)) for (const name of namesOf(statement)) names.delete(name);
  }
  for (const statement of tree.statements) {
    if (ts.isTypeAliasDeclaration(statement) && isTypeOfDocumentedList(statement, tree))
      names.delete(statement.name.text);
  }
  const allowance = letBe[file.path] ?? 0;
  const violations = [...names].slice(allowance).map(
    ([name, line]): Violation => ({
      path: file.path,
      line,
      rule: 'doc-comment',
      found: `${name} is exported and has no doc comment`,
      instead: 'one sentence in /** … */ that says why it is there',
    }),
  );
  if (names.size >= allowance) return violations;
  const found = `${names.size} left of ${allowance}`;
  return [{ path: file.path, line: 1, rule: 'doc-comment', found, instead: 'lower its number in UNDOCUMENTED' }];
}

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  return ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isDocumented(statement: ts.Statement): boolean {
  return ts.getJSDocCommentsAndTags(statement).some((comment) => comment.getText().length > '/** */'.length);
}

/** `(typeof LEVELS)[number]` and `keyof typeof LEVELS` say nothing that the comment on `LEVELS` does not. */
function isTypeOfDocumentedList(alias: ts.TypeAliasDeclaration, tree: ts.SourceFile): boolean {
  const list = /^\(typeof (\w+)\)\[number\]$|^keyof typeof (\w+)$/.exec(alias.type.getText(tree));
  const name = list?.[1] ?? list?.[2];
  return tree.statements.some(
    (statement) => isDocumented(statement) && namesOf(statement).some((documented) => documented === name),
  );
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  }
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  ) {
    return [statement.name?.text ?? 'default'];
  }
  return [];
}
