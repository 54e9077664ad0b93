import { existsSync, readFileSync } from 'node:fs';
import { type BaselineEntry, parseBaseline } from '../baseline.ts';
import { startSimulator } from '../bench/simulator.ts';
import { readCatalogue, selectRequirements } from '../catalogue.ts';
import { CHECKS } from '../checks/all.ts';
import { PROVIDERS } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/registry.ts';
import { mutantById, mutantsAt, WAITING_MUTANTS } from '../mutants/catalogue.ts';
import { VARIANTS } from '../mutants/variants.ts';
import { elapsedMs } from '../platform/clock.ts';
import { freshSeed } from '../platform/random.ts';
import { shellWord } from '../platform/shell-word.ts';
import { consoleReporter } from '../reporters/console.ts';
import { killMatrix, mutantLine } from '../reporters/kill-matrix.ts';
import { progressOf } from '../reporters/progress.ts';
import { recordOf } from '../reporters/record.ts';
import { runMutants, speakingTo } from '../run/kill-matrix.ts';
import { partOf, type Shard } from '../run/shard.ts';
import { runVariants } from '../run/variants.ts';
import { run } from '../run.ts';
import { parseSubjectAddress } from '../subject/address.ts';
import { liveTraces } from '../subject/live.ts';
import type { MutantVerdict, RunEvent, Verdict } from '../verdict.ts';
import { beginReports, digestOf, signingKey, testedFiles, writeMistakes, writeReports } from './reports.ts';
import { EXIT_CODES, refused, type Terminal } from './terminal.ts';

/** What `assay check` is asked for. */
export type CheckOptions = Readonly<{
  subject: string;
  only: readonly string[];
  seed?: number;
  jobs: number;
  shard?: Shard;
  confirm: number;
  /** What a SHOULD that does not hold counts as: nothing, or as much as a MUST. */
  strict: boolean;
  baseline?: string;
  /** The provider the subject has to speak to; whichever it says when left out. */
  provider?: string;
  report?: string;
  artifact: readonly string[];
  signKey?: string;
  mutants: boolean;
  mutant: readonly string[];
}>;

const SET = '2026-12';

