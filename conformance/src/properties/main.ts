import { Command, InvalidArgumentError, Option } from 'commander';
import { editedNode } from '../mutants/edits.ts';
import { elapsedMs } from '../platform/clock.ts';
import { environmentVariable } from '../platform/environment-variables.ts';
import { freshSeed } from '../platform/random.ts';
import { describeBroken } from './property.ts';
import { REMOVED_CHECKS, type RemovedCheck } from './removed-checks.ts';
import { PROPERTY_NAMES, type PropertyName, SEED_VARIABLE, seedIn, underTest, verdictOn } from './suite.ts';

const whole = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('a whole number above 0');
  return number;
};

const program = new Command('properties')
  .description(
    'Tries any credential on any listener about any payment, in any order, against a simulator of its own, and holds ' +
      'every answer, the ledger and the journal against a model. Exit code 0: it held; 1: it did not; 2: bad input.',
  )
  .addOption(new Option('--property <name>', 'one of them instead of both').choices(PROPERTY_NAMES))
  .option('--seed <number>', `repeats the run with this seed; also ${SEED_VARIABLE}`, whole)
  .option('--runs <number>', 'runs of each property instead of its own number', whole)
  .option('--shrink <seconds>', 'time for finding a shorter way to a failure', whole, 30)
  .option('--path <path>', 'with the seed: only the run of a failure that was printed')
  .option('--replay-path <path>', 'with the path')
  .option('--without <check>', 'against a simulator from which this check has been removed')
  .option('--removed-checks', 'removes each check in turn, and fails when nothing notices')
  .option('--list', 'lists the checks that can be removed')
  .parse();

const options = program.opts<{
  property?: PropertyName;
  seed?: number;
  runs?: number;
  shrink: number;
  path?: string;
  replayPath?: string;
  without?: string;
  removedChecks?: boolean;
  list?: boolean;
}>();
const seed = options.seed ?? seedIn(environmentVariable(SEED_VARIABLE)) ?? freshSeed();

const without = REMOVED_CHECKS.find(({ id }) => id === options.without);
if (options.without !== undefined && without === undefined) {
  program.error(`there is no check ${options.without}; see --list`, { exitCode: 2 });
}
if (options.list) for (const { id, property } of REMOVED_CHECKS) console.log(`${property.padEnd(13)} ${id}`);
else if (options.removedChecks) process.exitCode = (await everyRemovalIsNoticed()) ? 0 : 1;
else process.exitCode = (await propertiesHold(without)) ? 0 : 1;

async function propertiesHold(removed: RemovedCheck | undefined): Promise<boolean> {
  const names = options.property === undefined ? PROPERTY_NAMES : [options.property];
  const { simulator, session } = await underTest(removed && editedNode(removed.edits));
  await using _running = simulator;
  let held = true;
  for (const name of names) {
    console.log(`${name}: seed ${seed}`);
    const { path, replayPath, runs } = options;
    const replayed = path === undefined ? {} : { path, replayPath: replayPath ?? '' };
    const startedMs = elapsedMs();
    const { outcome, short } = await verdictOn(name, session, {
      choice: { seed, ...replayed },
      ...(runs === undefined ? {} : { runs }),
      shrinkMs: path === undefined ? options.shrink * 1_000 : 0,
      onRun: (number) => process.stderr.write(`${name}: run ${number}\n`),
    });
    const seconds = ((elapsedMs() - startedMs) / 1_000).toFixed(1);
    if (outcome.kind === 'broken') {
      console.log(describeBroken(name, outcome, removed && ` --without ${removed.id}`));
    } else console.log(`${name}: held in ${outcome.runs} runs (${seconds} s)`);
    if (short.length > 0) console.log(`${name}: tried too seldom:\n  ${short.join('\n  ')}`);
    held &&= outcome.kind === 'held' && short.length === 0;
  }
  return held;
}

async function everyRemovalIsNoticed(): Promise<boolean> {
  let noticed = true;
  for (const [index, { id, property, edits }] of REMOVED_CHECKS.entries()) {
    const startedMs = elapsedMs();
    const { simulator, session } = await underTest(editedNode(edits));
    await using _running = simulator;
    const { outcome } = await verdictOn(property, session, { choice: { seed }, shrinkMs: 0 });
    // A simulator that stumbles over the edit would be noticed for that, and not for the check that is gone.
    const stumbled = simulator.program.stderr() !== '';
    const found = outcome.kind === 'broken' && !stumbled;
    const seconds = ((elapsedMs() - startedMs) / 1_000).toFixed(1);
    const place = `[${String(index + 1).padStart(2)}/${REMOVED_CHECKS.length}]`;
    const verdict = stumbled ? 'THE SIMULATOR STUMBLED' : found ? `noticed in run ${outcome.runs}` : 'NOT NOTICED';
    console.log(`${place} ${id.padEnd(36)} ${verdict} (${seconds} s)`);
    noticed &&= found;
  }
  return noticed;
}
