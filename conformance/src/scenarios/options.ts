import { availableParallelism } from 'node:os';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { VIAS, type Via } from './run.ts';

/** What the program is asked to do. */
export type ScenarioOptions = Readonly<{
  paths: readonly string[];
  tags: string;
  via: readonly Via[];
  parallel: number;
  reports: string;
  without?: string;
  withoutEach: boolean;
  steps: boolean;
}>;

const WORKERS_MAX = 4;

/** The options, or the exit code when the command line was a question or a mistake that has been answered already. */
export function readScenarioOptions(args: readonly string[]): ScenarioOptions | Readonly<{ exitCode: number }> {
  const command = new Command('npm run scenarios --')
    .description('Run the Gherkin scenarios against a simulator and shops of their own.')
    .argument('[paths...]', 'files or folders, with :line for one scenario', ['scenarios'])
    .option('--tags <expression>', 'only these, such as "@environments and not @browser"', '')
    .option('--via <way>', `how people use the shop: ${VIAS.join(' or ')}; both when given twice`, collectedWay)
    .option('--parallel <workers>', 'workers at once, each with a simulator and shops', workers, defaultWorkers())
    .option('--reports <folder>', 'where scenarios.junit.xml, scenarios.html and scenarios.json go', 'reports')
    .option('--without <check>', 'take one environment check away first; see environment-checks.ts')
    .option('--without-each', 'take each of them away in turn, and say which scenario notices', false)
    .option('--steps', 'print the steps that scenarios are written with, and end', false)
    .addHelpText('after', '\nExit codes: 0 all passed, 1 not all passed, 2 the scenarios cannot be run as they are.')
    .exitOverride();
  try {
    command.parse([...args], { from: 'user' });
    const { via = ['api'], ...options } = command.opts<Omit<ScenarioOptions, 'paths'> & { via?: readonly Via[] }>();
    return { ...options, via, paths: command.args.length > 0 ? command.args : ['scenarios'] };
  } catch (error) {
    if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2 };
    throw error;
  }
}

function defaultWorkers(): number {
  return Math.min(availableParallelism(), WORKERS_MAX);
}

function workers(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('expected a number from 1 to 99');
  return Number(text);
}

function collectedWay(text: string, before: readonly Via[] = []): readonly Via[] {
  const way = VIAS.find((known) => known === text);
  if (way === undefined) throw new InvalidArgumentError(`expected ${VIAS.join(' or ')}`);
  return before.includes(way) ? before : [...before, way];
}
