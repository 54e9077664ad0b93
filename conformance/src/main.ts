import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from './cli.ts';

process.exitCode = await cli(process.argv.slice(2), {
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  colors: process.stdout.isTTY === true,
  command: `node ${relative(process.cwd(), fileURLToPath(import.meta.url))}`,
});
