import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import picocolors from 'picocolors';
import { ROOT } from '../bench/program.ts';
import { elapsedMs } from '../platform/clock.ts';
import { ENVIRONMENT_CHECKS, environmentCheck } from './environment-checks.ts';
import { readScenarioOptions, type ScenarioOptions } from './options.ts';
import { failureText, misprintText, resultLine, unclearText, verdictText } from './print.ts';
import type { ScenarioResult } from './record.ts';
import { loadSteps, plan, reportsOf, runScenarios, type Steps, type Wanted } from './run.ts';
import { type Summarized, summarized } from './summary.ts';
import { vocabulary } from './vocabulary.ts';
import { withoutEach } from './without.ts';

const CANNOT_RUN = 2;

const options = readScenarioOptions(process.argv.slice(2));
if ('exitCode' in options) process.exit(options.exitCode);
process.exitCode = await scenarios(options).catch((error: unknown) => {
  console.error(causes(error).join(': '));
  return CANNOT_RUN;
});

/** What went wrong, and what was behind it. */
function causes(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  return error.cause === undefined ? [error.message] : [error.message, ...causes(error.cause)];
}

async function scenarios(asked: ScenarioOptions): Promise<number> {
  if (asked.withoutEach) return removeEach(asked);
  const steps = await loadSteps();
  if (asked.steps) {
    const { knownSteps } = await plan(wantedBy(asked, 'api'), steps);
    console.log(vocabulary(knownSteps));
    return 0;
  }
  const planned = await Promise.all(
    asked.via.map(async (via) => ({ via, record: await plan(wantedBy(asked, via), steps) })),
  );
  const complaints = planned.flatMap(({ record }) => [
    ...[...record.misprints, ...record.emptyScenarios()].map(misprintText),
    ...record.unclearSteps().map((step) =>
      unclearText(
        step,
        record.knownSteps.map(({ pattern }) => pattern),
      ),
    ),
  ]);
  if (complaints.length > 0) {
    console.error([...new Set(complaints)].join('\n\n'));
    return CANNOT_RUN;
  }
  if (planned.every(({ record }) => record.chosen === 0)) {
    const tags = asked.tags === '' ? '' : ` that is tagged ${asked.tags}`;
    console.error(`There is no scenario in ${asked.paths.join(', ')}${tags}.`);
    return CANNOT_RUN;
  }
  const summary: Summarized[] = [];
  let succeeded = true;
  for (const { via, record } of planned) {
    if (record.chosen === 0) continue;
    const ran = await runVia(wantedBy(asked, via), steps, record.chosen);
    summary.push(...ran.summary);
    succeeded &&= ran.succeeded;
  }
  writeFileSync(resolve(ROOT, asked.reports, 'scenarios.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
  return succeeded ? 0 : 1;
}

function wantedBy({ paths, tags, parallel, without, reports }: ScenarioOptions, via: Wanted['via']): Wanted {
  const edits = without === undefined ? [] : environmentCheck(without).edits;
  return { paths, tags, parallel, reports, via, edits };
}

/** Runs the chosen scenarios one way, telling each as it ends and then everything about those that failed. */
async function runVia(wanted: Wanted, steps: Steps, chosen: number) {
  const { via, parallel } = wanted;
  const startedMs = elapsedMs();
  const width = String(chosen).length;
  console.log(`\n${chosen} scenarios by ${via === 'api' ? 'API' : 'browser'}, ${Math.min(parallel, chosen)} at a time`);
  const { results, succeeded } = await runScenarios(
    { ...wanted, parallel: Math.min(parallel, chosen) },
    steps,
    (result, ended) => console.log(resultLine(result, `[${String(ended).padStart(width)}/${chosen}]`, picocolors)),
  );
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const told = oncePerCause(failed);
  for (const result of told) console.log(`\n${failureText(result, picocolors)}`);
  if (told.length < failed.length) console.log(`\n${failed.length - told.length} more could not begin either.`);
  const lost = chosen - results.length;
  if (lost > 0) console.log(`\n${lost} scenarios were not run to their end: a worker has died.`);
  const { junit, html } = reportsOf(wanted);
  const seconds = ((elapsedMs() - startedMs) / 1_000).toFixed(1);
  console.log(
    `\n${results.length - failed.length} passed, ${failed.length + lost} failed, in ${seconds} s: ${junit}, ${html}`,
  );
  return { summary: results.map((result) => summarized(via, result)), succeeded: succeeded && lost === 0 };
}

/** When nothing could even begin, the first scenario says why for all of them. */
function oncePerCause(failed: readonly ScenarioResult[]): readonly ScenarioResult[] {
  const first = failed.find(({ failure }) => failure?.kind === 'before');
  return failed.filter((result) => result.failure?.kind !== 'before' || result === first);
}

/** Takes the environment checks away, one after the other. */
async function removeEach({ parallel, without }: ScenarioOptions): Promise<number> {
  const checks = without === undefined ? ENVIRONMENT_CHECKS : [environmentCheck(without)];
  console.log(`${checks.length} environment checks, taken away one at a time, ${parallel} runs at once\n`);
  const verdicts = await withoutEach(checks, parallel, (verdict) => console.log(verdictText(verdict, picocolors)));
  const survivors = verdicts.filter(({ noticed }) => noticed.length === 0);
  for (const { check, said } of survivors) console.log(`\nNobody has noticed that ${check.id} is gone:\n${said}`);
  console.log(`\n${verdicts.length - survivors.length} noticed, ${survivors.length} not`);
  return survivors.length === 0 ? 0 : 1;
}
