import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runProgram } from '../bench/program.ts';
import { parseSummary } from './summary.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-scenarios-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function scenarios(...args: readonly string[]) {
  return runProgram({ args: ['conformance/src/scenarios/main.ts', ...args], endsWithinMs: 60_000 });
}

function feature(name: string, lines: readonly string[]): string {
  const path = join(folder, `${name}.feature`);
  writeFileSync(path, lines.join('\n'));
  return path;
}

test('steps that nobody knows stop the run before anything is started, with file, line and what was expected', async () => {
  const path = feature('unclear', [
    'Feature: F',
    '  Scenario: S',
    '    Given the staging shop has an active integration',
    '    When a customer of the live shop buys a loupe in USD',
    '    Then the order is paid',
    '  Scenario: Nothing',
    '    whatever it was about',
  ]);
  const { code, stderr, stdout } = await scenarios(path);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/unclear\.feature:4: no step reads "a customer of the live shop buys a loupe in USD"/);
  expect(stderr).toContain('{customer} orders a {product} in {currency}');
  expect(stderr).toMatch(/unclear\.feature:5: no step reads "the order is paid"/);
  expect(stderr).toContain('where {status} is pending, authorized, paid in full, declined, canceled');
  expect(stderr).toMatch(/unclear\.feature:6: the scenario "Nothing" has no steps/);
  expect(stderr).not.toContain('unclear.feature:3:');
});

test('a file that is not Gherkin stops the run before anything is started, with file and line', async () => {
  const path = feature('misprint', ['Feature: F', '  Scenario: S', '    Given a', '    Whenever something happens']);
  const { code, stderr, stdout } = await scenarios(path);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/misprint\.feature:4: this is not Gherkin: expected: .*got 'Whenever something happens'/);
});

const mistaken: readonly [args: readonly string[], expected: string | RegExp][] = [
  [['--tags', '@nobody'], 'There is no scenario in scenarios that is tagged @nobody.'],
  [['--tags', '@a and'], /"\(@a and\)" could not be parsed/],
  [['--without', 'nothing'], 'no environment check is called nothing'],
];

test.each(mistaken)('%j is a mistake, and says so', async (args, expected) => {
  const { code, stderr } = await scenarios(...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(expected);
});

test('what fails is told with its line, what was expected, and the journal, and no secret is in any report', {
  timeout: 60_000,
}, async () => {
  const reports = join(folder, 'reports');
  const path = feature('failing', [
    'Feature: F',
    '  Scenario: A shop that takes too much',
    '    Given the seller has an API key for sandbox',
    '    When the integrator sets up card payments in the staging shop with the sandbox secret',
    '    And the integrator checks the connection',
    '    Then that is refused, because nothing is held',
    '  Scenario: A secret that goes astray while nobody looks',
    '    Given the seller has an API key for sandbox',
    "    When the sandbox secret is used at the provider's production address",
    '    Then the provider refuses it as belonging to sandbox',
  ]);
  const { code, stdout } = await scenarios(path, '--parallel', '1', '--reports', reports);
  expect(code).toBe(1);
  expect(stdout).toMatch(/failing\.feature:6 {2}that is refused, because nothing is held/);
  expect(stdout).toContain('it was not refused');
  expect(stdout).toMatch(/failing\.feature:7 {2}what has to hold after every scenario/);
  expect(stdout).toContain('crossings that no step speaks of: from sandbox to production');
  expect(stdout).toMatch(/sandbox {4}GET \/v1\/connection → 200/);
  const [summary] = parseSummary(readFileSync(join(reports, 'scenarios.json'), 'utf8'));
  expect(summary).toMatchObject({ outcome: 'failed', failure: { line: 6, kind: 'outcome' } });
  const junit = readFileSync(join(reports, 'scenarios.junit.xml'), 'utf8');
  expect(junit).toContain('<failure type="Error" message="it was not refused">');
  expect(junit).toMatch(/<system-err><!\[CDATA\[The provider's journal:/);
  const html = readFileSync(join(reports, 'scenarios.html'), 'utf8');
  for (const text of [stdout, junit, html, readFileSync(join(reports, 'scenarios.json'), 'utf8')]) {
    expect(text).not.toMatch(/\bg(sk|cs|at)_[a-z-]+_[A-Za-z0-9_]{8}/);
  }
});
