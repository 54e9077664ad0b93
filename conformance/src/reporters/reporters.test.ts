import { generateKeyPairSync, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FindingKind } from '../verdict.ts';
import { signedEnvelope, testResultStatement } from './attestation.ts';
import { badgeJson } from './badge.ts';
import { consoleReporter } from './console.ts';
import { ctrfJson } from './ctrf.ts';
import { junitXml } from './junit.ts';
import { killMatrix, mutantLine } from './kill-matrix.ts';
import { markdownSummary } from './markdown.ts';
import { mistakesFiles } from './mistakes.ts';
import { recordOf, standingOf } from './record.ts';
import { leaksSarif } from './sarif.ts';
import { STORY } from './story.testing.ts';

function golden(name: string): string {
  return readFileSync(new URL(`../../test/golden/${name}`, import.meta.url), 'utf8');
}

function printed(colors: boolean): string {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const replay = (requirement: string, seed: number) => `assay check --only ${requirement} --seed ${seed}`;
  const report = consoleReporter({ write, colors, replay });
  for (const event of STORY) report(event);
  return text;
}

test('the console tells the whole story', () => expect(printed(false)).toBe(golden('console.txt')));

test('colours change nothing but colours', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what colours begin with
  expect(printed(true).replace(/\u001b\[\d+m/g, '')).toBe(printed(false));
  expect(printed(true)).not.toBe(printed(false));
});

const RECORD = recordOf(STORY);
const replayed = (requirement: string) => `assay check --only ${requirement} --seed 7`;
const statement = testResultStatement(RECORD, {
  tested: [{ name: 'subject.php', sha256: 'a'.repeat(64) }],
  configuration: [{ name: 'requirements', sha256: 'b'.repeat(64) }],
});

const written: readonly (readonly [file: string, text: string])[] = [
  ['junit.xml', junitXml(RECORD)],
  ['ctrf.txt', ctrfJson(RECORD)],
  ['summary.md', markdownSummary(RECORD, replayed)],
  ['leaks.sarif', leaksSarif(RECORD)],
  ['badge.txt', badgeJson(RECORD)],
  ['statement.txt', statement],
];
for (const [file, text] of written) {
  test(`${file} tells the whole story`, () => expect(text).toBe(golden(file)));
}

test('half a run is no record', () => expect(() => recordOf(STORY.slice(1))).toThrow('begin with run_started'));

const standings: readonly (readonly [level: 'MUST' | 'SHOULD', kind: FindingKind, standing: string, result: string])[] =
  [
    // level   finding           standing          attested
    ['MUST', 'passed', 'conforming', 'PASSED'],
    ['MUST', 'not_applicable', 'conforming', 'PASSED'],
    ['SHOULD', 'failed', 'conforming', 'WARNED'],
    ['MUST', 'untestable', 'not shown', 'FAILED'],
    ['MUST', 'failed', 'not conforming', 'FAILED'],
  ];
for (const [level, kind, standing, result] of standings) {
  test(`a ${level} that is ${kind}, known or not: ${standing}, attested as ${result}`, () => {
    const [verdict] = RECORD.verdicts.filter(({ finding }) => finding.kind === kind);
    if (!verdict) throw new Error(`no verdict is ${kind}`);
    const verdicts = [{ ...verdict, requirement: { ...verdict.requirement, level }, known: { reason: 'r' } }];
    const record = { ...RECORD, verdicts };
    expect(standingOf(record)).toBe(standing);
    const attested = JSON.parse(testResultStatement(record, { tested: [], configuration: [] }));
    expect(attested.predicate.result).toBe(result);
  });
}

for (const [kind, algorithm] of [
  ['ed25519', null],
  ['ec', 'sha256'],
] as const) {
  test(`a statement signed with ${kind} can be verified over its type and its bytes`, () => {
    const { privateKey, publicKey } =
      kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
    const { payloadType, payload, signatures } = JSON.parse(signedEnvelope(statement, privateKey));
    const bytes = Buffer.from(payload, 'base64');
    const signed = Buffer.concat([Buffer.from(`DSSEv1 28 ${payloadType} ${bytes.length} `), bytes]);
    const signature = Buffer.from(signatures[0].sig, 'base64');
    expect(verify(algorithm, signed, publicKey, signature)).toBe(true);
    expect(verify(algorithm, Buffer.concat([signed, Buffer.from(' ')]), publicKey, signature)).toBe(false);
    expect(bytes.toString()).toBe(statement);
    expect(signatures[0].keyid).toMatch(/^[0-9a-f]{64}$/);
  });
}

test('Markdown takes nothing of what a subject says for markup', () => {
  const [verdict] = RECORD.verdicts.filter(({ finding }) => finding.kind === 'failed');
  if (!verdict) throw new Error('no verdict has failed');
  const finding = { kind: 'failed', expected: 'e', observed: '# big\n| a | [link](x) <img src=x>' } as const;
  const text = markdownSummary({ ...RECORD, verdicts: [{ ...verdict, finding }] }, replayed);
  expect(text).toContain('observed: \\# big \\| a \\| \\[link\\](x) \\<img src=x\\>');
});

test('the kill matrix shows who was killed by what, who survived and who waits', () => {
  const killedBy = [{ requirement: 'CRE-02', observed: 'a capture at production\nand more' }];
  const verdicts = [
    { mutant: 'current-mode', mistake: 'm', kills: ['CRE-01', 'CRE-02'], killedBy, durationMs: 1_200 },
    { mutant: 'no-check', mistake: 'm', kills: ['CRE-03'], killedBy: [], durationMs: 900 },
  ];
  const waiting = [{ id: 'ignores-livemode', kills: ['CRE-08'], waitsFor: 'notifications' }];
  const text = `${verdicts.map(mutantLine).join('\n')}\n\n${killMatrix(verdicts, waiting)}\n`;
  expect(text).toBe(golden('kill-matrix.txt'));
  const variants = [
    { variant: 'ok-long-keys', red: [] },
    { variant: 'ok-no-retry', red: ['IDM-08'] },
  ];
  const files = new Map(mistakesFiles({ mutants: verdicts, waiting, variants }));
  expect(files.get('mutants.md')).toContain('# Known mistakes: 1 of 2 noticed');
  expect(files.get('mutants.md')).toContain('| no-check | CRE-03 |  | ❌ **survived** |');
  expect(files.get('mutants.md')).toContain('| ok-no-retry | ❌ IDM-08 |');
  expect(files.get('mutants.html')).toContain(killMatrix(verdicts, waiting));
  expect(files.get('mutants.html')).toContain('CRE-02: a capture at production');
  expect(files.get('mutants.html')).not.toMatch(/<script|src=/);
  expect(JSON.parse(files.get('mutants.json') ?? '')).toEqual({ mutants: verdicts, waiting, variants });
});
