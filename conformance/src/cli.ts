import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { readCatalogue } from './catalogue.ts';
import { type CheckOptions, check } from './commands/check.ts';
import { exported } from './commands/export.ts';
import { init } from './commands/init.ts';
import { lint } from './commands/lint.ts';
import { collected, shardIn, wholeNumber } from './commands/options.ts';
import { replay } from './commands/replay.ts';
import { type ReportOptions, report } from './commands/report.ts';
import { EXIT_CODES, refused, type Terminal } from './commands/terminal.ts';
import { LANGUAGES } from './init/starter.ts';
import { HARNESS } from './run/introduce.ts';
import { NotIntroduced } from './run.ts';
import { HarnessFault } from './subject/fault.ts';

const JOBS_MAX = 4;
const SUBJECT = 'what to check: "stdio:python3 subject.py" or http://127.0.0.1:PORT; see PROTOCOL.md';

/** The command line of the harness. Gives the exit code; never exits by itself. */
export async function cli(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT_CODES.conforming;
  const program = new Command('assay')
    .description('Proves an integration with a payment provider right, requirement by requirement.')
    .version(HARNESS.version, '--version', 'say which version this is')
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.complain })
    .exitOverride();
  program
    .command('check')
    .description('Check a subject against the requirements')
    .requiredOption('--subject <address>', SUBJECT)
    .option('--only <requirement>', 'this requirement or group only; repeatable', collected, [])
    .option('--seed <number>', 'repeat an earlier run', wholeNumber)
    .option('--jobs <number>', 'checks at once', wholeNumber, Math.min(availableParallelism(), JOBS_MAX))
    .option('--shard <part>', 'only this part of the requirements, such as 1/4', shardIn)
    .option('--confirm <times>', 'how often a check has to fail before it counts as failed', wholeNumber, 3)
    .option('--strict', 'a SHOULD that does not hold counts as much as a MUST', false)
    .option('--baseline <file>', 'what the subject is known not to live up to, in YAML')
    .option('--provider <name>', 'the provider the subject has to speak to, such as generic')
    .option('--report <folder>', 'write report.html, junit.xml and all other reports there')
    .option('--artifact <file>', 'a file that is tested, to be attested; repeatable', collected, [])
    .option('--sign-key <file>', 'sign what is attested with this private key (PEM, Ed25519 or ECDSA)')
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
    .command('init')
    .description('Write a starter subject, to be filled with your integration')
    .argument('[folder]', 'a folder that is new or empty', 'assay-subject')
    .requiredOption('--language <language>', LANGUAGES.join(', '))
    .action((folder: string, { language }: Readonly<{ language: string }>) => {
      exitCode = init({ language, folder }, terminal);
    });
  program
    .command('lint')
    .description('Talk to a subject, and say what to change so that it can be checked')
    .requiredOption('--subject <address>', SUBJECT)
    .action(async (options: Readonly<{ subject: string }>) => {
      exitCode = await lint(options, terminal);
    });
  program
    .command('replay')
    .description('Run what a failure file is about once more, the same way')
    .argument('<file>', 'such as failures/CRE-02.json in the folder of the reports')
    .option('--subject <address>', 'another subject than the one that failed')
    .action(async (file: string, { subject }: Readonly<{ subject?: string }>) => {
      exitCode = await replay({ file, ...(subject === undefined ? {} : { subject }) }, terminal);
    });
  program
    .command('report')
    .description('Make all reports out of the events of a run, or one out of its parts (--shard, with the same --seed)')
    .argument('<files...>', 'run.ndjson of the run, or of each of its parts')
    .requiredOption('--report <folder>', 'where to')
    .option('--strict', 'a SHOULD that does not hold counts as much as a MUST', false)
    .option('--artifact <file>', 'a file that was tested, to be attested; repeatable', collected, [])
    .option('--sign-key <file>', 'sign what is attested with this private key (PEM, Ed25519 or ECDSA)')
    .action((files: readonly string[], options: Omit<ReportOptions, 'files'>) => {
      exitCode = report({ ...options, files }, terminal);
    });
  program
    .command('export')
    .description('Print what a failure file is about as a Gherkin scenario')
    .argument('<file>', 'such as failures/CRE-02.json in the folder of the reports')
    .action((file: string) => {
      exitCode = exported(file, terminal);
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

function exitCodeOf(error: unknown, terminal: Terminal): number {
  if (error instanceof NotIntroduced) {
    terminal.complain(`the subject cannot be checked: ${error.message}\n`);
    terminal.complain(`${terminal.command} lint says what to change\n`);
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
