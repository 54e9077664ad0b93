import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { cli } from './cli.ts';
import { exitCodeFor } from './commands/check.ts';
import { EXIT_CODES } from './commands/terminal.ts';
import type { Requirement } from './requirement.ts';
import type { FindingKind, Verdict } from './verdict.ts';

async function run(...args: readonly string[]) {
  return runWith({}, ...args);
}

async function runWith(variables: Readonly<Record<string, string>>, ...args: readonly string[]) {
  let said = '';
  let complained = '';
  const write = (text: string) => {
    said += text;
  };
  const complain = (text: string) => {
    complained += text;
  };
  return {
    exitCode: await cli(args, { write, complain, colors: false, command: 'assay', variables }),
    said: () => said,
    complained: () => complained,
  };
}

function golden(name: string): string {
  return readFileSync(new URL(`../test/golden/${name}`, import.meta.url), 'utf8');
}

test('the help of check is the whole story', async () => {
  const { exitCode, said } = await run('check', '--help');
  expect(exitCode).toBe(0);
  expect(said().replace(/\(default: \d+\)/, '(default: 2)')).toBe(golden('check-help.txt'));
});

test('the requirements can be listed', async () => {
  const { exitCode, said } = await run('requirements');
  expect(exitCode).toBe(0);
  expect(said().trim().split('\n')).toHaveLength(readCatalogue().flatMap(({ requirements }) => requirements).length);
  expect(said()).toContain('CRE-02  MUST    A payment stays in the environment it was made in\n');
});

const mistakes: readonly (readonly [args: readonly string[], exitCode: number, complaint: string])[] = [
  [['check'], EXIT_CODES.bad_input, "required option '--subject <address>' not specified"],
  [['check', '--subject', 'my-shop'], EXIT_CODES.bad_input, 'expected stdio:COMMAND'],
  [['check', '--subject', 'stdio:x', '--seed', 'x'], EXIT_CODES.bad_input, 'expected a whole number from 1'],
  [['check', '--subject', 'stdio:x', '--only', 'XYZ'], EXIT_CODES.bad_input, 'no requirement is called XYZ'],
  [['check', '--subject', 'stdio:x', '--mutant', 'x'], EXIT_CODES.bad_input, 'no mutant is called x'],
  [
    ['check', '--subject', 'stdio:x', '--provider', 'paypal', '--mutant', 'stripe-captures-all'],
    EXIT_CODES.bad_input,
    '--mutant stripe-captures-all is made with stripe',
  ],
  [['check', '--subject', 'http://127.0.0.1:9', '--mutants'], EXIT_CODES.bad_input, '--mutants needs a subject of the'],
  [['check', '--subject', 'http://shop.example'], EXIT_CODES.bad_input, 'a service has to run on this machine'],
  [['check', '--subject', 'stdio:x', '--provider', 'acme'], EXIT_CODES.bad_input, '--provider acme: there is generic'],
  [['check', '--subject', 'stdio:x', '--baseline', 'no.yaml'], EXIT_CODES.bad_input, 'there is no such file'],
  [['check', '--subject', 'stdio:x', '--baseline', 'package.json'], EXIT_CODES.bad_input, '/ must be array'],
  [['check', '--subject', 'stdio:x', '--artifact', 'no.php'], EXIT_CODES.bad_input, 'there is no such file'],
  [['check', '--subject', 'stdio:x', '--sign-key', 'package.json'], EXIT_CODES.bad_input, 'no private key in PEM'],
  [['replay', 'no.json'], EXIT_CODES.bad_input, 'there is no such file'],
  [['replay', 'package.json'], EXIT_CODES.bad_input, "/ must have required property 'format'"],
  [['report', 'no.ndjson', '--report', 'x'], EXIT_CODES.bad_input, 'there is no such file'],
  [['report', 'package.json', '--report', 'x'], EXIT_CODES.bad_input, 'line 1 is no event of a run'],
  [['export', 'package.json'], EXIT_CODES.bad_input, 'is no failure to export'],
  [['init', '--language', 'cobol'], EXIT_CODES.bad_input, 'no starter in cobol; there are ts, python, php, java, go'],
  [['lint', '--subject', 'x'], EXIT_CODES.bad_input, 'expected stdio:COMMAND'],
  [['test'], EXIT_CODES.bad_input, "unknown command 'test'"],
  [['check', '--subject', 'stdio:no-such-program'], EXIT_CODES.environment, 'assay lint says what to change'],
];
for (const [args, exitCode, complaint] of mistakes) {
  test(`assay ${args.join(' ')}: exit code ${exitCode}, ${complaint}`, async () => {
    const outcome = await run(...args);
    expect(outcome.complained()).toContain(complaint);
    expect(outcome.exitCode).toBe(exitCode);
  });
}

const exits: readonly (readonly [level: Requirement['level'], findings: readonly FindingKind[], exitCode: number])[] = [
  ['MUST', ['passed', 'not_applicable'], EXIT_CODES.conforming],
  ['MUST', ['passed', 'failed', 'untestable'], EXIT_CODES.not_conforming],
  ['MUST', ['passed', 'untestable'], EXIT_CODES.untestable],
  ['SHOULD', ['failed', 'untestable'], EXIT_CODES.conforming],
];
for (const [level, findings, exitCode] of exits) {
  test(`${level} ${findings.join(', ')}: exit code ${exitCode}`, () => {
    expect(
      exitCodeFor(
        findings.map((kind) => verdict(level, kind)),
        { complaints: [], strict: false },
      ),
    ).toBe(exitCode);
  });
}

test('strictly, a SHOULD counts; a baseline that does not fit fails, and what is known does not', () => {
  const verdicts = [verdict('SHOULD', 'failed')];
  const known = [{ ...verdict('MUST', 'failed'), known: { reason: 'r' } }];
  expect(exitCodeFor(verdicts, { complaints: [], strict: true })).toBe(EXIT_CODES.not_conforming);
  expect(exitCodeFor(known, { complaints: [], strict: true })).toBe(EXIT_CODES.conforming);
  expect(exitCodeFor([], { complaints: ['ABC-01 passes'], strict: false })).toBe(EXIT_CODES.not_conforming);
});

function verdict(level: Requirement['level'], kind: FindingKind): Verdict {
  const requirement = { id: 'ABC-01', level, title: 't', text: 't', sources: [], evidence: 'e', incident: 'i' };
  const finding = { kind, expected: 'e', observed: 'o', reason: 'r' };
  return { requirement, finding, durationMs: 0 };
}
