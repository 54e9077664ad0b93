import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../src/bench/simulator.ts';
import { CAPABILITIES } from '../src/checks/check.ts';
import { LANGUAGES, type Language, nextSteps, starterIn, writeStarter } from '../src/init/starter.ts';
import { lint } from '../src/lint/lint.ts';
import { parseSubjectAddress, type SubjectAddress } from '../src/subject/address.ts';
import { REQUIRED_METHODS } from '../src/subject/protocol.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-first-hour-'));
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator[Symbol.asyncDispose]();
  rmSync(scratch, { recursive: true, force: true });
});

/** What lint tells about a subject, one line each. */
async function linted(address: SubjectAddress): Promise<readonly string[]> {
  const advice = await lint({ address, simulator, known: CAPABILITIES, tell: () => {} });
  return advice.map((one) => (one.kind === 'fine' ? `fine: ${one.what}` : `${one.kind}: ${one.seen} → ${one.todo}`));
}

function subject(command: string): SubjectAddress {
  const address = parseSubjectAddress(`stdio:${command}`);
  if (typeof address === 'string') throw new Error(address);
  return address;
}

/** Everything that a file loads has to come with the language. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  ts: /from '(?!node:)/,
  python: /^(import|from) (?!(json|sys|urllib\.(error|request))$)/m,
  php: /^\s*(use|require|include)(_once)?\b/m,
  java: /^import (?!java\.)/m,
  go: /^\t"[^"]*\.[^"]*"$/m,
};

for (const language of LANGUAGES) {
  test(`the starter in ${language} needs nothing but the language, and has the six methods`, () => {
    const { text, file } = starterIn(language);
    expect(text).not.toMatch(FOREIGN[language]);
    for (const method of REQUIRED_METHODS) expect(text).toMatch(new RegExp(`['"]${method}['"]`));
    expect(text).toContain('2026-12');
    expect(text).toContain(`${file}'`);
    expect(text).toMatch(/standard error from here on|goes to standard error/);
  });
}

// Java and Go are compiled first, which takes longer than is spent here on all of them; their texts are checked above.
for (const [language, program] of [
  ['ts', process.execPath],
  ['python', 'python3'],
  ['php', 'php'],
] as const) {
  const isHere = spawnSync(program, ['--version']).status === 0;
  const name = `the starter in ${language} holds a whole conversation`;
  // Without the interpreter there is nothing to run it with; the title says so.
  test.skipIf(!isHere)(isHere ? name : `${name} (NOT RUN: there is no ${program} on this machine)`, async () => {
    const folder = join(scratch, language);
    const starter = writeStarter(language, folder);
    if (typeof starter === 'string') throw new Error(starter);
    const told = await linted(subject(starter.command.replace(starter.file, join(folder, starter.file))));
    expect(told.filter((line) => !line.startsWith('fine'))).toEqual([]);
    expect(told.at(-1)).toBe('fine: it ends when it is told to');
    expect(told).toHaveLength(10);
  });
}

test('a starter never overwrites anything', () => {
  const folder = join(scratch, 'mine');
  mkdirSync(folder);
  writeFileSync(join(folder, 'subject.py'), 'mine');
  expect(writeStarter('python', folder)).toContain('is not empty');
});

test('whoever has a starter is told what to do next, also with blanks in the name of the folder', () => {
  const said = nextSteps(starterIn('java'), 'assay', 'my folder');
  expect(said).toContain(`assay lint --subject 'stdio:java "my folder/subject.java"'`);
  expect(said).toContain(`assay check --subject 'stdio:java "my folder/subject.java"'`);
  expect(said).toContain('javac -d classes subject.java');
});

const REPLY_OK = "return { outcome: 'ok' };";
const edits: readonly (readonly [what: string, find: string, replace: string, told: RegExp])[] = [
  [
    'prints to standard output',
    'console.log = console.error;',
    "console.log('ready');",
    /^wrong: .*is for the protocol only,.*→ Print nothing to standard output/s,
  ],
  ['declares an unknown word', "['card',", "['cards', 'card',", /^hint: it declares `cards`.*Did you mean `card`\?/],
  ['lacks a method', "['capture', capture],", '', /^wrong: .*→ A subject has to have the method capture/],
  [
    'gives another code for a method it does not have',
    'code: -32601',
    'code: -32000',
    /^wrong: a method that it does not have.*-32601/,
  ],
  [
    'refuses a right configuration',
    REPLY_OK,
    "return { outcome: 'failed', code: 'no' };",
    /^wrong: configure: outcome/,
  ],
  [
    'calls another address',
    'account.baseUrl + path',
    "'http://127.0.0.1:9' + path",
    /^wrong: an ordinary purchase: outcome unknown.*→ No request with this shop's credential/,
  ],
  [
    'sends what the provider refuses',
    "'automatic' : 'manual'",
    "'automatic' : 'later'",
    /^wrong: an ordinary purchase: outcome failed.*POST \/v1\/payments, answered with 4\d\d/,
  ],
  [
    'says that it has paid without paying',
    "return perform(payment, '/v1/payments', body, commandId);",
    "void body, commandId; return { outcome: 'ok', paymentId: payment.paymentId };",
    /^wrong: createPayment says ok, and the provider knows of no payment/,
  ],
  [
    'counts in whole euros',
    'amount: order.amount.minor,',
    "amount: '19',",
    /^wrong: getPayment says amount "19" → It has to be amount "1999"/,
  ],
  [
    'captures twice for one click',
    "'idempotency-key':",
    "'idempotency-key': String(performance.now()), 'x-click':",
    /^hint: the same click on capture, once more: outcome failed/,
  ],
  [
    'knows every payment',
    "if (!payment) return { outcome: 'failed', code: 'payment.not_found' };",
    "if (!payment) throw new Error('which one?');",
    /^wrong: .*could not run getPayment.*→ A JSON-RPC error says/s,
  ],
];
for (const [what, find, replace, told] of edits) {
  test(`a subject that ${what} is told so`, async () => {
    const { text } = starterIn('ts');
    expect(text.split(find)).toHaveLength(2);
    const file = join(scratch, `${what.replaceAll(' ', '-')}.ts`);
    writeFileSync(
      file,
      text.replace(find, () => replace),
    );
    expect(await linted(subject(`node "${file}"`))).toContainEqual(expect.stringMatching(told));
  });
}