/** Checks a subject, and then, if asked to, whether known mistakes are noticed. */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  const given = parseSubjectAddress(options.subject);
  if (typeof given === 'string') return refused(given, terminal);
  const [live] = liveTraces(options.subject, terminal.variables);
  if (live !== undefined) return refused(live, terminal);
  const groups = readCatalogue();
  const catalogue = groups.flatMap(({ requirements }) => requirements);
  const asked = partOf(selectRequirements(groups, options.only), options.shard);
  const { seed = freshSeed(), confirm } = options;
  if (options.mutants && given.kind !== 'stdio') {
    return refused('--mutants needs a subject of the form stdio:COMMAND', terminal);
  }
  const named = options.mutant.map(mutantById);
  const provider = options.provider ?? named.flatMap((mutant) => mutant.provider ?? [])[0];
  const dialect = dialectOf(provider ?? 'generic');
  if (!dialect) return refused(`--provider ${provider}: there is ${PROVIDERS.join(', ')}`, terminal);
  const chosen = named.length === 0 ? mutantsAt(dialect.provider) : named;
  const elsewhere = chosen.find((mutant) => (mutant.provider ?? 'generic') !== dialect.provider);
  if (elsewhere) return refused(`--mutant ${elsewhere.id} is made with ${elsewhere.provider ?? 'generic'}`, terminal);
  const address = options.mutants && given.kind === 'stdio' ? speakingTo(provider, given) : given;
  const subject = address === given ? options.subject : `${options.subject} --provider ${provider}`;
  const baseline = baselineIn(options.baseline);
  if (typeof baseline === 'string') return refused(baseline, terminal);
  const tested = testedFiles(address, options.artifact);
  if (typeof tested === 'string') return refused(tested, terminal);
  const key = options.signKey === undefined ? undefined : signingKey(options.signKey);
  if (typeof key === 'string') return refused(key, terminal);
  // A service is one subject for all checks, so it can only be asked by one at a time.
  const jobs = address.kind === 'http' ? 1 : options.jobs;
  const events: RunEvent[] = [];
  const replay = (id: string) => replayCommand(terminal, subject, id, seed);
  const told = consoleReporter({ ...terminal, replay });
  const kept = options.report === undefined ? undefined : beginReports(options.report);
  const report = (event: RunEvent) => {
    events.push(event);
    kept?.(`${JSON.stringify(event)}\n`);
    told(event);
  };
  await using simulator = await startSimulator();
  const verdicts = await run({
    ...{ simulator, address, subject, catalogue, asked, set: SET, checks: CHECKS, seed, jobs, confirm, report },
    ...{ baseline, providers: provider === undefined ? PROVIDERS : [provider] },
  });
  if (options.report !== undefined) {
    const configuration = [{ name: `requirements ${SET}`, sha256: digestOf(JSON.stringify(groups)) }];
    const signing = key === undefined ? {} : { key };
    writeReports(recordOf(events), { folder: options.report, replay, tested, configuration, ...signing });
    terminal.write(`reports in ${options.report}; begin with report.html\n`);
    if (tested.length === 0) terminal.write('nothing is attested: name what is tested with --artifact\n');
  }
  const complaints = events.flatMap((event) => (event.type === 'baseline_judged' ? event.complaints : []));
  const exitCode = exitCodeFor(verdicts, { complaints, strict: options.strict });
  if (!options.mutants || address.kind !== 'stdio') return exitCode;
  const { write, complain } = terminal;
  const passed = new Set(
    verdicts.flatMap(({ requirement, finding }) => (finding.kind === 'passed' ? requirement.id : [])),
  );
  const unfit = [...new Set(chosen.flatMap(({ kills }) => kills))].filter((id) => !passed.has(id));
  if (unfit.length > 0) {
    complain(`no mutant is run: without any mistake these have to pass, and do not: ${unfit.join(', ')}\n`);
    return exitCode === EXIT_CODES.conforming ? EXIT_CODES.not_conforming : exitCode;
  }
  write(`\nmutants: ${chosen.length}\n`);
  const mutantDone = counted(chosen.length);
  const judged = (verdict: MutantVerdict) => write(`${mutantDone()} ${mutantLine(verdict)}\n`);
  const mutants = await runMutants(chosen, {
    ...{ simulator, address, catalogue, checks: CHECKS, seed, jobs, confirm, judged },
  });
  const isAll = named.length === 0 && dialect.provider === 'generic';
  const waiting = isAll ? WAITING_MUTANTS : [];
  write(`\n${killMatrix(mutants, waiting)}\n`);
  // Those who ask for single mutants are after those, and what is right in an unusual way speaks to the generic provider.
  const tempting = isAll ? VARIANTS : [];
  const variantDone = counted(tempting.length);
  const variants = await runVariants(tempting, {
    ...{ simulator, catalogue, checks: CHECKS, seed, jobs, confirm },
    judged: ({ variant, red }) =>
      write(`${variantDone()} ${red.length === 0 ? `green ${variant}` : `RED ${variant} at ${red.join(', ')}`}\n`),
  });
  if (options.report !== undefined) {
    writeMistakes({ mutants, waiting, variants }, options.report);
    write(`the matrix is in ${options.report} as well: mutants.html, mutants.md, mutants.json\n`);
  }
  const isSound = mutants.every(({ killedBy }) => killedBy.length > 0) && variants.every(({ red }) => red.length === 0);
  return isSound ? exitCode : EXIT_CODES.not_conforming;
}

/** Counts what is done, from now on; each time one more is, it says how far that is. */
function counted(total: number): () => string {
  const startedMs = elapsedMs();
  let done = 0;
  return () => {
    done += 1;
    return progressOf({ done, total, elapsedMs: elapsedMs() - startedMs });
  };
}

/**
 * What the verdicts come to. A SHOULD that does not hold is a warning, and no reason not to conform, unless it is meant
 * strictly. What is known is put up with; a baseline that does not fit is not.
 */
export function exitCodeFor(
  verdicts: readonly Verdict[],
  { complaints, strict }: Readonly<{ complaints: readonly string[]; strict: boolean }>,
): number {
  const counted = verdicts.filter(({ requirement, known }) => !known && (strict || requirement.level === 'MUST'));
  const kinds = counted.map(({ finding }) => finding.kind);
  if (complaints.length > 0 || kinds.includes('failed')) return EXIT_CODES.not_conforming;
  return kinds.includes('untestable') ? EXIT_CODES.untestable : EXIT_CODES.conforming;
}

function baselineIn(path: string | undefined): readonly BaselineEntry[] | string {
  if (path === undefined) return [];
  if (!existsSync(path)) return `--baseline ${path}: there is no such file`;
  const entries = parseBaseline(readFileSync(path, 'utf8'));
  return typeof entries === 'string' ? `--baseline ${path}: ${entries}` : entries;
}

/** What is typed to check one requirement in the same way again. */
export function replayCommand({ command }: Terminal, subject: string, requirement: string, seed: number): string {
  return `${command} check --subject ${shellWord(subject)} --only ${requirement} --seed ${seed}`;
}
