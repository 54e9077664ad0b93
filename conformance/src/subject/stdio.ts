import { type ChildProcess, spawn } from 'node:child_process';
import { BoundedText } from '../bench/bounded-text.ts';
import { COMPILE_CACHE } from '../bench/compile-cache.ts';
import { dieWithUs } from '../bench/program.ts';
import { childEnvironment } from '../platform/environment-variables.ts';
import type { CommandAddress } from './address.ts';
import { type Link, type LinkListener, MESSAGE_CHARACTERS_MAX } from './link.ts';

const LOG_CHARACTERS_MAX = 256 * 1024;

/** Starts the program of a subject, which is spoken to line by line. */
export function startProcess(address: CommandAddress, listener: LinkListener): Link {
  // A group of its own, so that what the subject has started can be ended together with it.
  // One that runs on Node, and what it starts, is compiled only the first time.
  const env = childEnvironment(COMPILE_CACHE);
  const child = spawn(address.program, address.args, { env, stdio: 'pipe', detached: true });
  dieWithUs(child, () => killGroup(child));
  const log = new BoundedText(LOG_CHARACTERS_MAX);
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.add(text));
  splitLines(child, listener);
  // A subject that has ended no longer reads; that it has ended is told by its end.
  child.stdin.on('error', () => {});
  const gone = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      listener.onFault('crashed', `the subject ended with ${signal ?? `code ${code}`}`);
      resolve();
    });
    child.once('error', (error) => {
      log.add(`${error.message}\n`);
      listener.onFault('crashed', `the subject does not start: ${error.message}`);
      resolve();
    });
  });
  return {
    send: (request) => void child.stdin.write(`${request}\n`),
    log: () => log.toString(),
    gone,
    cut: () => killGroup(child),
  };
}

function splitLines(child: ChildProcess, { onMessage, onFault }: LinkListener): void {
  // A line may come in many pieces, and is put together once.
  let pieces: string[] = [];
  let length = 0;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const ends = text.split('\n');
    const rest = ends.pop() ?? '';
    for (const end of ends) {
      const line = [...pieces, end].join('');
      pieces = [];
      length = 0;
      if (line.trim() !== '') onMessage(line);
    }
    pieces.push(rest);
    length += rest.length;
    if (length <= MESSAGE_CHARACTERS_MAX) return;
    pieces = [];
    length = 0;
    onFault('broke_protocol', `a line of more than ${MESSAGE_CHARACTERS_MAX} characters`);
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended by itself.
  }
}
