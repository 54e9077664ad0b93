import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSituation, problemText } from '../situations/parse.ts';
import { knownFrom } from './kept-situations.ts';
import type { Known } from './situations.ts';

/** Situations by name, or everything that is wrong with their files. */
export type SituationFiles =
  | Readonly<{ ok: true; library: readonly Known[] }>
  | Readonly<{ ok: false; problems: readonly string[] }>;

// Beside the sources in the repository; inside the package, where there is no repository around it.
const SHIPPED = ['../../../scenarios/situations/', '../../situations/'];

/** The folder of the situations that ship with the simulator. */
export function shippedFolder(): string | undefined {
  return SHIPPED.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((folder) => existsSync(folder));
}

/** Those that ship, and those of a folder of one's own; throws with everything that is wrong with a file. */
export function situationLibrary(folder: string | undefined): readonly Known[] {
  const shipped = shippedFolder();
  const folders = [...(shipped === undefined ? [] : [shipped]), ...(folder === undefined ? [] : [folder])];
  const files = readSituationFolders(folders);
  if (!files.ok) throw new Error(`situations that cannot be read:\n${files.problems.join('\n')}`);
  return files.library;
}

/** Reads the files of several folders; of two with the same name the later folder's counts. */
export function readSituationFolders(folders: readonly string[]): SituationFiles {
  const found = new Map<string, Known>();
  const problems: string[] = [];
  for (const folder of folders) {
    for (const file of filesIn(folder, problems)) {
      const path = join(folder, file);
      const parsed = parseSituation(readFileSync(path, 'utf8'));
      if (!parsed.ok) {
        problems.push(...parsed.problems.map((problem) => problemText(path, problem)));
        continue;
      }
      const { name } = parsed.situation;
      const expected = basename(file).replace(/\.ya?ml$/, '');
      if (name !== expected) problems.push(`${path}: the name is "${name}" and has to be that of the file`);
      found.set(name, knownFrom(parsed));
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  const byName = ([left]: readonly [string, Known], [right]: readonly [string, Known]) => (left < right ? -1 : 1);
  return { ok: true, library: [...found].toSorted(byName).map(([, known]) => known) };
}

function filesIn(folder: string, problems: string[]): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => /\.ya?ml$/.test(file))
      .toSorted();
  } catch {
    problems.push(`${folder}: is not a folder that can be read`);
    return [];
  }
}
