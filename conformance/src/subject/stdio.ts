import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundedText } from '../bench/bounded-text.ts';
import { dieWithUs, type Exit } from '../bench/program.ts';
import { childEnvironment } from '../platform/environment-variables.ts';
import type { SubjectAddress } from './address.ts';

const LOG_CHARACTERS_MAX = 256 * 1024;

// A subject is started for every check. One that runs on Node, and what it starts, is compiled only the first time.
const CACHE = { NODE_COMPILE_CACHE: join(tmpdir(), 'assay-compile-cache') };

/** The longest line a subject may write: a dump of its state is the largest thing it has to say. */
export const LINE_CHARACTERS_MAX = 32 * 1024 * 1024;

/** A running program that is spoken to line by line. */
export type LineProcess = Readonly<{
  pid: number;
  write(line: string): void;
  exited: Promise<Exit>;
  /** The end of what it wrote to standard error. */
  stderr(): string;
  /** Ends it and everything it started, at once. */
  kill(): void;
}>;

/** Who is told about every line on standard output, and about one that is too long to be read. */
export type LineListener = Readonly<{ onLine(line: string): void; onOverlong(): void }>;

/** Starts the program of a subject. */
export function startLineProcess(address: SubjectAddress, listener: LineListener): LineProcess {
  // A group of its own, so that what the subject has started can be ended together with it.
  const child = spawn(address.program, address.args, { env: childEnvironment(CACHE), stdio: 'pipe', detached: true });
  dieWithUs(child, () => killGroup(child));
  const log = new BoundedText(LOG_CHARACTERS_MAX);
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.add(text));
  splitLines(child, listener);
  // A subject that has ended no longer reads; that it has ended is told by `exited`.
  child.stdin.on('error', () => {});
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => {
      log.add(`${error.message}\n`);
      resolve({ code: null, signal: null });
    });
  });
  return {
    pid: child.pid ?? 0,
    write: (line) => void child.stdin.write(`${line}\n`),
    exited,
    stderr: () => log.toString(),
    kill: () => killGroup(child),
  };
}

function splitLines(child: ChildProcess, { onLine, onOverlong }: LineListener): void {
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') onLine(line);
    if (rest.length <= LINE_CHARACTERS_MAX) return;
    rest = '';
    onOverlong();
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
