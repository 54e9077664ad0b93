import ts from 'typescript';
import { importsOf } from './imports.ts';
import { isWritten, lineOf, nodesOf, type SourceFile, syntaxOf, type Violation } from './source.ts';

/** What Vitest accepts and plain Node does not: it can only strip types, not translate. */
export function unerasableSyntax(file: SourceFile): readonly Violation[] {
  if (!isWritten(file.path)) return [];
  const tree = syntaxOf(file);
  const violations: Violation[] = [];
  const object = (line: number, found: string, instead: string) =>
    violations.push({ path: file.path, line, rule: 'node-can-strip-it', found, instead });
  for (const node of nodesOf(tree)) {
    const problem = problemWith(node);
    if (problem) object(lineOf(node, tree), ...problem);
  }
  for (const { specifier, target, line } of importsOf(file)) {
    if (!target || /\.(ts|json|css|html|sql|yaml|js|mjs)$/.test(target)) continue;
    object(line, `import of ${specifier} without its file extension`, `write '${specifier}.ts'`);
  }
  return violations;
}

function problemWith(node: ts.Node): [found: string, instead: string] | undefined {
  if (ts.isEnumDeclaration(node)) return [`enum ${node.name.text}`, 'an `as const` array and the type of its elements'];
  if (ts.isModuleDeclaration(node) && !isAmbient(node)) return ['a namespace', 'a module of its own'];
  if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent)) {
    return ['a parameter property', 'declare the field and assign it in the constructor'];
  }
  if (ts.isTypeAssertionExpression(node)) return ['a <T> cast', 'parse, or `as` where it is allowed'];
  if (ts.isImportEqualsDeclaration(node)) return ['import =', 'an ES import'];
  if (ts.isExportAssignment(node) && node.isExportEquals) return ['export =', 'an ES export'];
  if (ts.isDecorator(node)) return ['a decorator', 'an ordinary function'];
  return undefined;
}

function isAmbient(node: ts.ModuleDeclaration): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) ?? false;
}
