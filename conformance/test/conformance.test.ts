import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cli } from '../src/cli.ts';
import { EXIT_CODES } from '../src/commands/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RUN_WITHIN_MS = 120_000;

/** Runs `assay check`, and gives what it printed last: one line per requirement. */
async function checked(subject: string, ...more: readonly string[]) {
  let said = '';
  const write = (text: string) => {
    said += text;
  };
  const exitCode = await cli(['check', '--subject', `stdio:${subject}`, ...more], {
    write,
    complain: write,
    colors: false,
    command: 'assay',
    variables: {},
  });
  const verdicts = new Map(
    [...said.matchAll(/^([A-Z]{3}-\d\d) {2}\w+ +.*? {2,}(\w+( applicable)?)/gm)].map((line) => [line[1], line[2]]),
  );
  return { exitCode, said, verdicts };
}

/** Passed by a subject that does everything, except for what waits for notifications. */
const ALL_BUT_NOTIFICATIONS = new Map(
  Array.from({ length: 12 }, (_, index) => {
    const id = `CRE-${String(index + 1).padStart(2, '0')}`;
    return [id, ['CRE-08', 'CRE-09'].includes(id) ? 'UNTESTABLE' : 'passed'];
  }),
);

test('a small, correct integration passes everything that can be tested', { timeout: RUN_WITHIN_MS }, async () => {
  const report = join(folder, 'everything');
  const main = 'node conformance/subjects/everything/main.ts';
  const { exitCode, verdicts, said } = await checked(main, '--seed', '7', '--report', report);
  expect(verdicts, said).toEqual(ALL_BUT_NOTIFICATIONS);
  expect(exitCode).toBe(EXIT_CODES.untestable);
  const junit = readFileSync(join(report, 'junit.xml'), 'utf8');
  expect(junit).toContain('<testsuites tests="12" failures="0" errors="2" skipped="0"');
  const events = readFileSync(join(report, 'run.ndjson'), 'utf8').trim().split('\n');
  expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({ type: 'run_ended' });
});

test('the reference shop passes everything that can be tested', { timeout: RUN_WITHIN_MS }, async () => {
  const { exitCode, verdicts, said } = await checked('node conformance/subjects/reference-shop/main.ts');
  expect(verdicts, said).toEqual(ALL_BUT_NOTIFICATIONS);
  expect(exitCode).toBe(EXIT_CODES.untestable);
});

test('a sample of known mistakes is noticed by the requirements that have to', { timeout: RUN_WITHIN_MS }, async () => {
  const sample = ['cre-global-key', 'cre-no-prefix-check', 'tls-follow-redirect'];
  const chosen = sample.flatMap((id) => ['--mutant', id]);
  const only = ['CRE-01', 'CRE-03', 'CRE-06', 'CRE-12'].flatMap((id) => ['--only', id]);
  const shop = 'node conformance/subjects/reference-shop/main.ts';
  const { exitCode, said } = await checked(shop, ...only, '--mutants', ...chosen);
  expect(said).toContain('3 mutants: 3 killed, 0 survived; 0 more wait');
  expect(exitCode).toBe(EXIT_CODES.conforming);
});

test('a red requirement is told without secrets, with a command that runs it once more', {
  timeout: RUN_WITHIN_MS,
}, async () => {
  const report = join(folder, 'mutant');
  const shop = 'node conformance/subjects/reference-shop/main.ts --mutant cre-fallback-other-env';
  const { exitCode, said } = await checked(shop, '--only', 'CRE-01', '--seed', '11', '--report', report);
  expect(exitCode).toBe(EXIT_CODES.not_conforming);
  expect(said).toContain('FAILED CRE-01');
  expect(said).toContain(`assay check --subject 'stdio:${shop}' --only CRE-01 --seed 11`);
  const files = ['junit.xml', 'run.ndjson'].map((name) => readFileSync(join(report, name), 'utf8'));
  for (const text of [said, ...files]) {
    expect(text).toContain('API key');
    expect(text).not.toMatch(/g(sk|cs|at)_[a-z]+_\w{20,}/);
  }
});
