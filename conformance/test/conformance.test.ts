import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startSimulator } from '../src/bench/simulator.ts';
import { readCatalogue } from '../src/catalogue.ts';
import { CHECKS } from '../src/checks/all.ts';
import { cli } from '../src/cli.ts';
import { EXIT_CODES } from '../src/commands/terminal.ts';
import { mutantById } from '../src/mutants/catalogue.ts';
import { runMutants } from '../src/run/kill-matrix.ts';
import { parseSubjectAddress } from '../src/subject/address.ts';
import type { MutantVerdict } from '../src/verdict.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RUN_WITHIN_MS = 240_000;

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

const SHOP = 'node conformance/subjects/reference-shop/main.ts';

const REQUIREMENTS = readCatalogue().flatMap(({ requirements }) => requirements);

/** What a subject without a mistake is told about these requirements; what it does not claim is left out. */
function allPassed(wanted: (id: string) => boolean, unclaimed: readonly string[]) {
  const ids = REQUIREMENTS.map(({ id }) => id).filter(wanted);
  const isGrey = (id: string) =>
    unclaimed.includes(id) || REQUIREMENTS.some((one) => one.id === id && one.attested !== undefined);
  return new Map(ids.map((id) => [id, isGrey(id) ? 'not applicable' : 'passed']));
}

/** What the reference shop is not asked below for want of time, and every other one of the rest. */
const isForTheSmall = (id: string) => !isQuick(id) || REQUIREMENTS.findIndex((one) => one.id === id) % 2 === 0;

/** The generic provider has no exceptions. It keeps nothing that it could be started again on, has no orders that could change, and signs nothing. */
const UNCLAIMED_BY_THE_SMALL: readonly string[] = ['AMT-03', 'CFG-06', 'IDM-11', 'TLS-06'];

test('a small, correct integration passes what it is asked', { timeout: RUN_WITHIN_MS }, async () => {
  const report = join(folder, 'everything');
  const main = 'node conformance/subjects/everything/main.ts';
  const wanted = REQUIREMENTS.filter(({ id }) => isForTheSmall(id)).flatMap(({ id }) => ['--only', id]);
  const { exitCode, verdicts, said } = await checked(main, '--seed', '7', '--report', report, ...wanted);
  expect(verdicts, said).toEqual(allPassed(isForTheSmall, UNCLAIMED_BY_THE_SMALL));
  expect(exitCode).toBe(EXIT_CODES.conforming);
  const junit = readFileSync(join(report, 'junit.xml'), 'utf8');
  expect(junit).toContain(`<testsuites tests="${verdicts.size}" failures="0" errors="0"`);
  const events = readFileSync(join(report, 'run.ndjson'), 'utf8').trim().split('\n');
  expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({ type: 'run_ended' });
});

/** Checks that start several shops each take as long as many others: here only one of them. */
const SHOPS_STARTED = ['CRE-02'];
const isQuick = (id: string) =>
  SHOPS_STARTED.includes(id) || !CHECKS.some(({ requirement, alone }) => requirement === id && alone);

test('the reference shop passes every requirement that is quickly told', { timeout: RUN_WITHIN_MS }, async () => {
  const wanted = REQUIREMENTS.filter(({ id }) => isQuick(id)).flatMap(({ id }) => ['--only', id]);
  const { exitCode, verdicts, said } = await checked(SHOP, '--jobs', '2', ...wanted);
  expect(verdicts, said).toEqual(allPassed(isQuick, UNCLAIMED_BY_THE_SHOP));
  expect(exitCode).toBe(EXIT_CODES.conforming);
});

const UNCLAIMED_BY_THE_SHOP: readonly string[] = ['AMT-03'];

/** What costs little of what a provider words in its own way; of each list the last one cannot apply. */
const AT_PROVIDERS = [
  ['stripe', ['AMT-03', 'AMT-05', 'CRE-09', 'ERR-01', 'IDM-02', 'WHK-02', 'WHK-10']],
  ['paypal', ['AMT-05', 'ERR-01', 'WHK-02', 'WHK-13']],
  ['payflow', ['AMT-05', 'WHK-02', 'WHK-13', 'WHK-01']],
] as const;

for (const [provider, ids] of AT_PROVIDERS) {
  test(`the reference shop passes at ${provider} what is quickly told`, { timeout: RUN_WITHIN_MS }, async () => {
    const wanted = ids.flatMap((id) => ['--only', id]);
    const { exitCode, verdicts, said } = await checked(
      `${SHOP} --provider ${provider}`,
      ...['--provider', provider, ...wanted],
    );
    expect(verdicts, said).toEqual(allPassed((id) => ids.some((one) => one === id), ids.slice(-1)));
    expect(exitCode).toBe(EXIT_CODES.conforming);
  });
}

/** One or two of every group; all of them are run by `npm run conformance -- --mutants`. */
const SAMPLE = [
  ...['cre-any-signing-secret', 'idm-new-key-per-attempt', 'amt-float-trunc', 'sta-refund-pending-is-done'],
  ...['red-payment-swap', 'whk-reserialise', 'whk-any-account', 'err-200-html', 'pri-log-body-debug'],
  ...['cre-no-prefix-check', 'idm-no-key-on-refund', 'payflow-yen-in-hundredths', 'amt-int32', 'sta-auth-is-paid'],
  'err-accident-is-decline',
];

test('a sample of known mistakes is noticed by the requirements that have to', { timeout: RUN_WITHIN_MS }, async () => {
  const judged: MutantVerdict[] = [];
  await using simulator = await startSimulator();
  const shop = parseSubjectAddress(`stdio:${SHOP}`);
  if (typeof shop === 'string' || shop.kind !== 'stdio') throw new Error('no command');
  await runMutants(SAMPLE.map(mutantById), {
    ...{ simulator, address: shop, catalogue: REQUIREMENTS, checks: CHECKS, seed: 7, jobs: 2, confirm: 1 },
    judged: (verdict) => void judged.push(verdict),
  });
  expect(judged.filter(({ killedBy }) => killedBy.length === 0).map(({ mutant }) => mutant)).toEqual([]);
  expect(judged).toHaveLength(SAMPLE.length);
});

test('a red requirement is told without secrets, with a command that runs it once more', {
  timeout: RUN_WITHIN_MS,
}, async () => {
  const report = join(folder, 'mutant');
  const shop = `${SHOP} --mutant pri-key-in-query`;
  const { exitCode, said } = await checked(
    shop,
    '--only',
    'PRI-04',
    '--seed',
    '11',
    '--confirm',
    '1',
    '--report',
    report,
  );
  expect(exitCode).toBe(EXIT_CODES.not_conforming);
  expect(said).toContain('FAILED PRI-04');
  expect(said).toContain(`assay check --subject 'stdio:${shop}' --only PRI-04 --seed 11`);
  const files = ['junit.xml', 'run.ndjson'].map((name) => readFileSync(join(report, name), 'utf8'));
  for (const text of [said, ...files]) {
    expect(text).toContain('API key');
    expect(text).not.toMatch(/g(sk|cs|at)_[a-z]+_\w{20,}/);
  }
});
