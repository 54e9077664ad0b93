import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { generated } from './generated.ts';

const program = new Command('generate')
  .description('Writes what is derived from specs/: types for every workspace that speaks an API.')
  .option('--check', 'write nothing, and fail if a committed file has drifted')
  .parse();

const { check = false } = program.opts<{ check?: boolean }>();
const drifted: string[] = [];
for (const file of await generated()) {
  const committed = await readFile(file.path, 'utf8').catch(() => undefined);
  if (committed === file.text) continue;
  drifted.push(file.path);
  if (!check) await writeFile(file.path, file.text);
}
for (const path of drifted) console.log(`${check ? 'drifted' : 'written'}: ${path}`);
if (check && drifted.length > 0) {
  console.error('run `npm run generate` and commit the result');
  process.exitCode = 1;
}
