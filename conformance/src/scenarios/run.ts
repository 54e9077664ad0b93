import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { type IRunOptions, loadSupport, runCucumber } from '@cucumber/cucumber/api';
import { ROOT } from '../bench/program.ts';
import type { Edit } from '../mutants/edits.ts';
import { explained } from './junit.ts';
import { type Envelope, RunRecord, type ScenarioResult } from './record.ts';

/** The two ways in which the people of a scenario use a shop. */
export const VIAS = ['api', 'browser'] as const;
export type Via = (typeof VIAS)[number];

/** Which scenarios are run, and how. */
export type Wanted = Readonly<{
  paths: readonly string[];
  tags: string;
  via: Via;
  parallel: number;
  /** Changes to the sources of shop and simulator; none by default. */
  edits: readonly Edit[];
  /** Where reports go, relative to the repository. */
  reports: string;
}>;

const STEPS = 'conformance/steps/*.ts';

/** The steps there are, loaded once per process however many runs are made with them. */
export type Steps = Awaited<ReturnType<typeof loadSteps>>;

/** Loads the steps. */
export function loadSteps() {
  return loadSupport({ sources: sourcesOf([], ''), support: { importPaths: [STEPS] } }, { cwd: ROOT });
}

/** Finds what is to be run and everything that cannot be, without running anything. */
export async function plan(wanted: Wanted, steps: Steps): Promise<RunRecord> {
  const record = new RunRecord();
  await cucumber(wanted, steps, { dryRun: true, files: {} }, (envelope) => void record.take(envelope));
  return record;
}

/** Runs scenarios and writes the reports; every result is told as soon as there is one. */
export async function runScenarios(
  wanted: Wanted,
  steps: Steps,
  told: (result: ScenarioResult, ended: number) => void,
): Promise<Readonly<{ results: readonly ScenarioResult[]; succeeded: boolean }>> {
  const record = new RunRecord();
  const { junit, html } = reportsOf(wanted);
  mkdirSync(resolve(ROOT, wanted.reports), { recursive: true });
  const files = { [junit]: 'junit', [html]: 'html' };
  const succeeded = await cucumber(wanted, steps, { dryRun: false, files }, (envelope) => {
    const result = record.take(envelope);
    if (result) told(result, record.results.length);
  });
  explainFailures(resolve(ROOT, junit), record.results);
  return { results: record.results, succeeded };
}

function explainFailures(junit: string, results: readonly ScenarioResult[]): void {
  if (existsSync(junit)) writeFileSync(junit, explained(readFileSync(junit, 'utf8'), results));
}

/** The files that a run writes. */
export function reportsOf({
  reports,
  via,
}: Pick<Wanted, 'reports' | 'via'>): Readonly<{ junit: string; html: string }> {
  const name = via === 'api' ? 'scenarios' : `scenarios.${via}`;
  return { junit: join(reports, `${name}.junit.xml`), html: join(reports, `${name}.html`) };
}

/** The tags of what can be run that way: in a browser only what says so. */
function tagsOf({ tags, via }: Wanted): string {
  const own = tags.trim() === '' ? [] : [`(${tags})`];
  return [...own, ...(via === 'browser' ? ['@browser'] : [])].join(' and ');
}

function sourcesOf(paths: readonly string[], tagExpression: string): IRunOptions['sources'] {
  return { defaultDialect: 'en', paths: [...paths], names: [], tagExpression, order: 'defined' };
}

async function cucumber(
  wanted: Wanted,
  support: Steps,
  { dryRun, files }: Readonly<{ dryRun: boolean; files: Record<string, string> }>,
  told: (envelope: Envelope) => void,
): Promise<boolean> {
  const { via, edits, parallel } = wanted;
  const { success } = await runCucumber(
    {
      sources: sourcesOf(wanted.paths, tagsOf(wanted)),
      support,
      runtime: {
        dryRun,
        failFast: false,
        filterStacktraces: true,
        // One worker is this process itself.
        parallel: dryRun || parallel === 1 ? 0 : parallel,
        retry: 0,
        retryTagFilter: '',
        strict: true,
        worldParameters: { via, edits: JSON.stringify(edits) },
      },
      formats: {
        stdout: 'message',
        files,
        publish: false,
        options: { junit: { suiteName: `scenarios by ${via}` }, html: { externalAttachments: false } },
      },
    },
    { cwd: ROOT, stdout: new Nowhere(), stderr: new Nowhere() },
    told,
  );
  return success;
}

/** Takes what Cucumber would print: the program prints for itself. */
class Nowhere extends Writable {
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}
