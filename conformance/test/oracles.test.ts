import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../src/bench/simulator.ts';
import { readCatalogue } from '../src/catalogue.ts';
import { CHECKS } from '../src/checks/all.ts';
import { EXCEPTIONS } from '../src/dialects/exceptions.ts';
import type { Edit } from '../src/mutants/edits.ts';
import { runCheck } from '../src/run/check-run.ts';
import { dependsOnOrder } from '../src/run/steadiness.ts';
import { verdictsOf } from '../src/run/verdicts.ts';
import { runChecks } from '../src/run/work.ts';
import type { SubjectAddress } from '../src/subject/address.ts';
import { edit, everything } from './subjects.testing.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator[Symbol.asyncDispose]());

const catalogue = readCatalogue().flatMap(({ requirements }) => requirements);

/** What one check of a subject says, as `CRE-01 failed: …`, for every requirement that is not passed. */
async function red(address: SubjectAddress, requirement: string): Promise<readonly string[]> {
  const check = CHECKS.find((candidate) => candidate.requirement === requirement);
  if (!check) throw new Error(`no check for ${requirement}`);
  const outcome = await runCheck(check, { simulator, address, runId: 'run', seed: 7 });
  const asked = catalogue.filter(({ id }) => id === requirement);
  return verdictsOf([outcome], asked, catalogue).flatMap(({ requirement: { id }, finding }) => {
    switch (finding.kind) {
      case 'passed':
        return [];
      case 'failed':
        return [`${id} failed: ${finding.observed}`];
      default:
        return [`${id} ${finding.kind}: ${finding.reason}`];
    }
  });
}

const AUTHORIZATION = `authorization: \`Bearer \${bearer}\`,`;

/** The small integration, sending one header more. */
const withHeader = (header: string) => edit('provider', AUTHORIZATION, `${AUTHORIZATION} ${header},`);

const ACCOUNTS_SET =
  'accounts.set(environment, { shopId, environment, baseUrl, credential, signingSecrets: notificationSecrets });';

const collectsCredentials = edit('shops', ACCOUNTS_SET, `${ACCOUNTS_SET} (globalThis.all ??= []).push(credential);`);

const writesToLog = edit('provider', AUTHORIZATION, `authorization: (console.error(bearer), \`Bearer \${bearer}\`),`);

/** Once it has seen the provider's own page, it calls that host. */
const remembersHost = [
  edit('provider', "&& 'id' in value && 'status' in value", "&& remember(value) && 'id' in value && 'status' in value"),
  edit(
    'provider',
    'const ANSWER_WITHIN_MS = 10_000;',
    `const ANSWER_WITHIN_MS = 10_000;
     const remember = ({ action }) => !action || (globalThis.host = new URL(action.url).origin);`,
  ),
  edit('provider', 'return sent(baseUrl + path, {', 'return sent((globalThis.host ?? baseUrl) + path, {'),
];

const CAPTURE = 'capture: ({ paymentId, commandId, amount, final }) =>';
const endsInTheMiddle = edit('main', CAPTURE, `${CAPTURE} process.exit(9) ||`);

const cannotRun = edit('main', 'createPayment(world, params),', "Promise.reject(new Error('no database')),");

// What a check comes upon that is about something else.
const mistakes: readonly (readonly [what: string, edits: readonly Edit[], requirement: string, observed: RegExp])[] = [
  [
    'writes its credential to its log',
    [writesToLog],
    'CRE-06',
    /^PRI-02 failed: API key \w+ of account \d in sandbox in the subject's log, while CRE-06 was checked$/,
  ],
  [
    "sends every environment's credential along, in base64",
    [collectsCredentials, withHeader("'x-trace': Buffer.from(JSON.stringify(globalThis.all)).toString('base64')")],
    'CRE-12',
    /^CRE-01 failed: API key \w+ of account \d in \w+ \(base64\) at the address of \w+: .*, while CRE-12 was checked$/,
  ],
  [
    'calls the provider at an address it was not given',
    remembersHost,
    'CRE-11',
    /^CRE-05 failed: API key \w+ of account 1 in sandbox at the listener of sandbox, by another address: /,
  ],
  ['ends in the middle', [endsInTheMiddle], 'CRE-06', /^CRE-06 failed: the subject ended with code 9$/],
  [
    'says that it could not run',
    [cannotRun],
    'CRE-06',
    /^CRE-06 untestable: the subject could not run createPayment: /,
  ],
];

for (const [what, edits, requirement, observed] of mistakes) {
  test(`a subject that ${what} is caught while ${requirement} is checked`, async () => {
    expect(await red(everything(...edits), requirement)).toContainEqual(expect.stringMatching(observed));
  });
}

