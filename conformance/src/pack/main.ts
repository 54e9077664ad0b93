import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compilePackage } from './compile.ts';
import { PACKAGES } from './package-plan.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const NAMES = PACKAGES.map(({ workspace }) => workspace).join(' or ');

const HELP = `Usage: pack <workspace>

Compiles ${NAMES} to its dist/, so that it can be packed and installed elsewhere. npm pack does so by itself.
`;

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
});
const plan = PACKAGES.find(({ workspace }) => workspace === positionals[0]);
if (values.help) process.stdout.write(HELP);
else if (!plan) {
  process.stderr.write(`pack: expected ${NAMES}\n`);
  process.exitCode = 2;
} else {
  const { files, complaints } = compilePackage(ROOT, plan);
  for (const complaint of complaints) process.stderr.write(`pack: ${complaint}\n`);
  if (complaints.length > 0) process.exitCode = 1;
  // Standard output belongs to npm, which may be asked for JSON there.
  else process.stderr.write(`${plan.workspace}: ${files} files compiled to dist/\n`);
}
