import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** One file of the repository; the path is relative to the root, with forward slashes. */
export type SourceFile = Readonly<{ path: string; text: string }>;

/** What a rule objects to, where, and what to do instead. */
export type Violation = Readonly<{ path: string; line: number; rule: string; found: string; instead: string }>;

/** A house rule that can be judged by looking at one file. */
export type FileRule = (file: SourceFile) => readonly Violation[];

/** Where the repository is on this machine. */
export const REPOSITORY_ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** One line per violation, in the form editors can jump to. */
export function describeViolation(violation: Violation): string {
  const { path, line, rule, found, instead } = violation;
  return `${path}:${line}: ${rule}: ${found}. Instead: ${instead}`;
}

const trees = new WeakMap<SourceFile, ts.SourceFile>();

/** The syntax tree of a TypeScript file, parsed once however many rules look at it. */
export function syntaxOf(file: SourceFile): ts.SourceFile {
  const known = trees.get(file);
  if (known) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  trees.set(file, tree);
  return tree;
}

const nodes = new WeakMap<ts.SourceFile, readonly ts.Node[]>();

/** Every node of a tree, parents before children, collected once however many rules look at it. */
export function nodesOf(tree: ts.SourceFile): readonly ts.Node[] {
  const known = nodes.get(tree);
  if (known) return known;
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  nodes.set(tree, found);
  return found;
}

/** The line a node starts on, counted from 1. */
export function lineOf(node: ts.Node, tree: ts.SourceFile): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** TypeScript that people write: neither generated nor declarations only. */
export function isWritten(path: string): boolean {
  return path.endsWith('.ts') && !path.endsWith('.d.ts');
}

/** Tests and what only tests use: `*.testing.ts` beside the source, and everything in `test/`. */
export function isTest(path: string): boolean {
  return /\.test(ing)?\.ts$/.test(path) || /^(simulator|conformance|reference-impl)\/test\//.test(path);
}

/** What is derived from something else in the repository, or by a tool, and is not for people to edit. */
export function isGenerated(path: string): boolean {
  return /(^|[./])wire\.(d\.ts|json)$/.test(path) || path === 'package-lock.json' || path.includes('/pacts/');
}

/** Every file that is or could be committed, judged by the plain names and suffixes in `.gitignore`. */
export async function readRepository(root = REPOSITORY_ROOT): Promise<readonly SourceFile[]> {
  const ignored = ignoredBy(await readFile(`${root}/.gitignore`, 'utf8'));
  const files: SourceFile[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(`${root}/${folder}`, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name === '.git' || ignored(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else files.push({ path, text: await readText(`${root}/${path}`) });
    }
  };
  await walk('');
  return files;
}

/** A picture has no words to judge, and a file may be deleted between the listing and the reading: both read as nothing. */
async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  return bytes.includes(0) ? '' : bytes.toString('utf8');
}

function ignoredBy(gitignore: string): (name: string) => boolean {
  const lines = gitignore
    .split('\n')
    .map((line) => line.trim().replace(/\/$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'));
  const suffixes = lines.filter((line) => line.startsWith('*')).map((line) => line.slice(1));
  const names = new Set(lines.filter((line) => !line.startsWith('*')));
  return (name) => names.has(name) || suffixes.some((suffix) => name.endsWith(suffix));
}
