import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeadlineExceeded, within } from '../platform/clock.ts';
import { childEnvironment } from '../platform/environment-variables.ts';
import { BoundedText } from './bounded-text.ts';
import { COMPILE_CACHE } from './compile-cache.ts';

const READY_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 10_000;
const OUTPUT_CHARACTERS_MAX = 256 * 1024;

/** Where the repository is on this machine; programs run there. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const INSTALLED = fileURLToPath(new URL('../../', import.meta.url));

/** Where the specifications lie: in the repository, or in the installed package, which has no repository around it. */
export const SPECS =
  [ROOT, INSTALLED].map((folder) => join(folder, 'specs')).find((folder) => existsSync(folder)) ?? '';

/** How a program is run. The script is relative to the repository; the program is Node unless it is named. */
export type ProgramOptions = Readonly<{
  args: readonly string[];
  program?: string;
  cwd?: string;
  environment?: Readonly<Record<string, string>>;
  /** Told what the program prints, on either stream, as it comes. */
  onOutput?: (text: string) => void;
}>;

/** How a program ended: with a code, or by a signal. */
export type Exit = Readonly<{ code: number | null; signal: NodeJS.Signals | null }>;

/** A running child program. It never outlives this process. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** What the program said in its ready line. */
  readonly ready: Readonly<Record<string, unknown>>;
  readonly exited: Promise<Exit>;
  stdout(): string;
  stderr(): string;
  /** Asks the program to stop, and kills it when it has not at the deadline. */
  stop(withinMs?: number): Promise<Exit>;
  /** Ends the program at once, without a chance to tidy up. */
  kill(): Promise<Exit>;
}

/** Starts a program and waits for the line of JSON by which it says that it is ready. */
export async function startProgram(options: ProgramOptions & Readonly<{ readyWithinMs?: number }>): Promise<Program> {
  const child = launch(options);
  const name = describe(options);
  try {
    const deadlineMs = options.readyWithinMs ?? READY_WITHIN_MS;
    const ready = await within(deadlineMs, `the ready line of ${name}`, readyLine(child));
    return { ...child, ready, ...stopping(child, name) };
  } catch (error) {
    child.process.kill('SIGKILL');
    const said = `stdout:\n${child.stdout()}\nstderr:\n${child.stderr()}`;
    throw new Error(`${name} did not start: ${error instanceof Error ? error.message : error}\n${said}`);
  }
}

/** Runs a program to its end. A deadline that comes first kills it and is an error. */
export async function runProgram(
  options: ProgramOptions & Readonly<{ endsWithinMs: number }>,
): Promise<Exit & Readonly<{ stdout: string; stderr: string }>> {
  const child = launch(options);
  try {
    const exit = await within(options.endsWithinMs, `the end of ${describe(options)}`, child.exited);
    return { ...exit, stdout: child.stdout(), stderr: child.stderr() };
  } finally {
    child.process.kill('SIGKILL');
  }
}

type Child = Readonly<{
  process: ChildProcess;
  pid: number;
  exited: Promise<Exit>;
  stdout(): string;
  stderr(): string;
}>;

function launch({ args, program = process.execPath, cwd = ROOT, environment, onOutput }: ProgramOptions): Child {
  const env = childEnvironment({ ...COMPILE_CACHE, ...environment });
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout = new BoundedText(OUTPUT_CHARACTERS_MAX);
  const stderr = new BoundedText(OUTPUT_CHARACTERS_MAX);
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.add(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.add(text));
  if (onOutput) for (const stream of [child.stdout, child.stderr]) stream.on('data', onOutput);
  // `close` comes after the last output has been read, `exit` may come before.
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => {
      stderr.add(`${error.message}\n`);
      resolve({ code: null, signal: null });
    });
  });
  dieWithUs(child);
  return {
    process: child,
    pid: child.pid ?? 0,
    exited,
    stdout: () => stdout.toString(),
    stderr: () => stderr.toString(),
  };
}

function describe({ args, program }: ProgramOptions): string {
  return [program ?? 'node', ...args].join(' ');
}

/** The first line on stdout that is JSON with `"ready": true`. */
function readyLine(child: Child): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    const look = () => {
      for (const line of child.stdout().split('\n').slice(0, -1)) {
        const ready = parseReady(line);
        if (ready) resolve(ready);
      }
    };
    child.process.stdout?.on('data', look);
    void child.exited.then(({ code, signal }) => reject(new Error(`it ended with ${signal ?? `code ${code}`}`)));
  });
}

function parseReady(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const said: unknown = JSON.parse(line);
    if (typeof said === 'object' && said !== null && 'ready' in said && said.ready === true) return { ...said };
  } catch {
    // Not a line of JSON: the program says other things as well.
  }
  return undefined;
}

function stopping(child: Child, name: string): Pick<Program, 'stop' | 'kill' | typeof Symbol.asyncDispose> {
  const kill = async (): Promise<Exit> => {
    child.process.kill('SIGKILL');
    return await within(STOP_WITHIN_MS, `the end of ${name} after SIGKILL`, child.exited);
  };
  const stop = async (withinMs = STOP_WITHIN_MS): Promise<Exit> => {
    child.process.kill('SIGTERM');
    try {
      return await within(withinMs, `the end of ${name} after SIGTERM`, child.exited);
    } catch (error) {
      await kill();
      if (error instanceof DeadlineExceeded) throw new Error(`${error.message}\nstderr:\n${child.stderr()}`);
      throw error;
    }
  };
  return { kill, stop, [Symbol.asyncDispose]: async () => void (await stop()) };
}

const children = new Map<ChildProcess, () => void>();

/** Kills the child when this process ends, also by a signal that nobody else here listens to. */
export function dieWithUs(child: ChildProcess, kill: () => void = () => void child.kill('SIGKILL')): void {
  watchOurEnd();
  children.set(child, kill);
  child.once('close', () => children.delete(child));
}

let watching = false;

function watchOurEnd(): void {
  if (watching) return;
  watching = true;
  const killAll = () => {
    for (const kill of children.values()) kill();
  };
  process.on('exit', killAll);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const end = () => {
      // Whoever else listens decides about the end; `exit` is still to come then.
      if (process.listenerCount(signal) > 1) return;
      killAll();
      process.off(signal, end);
      process.kill(process.pid, signal);
    };
    process.on(signal, end);
  }
}
