import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../bench/program.ts';
import { EDITS_VARIABLE } from '../mutants/edits.ts';
import { elapsedMs } from '../platform/clock.ts';
import { type EnvironmentCheck, type Killer, tagOf } from './environment-checks.ts';
import { parseSummary } from './summary.ts';

/** Who has noticed that a check is gone, and how. */
export type Notice = Readonly<{ by: string; how: string }>;

/** What became of taking one check away. */
export type Verdict = Readonly<{
  check: EnvironmentCheck;
  /** Empty when nobody has noticed. */
  noticed: readonly Notice[];
  /** What was run, in case that says why nobody has. */
  said: string;
  durationMs: number;
}>;

const ENDS_WITHIN_MS = 120_000;
const SCENARIOS = 'conformance/src/scenarios/main.ts';
const EDITED_TESTS = 'conformance/src/scenarios/edited-tests.config.ts';

/**
 * Takes a check away and runs what has to notice: its scenarios, and the tests beside the source that it names. Properties
 * and checks have runs of their own. A scenario counts when it fails where it looks at what came of it; a shop that does
 * not even start without the check proves nothing.
 */
export async function without(check: EnvironmentCheck): Promise<Verdict> {
  const startedMs = elapsedMs();
  const folder = mkdtempSync(join(tmpdir(), 'assay-without-'));
  try {
    const runs = await Promise.all(
      check.killedBy.map((killer, index) => runOf(check, killer, join(folder, String(index)))),
    );
    return {
      check,
      noticed: runs.flatMap(({ noticed }) => noticed),
      said: runs.map(({ said }) => said).join('\n'),
      durationMs: elapsedMs() - startedMs,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same for many, so many at a time, each told as soon as it is known. */
export async function withoutEach(
  checks: readonly EnvironmentCheck[],
  atOnce: number,
  told: (verdict: Verdict) => void,
): Promise<readonly Verdict[]> {
  const waiting = [...checks];
  const verdicts: Verdict[] = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const verdict = await without(check);
      verdicts.push(verdict);
      told(verdict);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return verdicts;
}

type Run = Readonly<{ noticed: readonly Notice[]; said: string }>;

function runOf(check: EnvironmentCheck, killer: Killer, folder: string): Promise<Run> {
  switch (killer.kind) {
    case 'scenario':
      return runScenarios(check, folder);
    case 'test':
      return runTests(check, killer, folder);
    case 'property':
    case 'check':
      return Promise.resolve({ noticed: [], said: '' });
  }
}

async function runScenarios(check: EnvironmentCheck, folder: string): Promise<Run> {
  const { stdout, stderr } = await runProgram({
    args: [SCENARIOS, '--without', check.id, '--tags', tagOf(check), '--parallel', '1', '--reports', folder],
    endsWithinMs: ENDS_WITHIN_MS,
  });
  const results = parseSummary(readIfThere(join(folder, 'scenarios.json')) ?? '[]');
  const noticed = results.flatMap(({ scenario, failure }): readonly Notice[] =>
    failure && (failure.kind === 'outcome' || failure.kind === 'after')
      ? [{ by: scenario, how: `${failure.step}: ${failure.message.split('\n')[0] ?? ''}` }]
      : [],
  );
  return { noticed, said: stdout + stderr };
}

async function runTests(
  check: EnvironmentCheck,
  { file, title }: Extract<Killer, { kind: 'test' }>,
  folder: string,
): Promise<Run> {
  const report = join(folder, 'tests.json');
  const { stdout, stderr } = await runProgram({
    args: [
      ...['node_modules/vitest/vitest.mjs', 'run', '--config', EDITED_TESTS, file, '-t', title],
      ...['--reporter=json', `--outputFile=${report}`],
    ],
    environment: { [EDITS_VARIABLE]: JSON.stringify(check.edits) },
    endsWithinMs: ENDS_WITHIN_MS,
  });
  const failed = [...(readIfThere(report) ?? '').matchAll(/"fullName":"([^"]*)","status":"failed"/g)];
  return {
    noticed: failed.map(([, name = '']) => ({ by: `${file}: ${name.trim()}`, how: 'the test fails' })),
    said: stdout + stderr,
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Nothing was written: what the program has said tells why.
    return undefined;
  }
}
