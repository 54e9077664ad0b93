import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { startSimulator } from './bench/simulator.ts';
import { readCatalogue, selectRequirements } from './catalogue.ts';
import { CHECKS } from './checks/all.ts';
import { MUTANTS, mutantById, WAITING_MUTANTS } from './mutants/catalogue.ts';
import { freshSeed } from './platform/random.ts';
import { consoleReporter } from './reporters/console.ts';
import { junitXml } from './reporters/junit.ts';
import { killMatrix, mutantLine } from './reporters/kill-matrix.ts';
import { runMutants } from './run/kill-matrix.ts';
import { parseShard, partOf, type Shard } from './run/shard.ts';
import { NotIntroduced, run } from './run.ts';
import { parseSubjectAddress } from './subject/address.ts';
import { HarnessFault } from './subject/fault.ts';
import type { MutantVerdict, RunEvent, Verdict } from './verdict.ts';

/** What a run ends with. Red for want of a prerequisite only is told apart from a requirement that is broken. */
export const EXIT_CODES = {
  conforming: 0,
  not_conforming: 1,
  bad_input: 2,
  environment: 3,
  untestable: 4,
  harness_fault: 5,
} as const;

const SET = '2026-12';
const JOBS_MAX = 4;

/** What the command line is connected to. */
export type Terminal = Readonly<{
  write(text: string): void;
  complain(text: string): void;
  colors: boolean;
  /** What people type to start this program, for commands that are shown to be typed again. */
  command: string;
}>;

type CheckOptions = Readonly<{
  subject: string;
  only: readonly string[];
  seed?: number;
  jobs: number;
  shard?: Shard;
  confirm: number;
  report?: string;
  mutants: boolean;
  mutant: readonly string[];
}>;

