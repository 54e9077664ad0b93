import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from './cli.ts';
import { childEnvironment, environmentVariable } from './platform/environment-variables.ts';

// Under `npm run` the right Node comes first on the path; whoever types the command again may have another.
const script = environmentVariable('npm_lifecycle_event');

process.exitCode = await cli(process.argv.slice(2), {
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  colors: process.stdout.isTTY === true,
  command:
    script === undefined ? `node ${relative(process.cwd(), fileURLToPath(import.meta.url))}` : 'npm run assay --',
  variables: childEnvironment(),
});
