import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from './cli.ts';
import { childEnvironment, environmentVariable } from './platform/environment-variables.ts';

// Under `npm run` the right Node comes first on the path; whoever types the command again may have another.
const script = environmentVariable('npm_lifecycle_event');

const file = fileURLToPath(import.meta.url);
const isInstalled = /[\\/]node_modules[\\/]/.test(file);

process.exitCode = await cli(process.argv.slice(2), {
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  colors: process.stdout.isTTY === true,
  command: isInstalled
    ? 'npx assay'
    : script === undefined
      ? `node ${relative(process.cwd(), file)}`
      : 'npm run assay --',
  variables: childEnvironment(),
});