/** The command line of the harness. Gives the exit code; never exits by itself. */
export async function cli(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT_CODES.conforming;
  const program = new Command('assay')
    .description('Proves an integration with a payment provider right, requirement by requirement.')
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.complain })
    .exitOverride();
  program
    .command('check')
    .description('Check a subject against the requirements')
    .requiredOption('--subject <address>', 'what to check, such as "stdio:node my-subject.ts"; see PROTOCOL.md')
    .option('--only <requirement>', 'this requirement or group only; repeatable', collected, [])
    .option('--seed <number>', 'repeat an earlier run', wholeNumber)
    .option('--jobs <number>', 'checks at once', wholeNumber, Math.min(availableParallelism(), JOBS_MAX))
    .option('--shard <part>', 'only this part of the requirements, such as 1/4', shardIn)
    .option('--confirm <times>', 'how often a check has to fail before it counts as failed', wholeNumber, 3)
    .option('--report <folder>', 'write junit.xml and run.ndjson there')
    .option('--mutants', 'then run the known mistakes; the subject has to take --mutant', false)
    .option('--mutant <id>', 'with --mutants, this one only; repeatable', collected, [])
    .addHelpText(
      'after',
      '\nExit codes: 0 conforming, 1 not conforming, 2 bad input, 3 the simulator or the subject does not start,\n' +
        '4 nothing broken but something untestable, 5 a fault of the harness.',
    )
    .action(async (options: CheckOptions) => {
      exitCode = await check(options, terminal);
    });
  program
    .command('requirements')
    .description('List the requirements')
    .action(() => {
      for (const { requirements } of readCatalogue()) {
        for (const { id, level, title } of requirements) terminal.write(`${id}  ${level.padEnd(6)}  ${title}\n`);
      }
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  const address = parseSubjectAddress(options.subject);
  if (typeof address === 'string') return refused(address, terminal);
  const groups = readCatalogue();
  const catalogue = groups.flatMap(({ requirements }) => requirements);
  const asked = partOf(selectRequirements(groups, options.only), options.shard);
  const chosen = options.mutant.length === 0 ? MUTANTS : options.mutant.map(mutantById);
  const { seed = freshSeed(), subject, confirm } = options;
  if (options.mutants && address.kind !== 'stdio')
    return refused('--mutants needs a subject of the form stdio:COMMAND', terminal);
  // A service is one subject for all checks, so it can only be asked by one at a time.
  const jobs = address.kind === 'http' ? 1 : options.jobs;
  const events: RunEvent[] = [];
  const told = consoleReporter({ ...terminal, replay: (id, again) => replayCommand(terminal, subject, id, again) });
  const report = (event: RunEvent) => {
    events.push(event);
    told(event);
  };
  await using simulator = await startSimulator();
  const verdicts = await run({
    ...{ simulator, address, subject, catalogue, asked, set: SET, checks: CHECKS, seed, jobs, confirm, report },
  });
  if (options.report !== undefined) writeReports(options.report, events);
  const exitCode = exitCodeFor(verdicts);
  if (!options.mutants || address.kind !== 'stdio') return exitCode;
  const { write, complain } = terminal;
  const passed = new Set(
    verdicts.flatMap(({ requirement, finding }) => (finding.kind === 'passed' ? requirement.id : [])),
  );
  const unfit = [...new Set(chosen.flatMap(({ kills }) => kills))].filter((id) => !passed.has(id));
  if (unfit.length > 0) {
    complain(`no mutant is run: without any mistake these have to pass, and do not: ${unfit.join(', ')}\n`);
    return exitCode;
  }
  write(`\nmutants: ${chosen.length}\n`);
  const judged = (verdict: MutantVerdict) => write(`${mutantLine(verdict)}\n`);
  const mutants = await runMutants(chosen, {
    ...{ simulator, address, catalogue, checks: CHECKS, seed, jobs, confirm, judged },
  });
  write(`\n${killMatrix(mutants, options.mutant.length === 0 ? WAITING_MUTANTS : [])}\n`);
  return mutants.some(({ killedBy }) => killedBy.length === 0) ? EXIT_CODES.not_conforming : exitCode;
}

/** What the verdicts come to. A SHOULD that does not hold is a warning, and no reason not to conform. */
export function exitCodeFor(verdicts: readonly Verdict[]): number {
  const musts = verdicts.filter(({ requirement }) => requirement.level === 'MUST').map(({ finding }) => finding.kind);
  if (musts.includes('failed')) return EXIT_CODES.not_conforming;
  return musts.includes('untestable') ? EXIT_CODES.untestable : EXIT_CODES.conforming;
}

function writeReports(folder: string, events: readonly RunEvent[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'run.ndjson'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  writeFileSync(join(folder, 'junit.xml'), junitXml(events));
}

function replayCommand({ command }: Terminal, subject: string, requirement: string, seed: number): string {
  const quoted = subject.includes("'") ? `"${subject}"` : `'${subject}'`;
  return `${command} check --subject ${quoted} --only ${requirement} --seed ${seed}`;
}

function exitCodeOf(error: unknown, terminal: Terminal): number {
  if (error instanceof NotIntroduced) {
    terminal.complain(`the subject cannot be checked: ${error.message}\n`);
    return EXIT_CODES.environment;
  }
  if (error instanceof HarnessFault) {
    terminal.complain(`a fault of the harness, not of the subject: ${error.message}\n`);
    return EXIT_CODES.harness_fault;
  }
  if (error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number') {
    // Commander has said what is wrong, or shown its help.
    return error.exitCode === 0 ? EXIT_CODES.conforming : EXIT_CODES.bad_input;
  }
  if (error instanceof Error && /^no (requirement|mutant) is called/.test(error.message)) {
    return refused(error.message, terminal);
  }
  terminal.complain(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  return EXIT_CODES.harness_fault;
}

function refused(why: string, { complain }: Terminal): number {
  complain(`assay: ${why}\nTry --help.\n`);
  return EXIT_CODES.bad_input;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) < 1) throw new InvalidArgumentError('expected a whole number from 1');
  return Number(text);
}

function shardIn(text: string): Shard {
  const shard = parseShard(text);
  if (!shard) throw new InvalidArgumentError('expected a part of a number of parts, such as 1/4');
  return shard;
}

function collected(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
