import { runProgram } from '../../src/bench/program.ts';
import { DeadlineExceeded, elapsedMs, every } from '../../src/platform/clock.ts';

/** How many of a suite passed, failed and were skipped, and how long that took. */
export type SuiteCount = Readonly<{
  suite: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  /** Each that failed, by name and with what it said. */
  failures?: readonly string[];
}>;

/** One program of the whole test run. */
export type Step = Readonly<{
  name: string;
  /** The script and arguments, run with this process's own Node from the root of the repository. */
  args: readonly string[];
  environment?: Readonly<Record<string, string>>;
  endsWithinMs: number;
  /** `live` for what takes long enough to want to watch it; the rest is shown only when it fails. */
  output: 'live' | 'on_failure';
  /** Reads what the program counted; without it the step itself is one test. */
  counts?: () => Promise<readonly SuiteCount[]>;
}>;

const STILL_RUNNING_EVERY_MS = 15_000;

/** Runs one step, says how it went and counts it. A step that fails in any way counts at least one failure. */
export async function runStep(
  step: Step,
  place: string,
  print: (text: string) => void,
): Promise<readonly SuiteCount[]> {
  const startedMs = elapsedMs();
  const seconds = () => (elapsedMs() - startedMs) / 1_000;
  print(`\n[${place}] ${step.name}\n`);
  const stopTelling = every(STILL_RUNNING_EVERY_MS, () => {
    if (step.output === 'on_failure') print(`[${place}] ${step.name}: still running, ${seconds().toFixed(0)} s\n`);
  });
  const outcome = await runToEnd(step, print);
  stopTelling();
  const failed = outcome.problem !== undefined;
  if (failed && step.output === 'on_failure') print(outcome.printed);
  print(`[${place}] ${step.name}: ${failed ? `FAILED, ${outcome.problem}` : 'passed'} (${seconds().toFixed(1)} s)\n`);
  const own = { suite: step.name, passed: 0, failed: 0, skipped: 0, seconds: seconds() };
  if (!step.counts) return [failed ? { ...own, failed: 1 } : { ...own, passed: 1 }];
  const counts = await step.counts().catch((error: unknown) => {
    print(`[${place}] ${step.name}: no counts: ${error instanceof Error ? error.message : error}\n`);
    return [];
  });
  const nothingCounted = counts.length === 0;
  const failureUncounted = failed && !counts.some((count) => count.failed > 0);
  return nothingCounted || failureUncounted ? [...counts, { ...own, failed: 1 }] : counts;
}

async function runToEnd(step: Step, print: (text: string) => void): Promise<{ printed: string; problem?: string }> {
  let printed = '';
  const onOutput = (text: string) => {
    if (step.output === 'live') print(text);
    else printed += text;
  };
  const { args, environment = {}, endsWithinMs } = step;
  try {
    const { code, signal } = await runProgram({ args, environment, endsWithinMs, onOutput });
    return code === 0 ? { printed } : { printed, problem: signal ?? `exit code ${code}` };
  } catch (error) {
    if (error instanceof DeadlineExceeded) return { printed, problem: error.message };
    throw error;
  }
}
