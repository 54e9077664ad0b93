import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One change to a source file, as data. What is found has to stand in the file exactly once. */
export type Edit = Readonly<{
  /** Relative to the repository. */
  file: string;
  find: string;
  replace: string;
}>;

/** How Node is told to load the edited sources: arguments before the script, and a variable. */
export type EditedNode = Readonly<{ args: readonly string[]; environment: Readonly<Record<string, string>> }>;

/** The variable in which the load hook finds the edits. */
export const EDITS_VARIABLE = 'ASSAY_EDITS';

const ROOT = new URL('../../../', import.meta.url);
const LOAD_HOOK = new URL('./load-hook.ts', import.meta.url);

/**
 * What Node needs to run a program with these edits; no file is written. Throws when an edit does not fit its file, so
 * that a known mistake cannot rot unseen.
 */
export function editedNode(edits: readonly Edit[]): EditedNode {
  for (const { file } of edits) edited(edits, file, readFileSync(new URL(file, ROOT), 'utf8'));
  return { args: ['--import', LOAD_HOOK.href], environment: { [EDITS_VARIABLE]: JSON.stringify(edits) } };
}

/** The text of a file with its edits made, one after the other. */
export function edited(edits: readonly Edit[], file: string, text: string): string {
  return edits
    .filter((edit) => edit.file === file)
    .reduce((before, { find, replace }) => {
      const [head = '', tail, ...more] = before.split(find);
      if (find === '' || tail === undefined || more.length > 0) {
        const times = find === '' ? 'no text to find' : `${tail === undefined ? 0 : more.length + 1} times`;
        throw new Error(`an edit of ${file} has to find its text exactly once, not ${times}:\n${find}`);
      }
      return head + replace + tail;
    }, text);
}

/** The file that a module is, relative to the repository; undefined when it is no file of the repository. */
export function fileOf(moduleUrl: string): string | undefined {
  if (!moduleUrl.startsWith(ROOT.href)) return undefined;
  return fileURLToPath(new URL(moduleUrl).href.split(/[?#]/, 1)[0] ?? '').slice(fileURLToPath(ROOT).length);
}

/** Reads what `editedNode` wrote into the variable. */
export function parseEdits(text: string): readonly Edit[] {
  const edits: unknown = JSON.parse(text);
  if (Array.isArray(edits) && edits.every(isEdit)) return edits;
  throw new Error(`${EDITS_VARIABLE} does not hold edits: ${text}`);
}

function isEdit(value: unknown): value is Edit {
  if (typeof value !== 'object' || value === null) return false;
  return ['file', 'find', 'replace'].every((name) => typeof new Map(Object.entries(value)).get(name) === 'string');
}
