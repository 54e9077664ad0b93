import { basename } from 'node:path/posix';
import { isGenerated, isWritten, type SourceFile, type Violation } from './source.ts';

/** The folders of the root, and no others. */
export const TOP_LEVEL = ['.ci', 'conformance', 'reference-impl', 'scenarios', 'simulator', 'specs'];

/** Names a tool or a convention prescribes. */
const PRESCRIBED_NAMES =
  /^(README|ARCHITECTURE|CHANGELOG|CONTRIBUTING|LICENSE|PROTOCOL|POINTING|SOURCES|QUIRKS|SECURITY|Dockerfile)(\.md)?$/;
const KEBAB_CASE = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const NAMES_OF_NOTHING = /^(utils?|helpers?|misc|common|shared|types|constants|index\.test)\.ts$/;

/** Where a file lies and what it is called. */
export function misplaced(file: SourceFile): readonly Violation[] {
  const violations: Violation[] = [];
  const object = (rule: string, found: string, instead: string) =>
    violations.push({ path: file.path, line: 1, rule, found, instead });
  const [top = '', ...below] = file.path.split('/');
  if (below.length > 0 && !TOP_LEVEL.includes(top)) {
    object('agreed-layout', `a folder ${top} at the root`, `one of ${TOP_LEVEL.join(', ')}`);
  }
  for (const part of file.path.split('/')) {
    if (KEBAB_CASE.test(part) || PRESCRIBED_NAMES.test(part)) continue;
    object('kebab-case', `the name ${part}`, 'lower case, words joined by hyphens');
  }
  if (file.path.endsWith('.test.ts') && !/^(simulator|conformance|reference-impl)\/(src|test)\//.test(file.path)) {
    object('agreed-layout', 'a test here', 'beside its source, or in the test/ of its workspace');
  }
  if (NAMES_OF_NOTHING.test(basename(file.path))) {
    object('named-for-what-it-is', basename(file.path), 'one file per noun, named by it');
  }
  return violations;
}

/** Lines a source file may have without an entry of its own. */
export const LENGTH_SOFT_LIMIT = 400;

/** Files allowed to be longer, with the length they have. Numbers may only shrink. */
export const LONG_FILES: Readonly<Record<string, number>> = {};

/** Files that have grown past what they are allowed. */
export function tooLong(file: SourceFile, longFiles = LONG_FILES): readonly Violation[] {
  if (!isWritten(file.path) || isGenerated(file.path)) return [];
  const lines = file.text.split('\n').length - 1;
  const allowed = longFiles[file.path];
  const object = (found: string, instead: string) => [
    { path: file.path, line: lines, rule: 'length-ratchet', found, instead },
  ];
  if (allowed === undefined && lines > LENGTH_SOFT_LIMIT) {
    return object(`${lines} lines, more than ${LENGTH_SOFT_LIMIT}`, 'split it along a noun');
  }
  if (allowed !== undefined && lines > allowed) {
    return object(`${lines} lines, more than its ${allowed}`, 'split it: a long file may only shrink');
  }
  if (allowed !== undefined && lines <= LENGTH_SOFT_LIMIT) {
    return object(`only ${lines} lines`, 'take it out of LONG_FILES');
  }
  if (allowed !== undefined && lines < allowed) {
    return object(`${lines} lines, less than its ${allowed}`, 'lower its number in LONG_FILES');
  }
  return [];
}

/** Entries of a ratchet that name no file, and so would let a new file of that name in. */
export function staleEntries(files: readonly SourceFile[], rule: string, table: Readonly<Record<string, unknown>>) {
  const known = new Set(files.map((file) => file.path));
  return Object.keys(table)
    .filter((path) => !known.has(path))
    .map((path): Violation => ({ path, line: 1, rule, found: 'no such file', instead: 'remove the entry' }));
}
