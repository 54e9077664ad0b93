import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Program, runProgram, startProgram } from '../bench/program.ts';
import { startSimulator } from '../bench/simulator.ts';
import type { Target } from './round.ts';

/** The servers that are compared, in the order they are shown. */
export const CONTENDERS = ['bare express', 'express + sqlite', 'simulator'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** A running server under load. */
export type Contender = Readonly<{
  name: ContenderName;
  program: Program;
  target: Target;
  /** Answers 200 when the server does. */
  healthUrl: string;
}>;

/** Starts a server of that kind; stores that are files lie in the folder. */
export async function startContender(name: ContenderName, folder: string | undefined): Promise<Contender> {
  const database = (file: string) => (folder === undefined ? ':memory:' : join(folder, file));
  if (name === 'simulator') {
    const simulator = await startSimulator({ database: database('simulator.sqlite') });
    const { provider, secret } = await simulator.merchant('sandbox');
    const target = { url: provider.url, secret };
    return { name, program: simulator.program, target, healthUrl: `${simulator.controlUrl}/health` };
  }
  const store = name === 'express + sqlite' ? ['--database', database('baseline.sqlite')] : [];
  const program = await startProgram({ args: ['conformance/src/load/baseline/main.ts', '--json', ...store] });
  const url = String(program.ready.url);
  return { name, program, target: { url, secret: 'none' }, healthUrl: `${url}/health` };
}

/** Resident memory of a program, in bytes. */
export async function residentBytes(program: Program): Promise<number> {
  const status = await readFile(`/proc/${program.pid}/status`, 'utf8').catch(() => undefined);
  const kilobytes = status === undefined ? await askPs(program.pid) : /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return Number(kilobytes) * 1_024;
}

async function askPs(pid: number): Promise<string> {
  const { stdout } = await runProgram({ program: 'ps', args: ['-o', 'rss=', '-p', String(pid)], endsWithinMs: 5_000 });
  return stdout.trim();
}
