import { Command, CommanderError } from 'commander';

/** What the demo is asked to do. */
export type DemoOptions = Readonly<{
  /** Perform the whole flow by itself, and end. */
  walkthrough: boolean;
  /** Bind free ports in place of the well-known ones. */
  anyPorts: boolean;
}>;

/** The options, or the exit code when the command line was a question or a mistake that has been answered already. */
export function readDemoOptions(args: readonly string[]): DemoOptions | Readonly<{ exitCode: number }> {
  const command = new Command('npm start --')
    .description('Start the simulator and two shops, ready to be tried. Ctrl-C stops them all.')
    .option('--walkthrough', 'perform the whole flow by itself, print each step, and end', false)
    .option('--any-ports', 'bind free ports in place of 4000, 4010, 4020, 4030, 4110 and 4130', false)
    .exitOverride()
    .allowExcessArguments(false);
  try {
    command.parse([...args], { from: 'user' });
    return command.opts<DemoOptions>();
  } catch (error) {
    if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2 };
    throw error;
  }
}
