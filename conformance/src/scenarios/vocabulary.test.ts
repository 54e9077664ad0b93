import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENVIRONMENT_CHECKS, tagOf } from './environment-checks.ts';
import { loadSteps, plan, type Wanted } from './run.ts';
import { VOCABULARY_MARKS, vocabulary } from './vocabulary.ts';

const ALL: Wanted = { paths: ['scenarios'], tags: '', via: 'api', parallel: 1, edits: [], reports: 'reports' };
const steps = await loadSteps();
const planned = await plan(ALL, steps);

test('every scenario can be run as it is written', () => {
  expect(planned.misprints).toEqual([]);
  expect(planned.unclearSteps()).toEqual([]);
  expect(planned.chosen).toBeGreaterThan(80);
});

test('every step is used by a scenario', () => {
  expect(planned.unusedSteps().map(({ pattern }) => pattern)).toEqual([]);
});

test('the vocabulary in scenarios/README.md is the one there is', () => {
  const readme = readFileSync(new URL('../../../scenarios/README.md', import.meta.url), 'utf8');
  const [, between = ''] = readme.split(VOCABULARY_MARKS.begin);
  const written = between.split(VOCABULARY_MARKS.end)[0]?.trim();
  // When this fails: npm run --silent scenarios -- --steps, and put it between the marks.
  expect(written).toBe(vocabulary(planned.knownSteps));
});

test('each provider is paid, declines and is captured from in a browser as well', async () => {
  const inBrowser = await plan({ ...ALL, via: 'browser' }, steps);
  expect(inBrowser.scenarios.map(({ name }) => name)).toEqual([
    'Money that is captured at once',
    'A declined card, and then another one',
    "Held on Stripe's page, captured by a sales person later",
    "A declined card leaves Stripe's page open, on which the next one pays",
    'Taken at once out of a PayPal wallet',
    "A guest's card is held on PayPal's page, and captured by a sales person later",
    "A guest's card is declined, and the next one pays",
    "A card on Payflow's page is held, and captured by a sales person later",
    "A declined card leaves Payflow's page open, on which the next one pays",
    'A sandbox secret typed into the live shop',
    'Held at checkout, captured by a sales person later',
  ]);
});

test('no two scenarios of a file have the same title, unless a table makes them', () => {
  const titles = planned.scenarios.map(({ name, file }) => `${file}: ${name}`);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

test('every tag of a check names one, and every check that scenarios are to notice has one', () => {
  const tags = new Set(planned.scenarios.flatMap(({ tags: own }) => own).filter((tag) => tag.startsWith('@guard-')));
  const noticed = ENVIRONMENT_CHECKS.filter(({ killedBy }) => killedBy.some(({ kind }) => kind === 'scenario'));
  expect([...tags].toSorted()).toEqual(noticed.map(tagOf).toSorted());
});