const ASK = 'const reading = await ask(account, {';
const SENT = "const reading = await ask(account, { method: 'POST', path, body, idempotencyKey }, isPayment);";
const KEY = `const idempotencyKey = \`\${payment.shopId}-\${operation}-\${commandId}\`;`;
const harmless: readonly (readonly [what: string, edits: readonly Edit[], requirement?: string])[] = [
  ['has nothing odd about it', []],
  ['has keys of 255 characters', [edit('payments', KEY, KEY.replace('`;', "`.padEnd(255, 'x');"))], 'IDM-03'],
  [
    'sends again instead of looking up',
    [
      edit(
        'payments',
        SENT,
        `${SENT.replace('const reading', 'let reading')} if (reading.kind === 'unknown') ${SENT.replace('const ', '')}`,
      ),
    ],
    'IDM-04',
  ],
  ['adds headers of its own', [withHeader("'x-telemetry': 'shop 1.2; sandbox', 'user-agent': 'my shop'")]],
  ['looks before it leaps', [edit('payments', ASK, `await syncPayment(world, paymentId); ${ASK}`)]],
];
for (const [what, edits, requirement = 'CRE-06'] of harmless) {
  test(`a subject that ${what} is let be`, async () => {
    expect(await red(everything(...edits), requirement)).toEqual([]);
  });
}

test('what an oracle sees once and not again is told as that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-oracles-'));
  try {
    const marker = JSON.stringify(join(folder, 'started'));
    const asFirst = edit(
      'provider',
      'const ANSWER_WITHIN_MS = 10_000;',
      `const ANSWER_WITHIN_MS = 10_000;
       import { existsSync, writeFileSync } from 'node:fs';
       const first = !existsSync(${marker});
       writeFileSync(${marker}, '');
       const leak = (text) => first && console.error(text);`,
    );
    const leaking = edit('provider', AUTHORIZATION, `authorization: (leak(bearer), \`Bearer \${bearer}\`),`);
    const address = everything(asFirst, leaking);
    const checks = CHECKS.filter(({ requirement }) => requirement === 'CRE-06');
    const outcomes = await runChecks(checks, { simulator, address, runId: 'run', seed: 7, jobs: 1, confirm: 3 });
    const asked = catalogue.filter(({ id }) => id === 'PRI-02');
    const told = verdictsOf(outcomes, asked, asked).map(({ finding }) => finding.kind === 'failed' && finding.observed);
    const unsteady = /in the subject's log \(depends on the order of things: 1 of 3 runs failed\)/;
    expect(told).toEqual([expect.stringMatching(unsteady)]);
    expect(told.map((text) => dependsOnOrder(text || ''))).toEqual([true]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Whether all is claimed that is done. */
const claims = CHECKS.find(({ requirement }) => requirement === 'CFG-04');

test('a subject that claims little is held to little', { timeout: 60_000 }, async () => {
  const modest = edit(
    'main',
    'const CAPABILITIES = [',
    "const CAPABILITIES = ['card', 'manual_capture'];\nconst REST = [",
  );
  const address = everything(modest);
  const claimed: readonly string[] = ['card', 'manual_capture'];
  // All that it is not held to, and of what it is, since `conformance.test.ts` asks for that, what is quickly told.
  const isHeldTo = ({ needs }: (typeof CHECKS)[number]) => needs.every((need) => claimed.includes(need));
  const atThisProvider = CHECKS.filter(({ requirement }) => EXCEPTIONS.generic[requirement] === undefined);
  const asked = atThisProvider.filter(
    (check, at) => !isHeldTo(check) || (!check.alone && at % 4 === 0) || check === claims,
  );
  const outcomes = await runChecks(asked, { simulator, address, runId: 'run', seed: 7, jobs: 2, confirm: 1 });
  const expected = asked.map(({ requirement, needs }) => {
    const missing = needs.find((need) => !claimed.includes(need));
    // It does more than it says, and that is the one thing wrong with it.
    if (requirement === claims?.requirement) return `${requirement} outcome ok`;
    return `${requirement} ${missing === undefined ? 'passed' : `the subject does not declare ${missing}`}`;
  });
  const told = outcomes.map(({ requirement, finding }) => {
    if (finding.kind === 'failed') return `${requirement} ${finding.observed}`;
    return `${requirement} ${'reason' in finding ? finding.reason : finding.kind}`;
  });
  expect(told.toSorted()).toEqual(expected.toSorted());
  expect(outcomes.flatMap(({ breaches }) => breaches)).toEqual([]);
});
