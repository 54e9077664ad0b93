import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Program, runProgram, startProgram } from '../bench/program.ts';
import { startSimulator } from '../bench/simulator.ts';
import { type Edit, editedNode } from '../mutants/edits.ts';
import type { Target } from './round.ts';

/**
 * The servers that are compared, in the order they are shown. What a server has acknowledged survives the death of its
 * process; where it is durable, also that of the machine: it waits for the disk.
 */
export const CONTENDERS = [
  'bare express',
  'express + sqlite',
  'simulator',
  'without journal',
  'in stripe words',
  'express + sqlite, durable',
  'in stripe words, durable',
] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/**
 * The same simulator, but that it writes down no exchange: nobody can start one so, and only what journaling costs is
 * measured by it.
 */
export const WITHOUT_JOURNAL: Edit = {
  file: 'simulator/src/http/listeners.ts',
  find: 'journal.append(journalEntry(listening, exchange, reply, operation, durationMs));',
  replace: '',
};

/** A running server that can be put under load. */
export type Contender = Readonly<{
  name: ContenderName;
  program: Program;
  /** Answers 200 when the server does. */
  healthUrl: string;
  /** Where the load goes, with whatever has to exist for it. */
  target(): Promise<Target>;
}>;

/** Starts a server of that kind; stores that are files lie in the folder. */
export async function startContender(name: ContenderName, folder: string | undefined): Promise<Contender> {
  const database = (file: string) => (folder === undefined ? ':memory:' : join(folder, file));
  const durable = name.endsWith(', durable');
  const file = database(`${name.replaceAll(/\W+/g, '-')}.sqlite`);
  if (!name.startsWith('bare express') && !name.startsWith('express + sqlite')) {
    const simulator = await startSimulator({
      database: file,
      args: durable ? ['--durability', 'full'] : [],
      ...(name === 'without journal' ? { node: editedNode([WITHOUT_JOURNAL]) } : {}),
    });
    const { program, controlUrl } = simulator;
    const target = async (): Promise<Target> => {
      const { id, provider, secret } = await simulator.merchant('sandbox');
      if (!name.startsWith('in stripe words')) return { url: provider.url, secret, speaks: 'generic' };
      const key = await simulator.control.issue(id, { dialect: 'stripe' });
      return { url: provider.url, secret: key.secret, speaks: 'stripe' };
    };
    return { name, program, healthUrl: `${controlUrl}/health`, target };
  }
  const store = name === 'bare express' ? [] : ['--database', file, ...(durable ? ['--durable'] : [])];
  const program = await startProgram({ args: ['conformance/src/load/baseline/main.ts', '--json', ...store] });
  const url = String(program.ready.url);
  return {
    name,
    program,
    healthUrl: `${url}/health`,
    target: async () => ({ url, secret: 'none', speaks: 'generic' }),
  };
}

/** Resident memory of a program, in bytes. */
export async function residentBytes(program: Program): Promise<number> {
  const status = await readFile(`/proc/${program.pid}/status`, 'utf8').catch(() => undefined);
  const kilobytes = status === undefined ? await askPs(program.pid) : /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return Number(kilobytes) * 1_024;
}

// How the kernel counts the time that a process has run, in parts of a second: the same on every Linux of today.
const TICKS_PER_SECOND = 100;

/** Time that a program has spent on processors, in milliseconds; not a number where the system does not say. */
export async function cpuMs(program: Program): Promise<number> {
  const stat = await readFile(`/proc/${program.pid}/stat`, 'utf8').catch(() => '');
  // After the name, which may hold anything; its own time and the kernel's on its behalf are the 12th and 13th from there.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) * 1_000) / TICKS_PER_SECOND;
}

async function askPs(pid: number): Promise<string> {
  const { stdout } = await runProgram({ program: 'ps', args: ['-o', 'rss=', '-p', String(pid)], endsWithinMs: 5_000 });
  return stdout.trim();
}
