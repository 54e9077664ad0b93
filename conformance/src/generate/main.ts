import { readFile, writeFile } from 'node:fs/promises';
import { generated } from './generated.ts';

/** Writes what is generated from `specs/`; with `--check`, writes nothing and fails if a committed file has drifted. */
const checkOnly = process.argv.includes('--check');
const drifted: string[] = [];
for (const file of await generated()) {
  const committed = await readFile(file.path, 'utf8').catch(() => undefined);
  if (committed === file.text) continue;
  drifted.push(file.path);
  if (!checkOnly) await writeFile(file.path, file.text);
}
for (const path of drifted) console.log(`${checkOnly ? 'drifted' : 'written'}: ${path}`);
if (checkOnly && drifted.length > 0) {
  console.error('run `npm run generate` and commit the result');
  process.exitCode = 1;
}
