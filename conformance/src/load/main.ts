import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CONTENDERS } from './contender.ts';
import { measure, type Plan } from './measure.ts';
import { measureNotifications } from './notifications.ts';
import { describeFindings, describeJournal, describeNotifications, describeStripe } from './report.ts';

const positive = (text: string): number => {
  const number = Number(text);
  if (!(number > 0 && number <= 10_000)) throw new InvalidArgumentError('a number above 0, at most 10000');
  return number;
};
const whole = (text: string): number => {
  if (!Number.isInteger(positive(text))) throw new InvalidArgumentError('a whole number');
  return Number(text);
};

const program = new Command('bench')
  .description(
    'Measures create + capture on the generic dialect against a bare Express server, one that writes a row of SQLite ' +
      'per request, the same simulator without its journal, and create + confirm, then capture in the words of Stripe, ' +
      'in turn and in the same run; then how fast notifications are delivered.',
  )
  .option(
    '--connections <numbers>',
    'how many ask at once, separated by commas',
    (text) => text.split(',').map(whole),
    [10, 50],
  )
  .option('--rounds <number>', 'rounds per server and number of connections', whole, 3)
  .option('--seconds <number>', 'length of a round', positive, 3)
  .option('--warm-up <seconds>', 'load before anything is counted', positive, 3)
  .option('--starts <number>', 'how often each server is started to time it', whole, 3)
  .option('--memory', 'keep the stores in memory instead of in files')
  .option('--json', 'print the findings as JSON; progress goes to stderr either way')
  .parse();

const options = program.opts<{
  connections: number[];
  rounds: number;
  seconds: number;
  warmUp: number;
  starts: number;
  memory?: boolean;
  json?: boolean;
}>();
const folder = options.memory ? undefined : mkdtempSync(join(tmpdir(), 'assay-bench-'));
const plan: Plan = {
  connections: options.connections,
  rounds: options.rounds,
  roundMs: options.seconds * 1_000,
  warmUpMs: options.warmUp * 1_000,
  starts: options.starts,
  folder,
};

try {
  const findings = await measure(plan, (done, of, what) => {
    process.stderr.write(`[${String(done).padStart(String(of).length)}/${of}] ${what}\n`);
  });
  const notifications = await measureNotifications(plan, (what) => process.stderr.write(`${what}\n`));
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model ?? 'unknown' };
  if (options.json) {
    const { folder: _, ...rest } = plan;
    const store = folder === undefined ? 'memory' : 'file';
    console.log(
      JSON.stringify({ machine, plan: { ...rest, store }, contenders: CONTENDERS, findings, notifications }, null, 2),
    );
  } else {
    console.log(
      `\nNode ${machine.node}, ${machine.cpus} cores, stores in ${folder === undefined ? 'memory' : 'files'}\n`,
    );
    console.log(
      `${describeFindings(findings)}\n\n${describeStripe(findings)}\n${describeJournal(findings)}\n${describeNotifications(notifications)}`,
    );
  }
} finally {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
