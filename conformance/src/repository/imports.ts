import { dirname, normalize } from 'node:path/posix';
import ts from 'typescript';
import { lineOf, nodesOf, type SourceFile, syntaxOf } from './source.ts';

/** One mention of another module. `target` is the file meant, for relative imports only. */
export type Import = Readonly<{
  specifier: string;
  target?: string;
  typeOnly: boolean;
  names: readonly string[];
  line: number;
}>;

/** Every import of a file: static, dynamic, re-exported, in a type, or by `new URL(…, import.meta.url)`. */
export function importsOf(file: SourceFile): readonly Import[] {
  const tree = syntaxOf(file);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: string, typeOnly: boolean, names: readonly string[]): void => {
    const target = specifier.startsWith('.') ? { target: normalize(`${dirname(file.path)}/${specifier}`) } : {};
    found.push({ specifier, ...target, typeOnly, names, line: lineOf(node, tree) });
  };
  for (const node of nodesOf(tree)) {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node, node.moduleSpecifier.text, isTypeOnlyImport(node), namesOf(node));
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node, node.moduleSpecifier.text, node.isTypeOnly, []);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node, node.argument.literal.text, true, []);
    } else if (ts.isCallExpression(node) && isImportingCall(node)) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteralLike(argument)) add(node, argument.text, false, []);
    }
  }
  return found;
}

function isImportingCall(node: ts.CallExpression): boolean {
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(node.expression) && node.expression.text === 'require';
}

function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function namesOf(node: ts.ImportDeclaration): readonly string[] {
  const bindings = node.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
}
