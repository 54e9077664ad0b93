import { expect, test } from 'vitest';
import { recordOf } from '../record.ts';
import { STORY } from '../story.testing.ts';
import { htmlReport } from './document.ts';
import { arrowsOf } from './sequence.ts';
import { lanesOf } from './timeline.ts';

const RECORD = recordOf(STORY);
const REPORT = htmlReport(RECORD, (requirement) => `assay check --only ${requirement}`);

test('the report is one file: nothing is loaded, and nothing runs', () => {
  expect(REPORT).not.toMatch(/<script|\son\w+=|@import|url\(/);
  const links = [...REPORT.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target = '']) => target);
  expect(links.filter((target) => !/^(#|data:,$)/.test(target))).toEqual([]);
  expect(REPORT).toContain("default-src 'none'");
});

test('every cell of the matrix leads to its requirement', () => {
  const cells = [...REPORT.matchAll(/<a href="#([A-Z]{3}-\d\d)" aria-label="([^"]*)"/g)];
  expect(cells.map(([, id]) => id)).toEqual(['CRE-01', 'CRE-02', 'CRE-03', 'CRE-04', 'CRE-05']);
  expect(cells.map(([, , said]) => said)).toContain('CRE-02: A payment stays where it was made, failed');
  for (const [, id] of cells) expect(REPORT).toContain(`id="${id}"`);
});

test('no name is given twice, and everything that is labelled by another has it', () => {
  const ids = [...REPORT.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const labels = [...REPORT.matchAll(/aria-labelledby="([^"]*)"/g)].map(([, id]) => id);
  expect(labels.length).toBeGreaterThan(5);
  expect(labels.filter((id) => !ids.includes(id))).toEqual([]);
});

test('what is red and new stands open, what is known or green is closed', () => {
  const open = [...REPORT.matchAll(/<details( open)?><summary>.*?<h3 id="([A-Z]{3}-\d\d)-title"/gs)];
  expect(open.map(([, isOpen, id]) => [id, isOpen !== undefined])).toEqual([
    ['CRE-02', true],
    ['CRE-05', false],
    ['CRE-03', true],
    ['CRE-01', false],
    ['CRE-04', false],
  ]);
});

test('what a subject says is text, whatever it looks like', () => {
  const [verdict] = RECORD.verdicts.filter(({ evidence }) => evidence);
  if (!verdict?.evidence) throw new Error('no verdict has evidence');
  const nasty = '</pre><img src=x onerror=alert(1)>';
  const exchange = { atMs: 1, environment: 'sandbox', presented: nasty, request: nasty, responseBody: nasty };
  const evidence = { exchanges: [exchange], calls: [], log: nasty };
  const finding = { kind: 'failed', expected: nasty, observed: nasty } as const;
  const report = htmlReport({ ...RECORD, verdicts: [{ ...verdict, finding, evidence }] }, () => nasty);
  expect(report).not.toContain('<img');
  expect(report).toContain('&lt;img');
});

test('the timeline has a lane for sandbox and one for production even when neither was called', () => {
  expect(lanesOf([])).toEqual(['sandbox', 'production']);
  const at = (environment: string) => ({ atMs: 0, environment, presented: '', request: 'GET /' });
  expect(lanesOf([at('production'), at('testing')])).toEqual(['sandbox', 'testing', 'production']);
});

test('arrows come in the order of time, and an answer after what it answers', () => {
  const told = arrowsOf({
    calls: [
      { atMs: 5, repliedMs: 30, request: 'capture {"paymentId":"p"}', reply: '{"outcome":"unknown"}' },
      { atMs: 40, repliedMs: 40, request: 'void {}', reply: '{"outcome":"failed","code":"no"}' },
    ],
    exchanges: [
      { atMs: 10, environment: 'sandbox', presented: '', request: 'POST /a' },
      { atMs: 20, environment: 'production', presented: '', request: 'POST /b', status: 200, crossing: true },
    ],
    log: '',
  });
  expect(told.map(({ from, to, text, kind }) => `${from} ${to} ${text} ${kind}`)).toEqual([
    'harness subject capture asked',
    'subject sandbox POST /a → no answer lost',
    'subject production POST /b → 200 crossing',
    'subject harness unknown answered',
    'harness subject void asked',
    'subject harness failed, no answered',
  ]);
});
