import { expect, test } from 'vitest';
import { generated } from '../src/generate/generated.ts';
import { bannedCalls } from '../src/repository/banned-calls.ts';
import { UNDOCUMENTED, undocumented } from '../src/repository/doc-comments.ts';
import { unerasableSyntax } from '../src/repository/erasable-syntax.ts';
import { CASTS_EXPLAINED, escapeHatches } from '../src/repository/escape-hatches.ts';
import { foreignTraces } from '../src/repository/foreign-traces.ts';
import { importCycles, importViolations } from '../src/repository/import-table.ts';
import { LONG_FILES, misplaced, staleEntries, tooLong } from '../src/repository/layout.ts';
import { strayProviderWords } from '../src/repository/provider-words.ts';
import {
  describeViolation,
  type FileRule,
  REPOSITORY_ROOT,
  readRepository,
  type Violation,
} from '../src/repository/source.ts';

const files = await readRepository();

const RULES: readonly [promise: string, rule: FileRule][] = [
  ['folders import inwards, and nothing crosses between workspaces', importViolations],
  ['clock, randomness, environment, log, sockets and databases each live in one file', bannedCalls],
  ['plain Node can strip every type', unerasableSyntax],
  ['nothing is cast, silenced, focused or skipped without a reason', escapeHatches],
  ['files lie where they belong and are named for what they are', misplaced],
  ['long files only shrink', tooLong],
  ['everything exported says why it is there', undocumented],
  ["a provider's word stays in its dialect or adapter", strayProviderWords],
  ['no file carries traces of the place it was written in', foreignTraces],
];

for (const [promise, rule] of RULES) {
  test(promise, () => expectNone(files.flatMap(rule)));
}

test('no files wait for each other when they are loaded', () => expectNone(importCycles(files)));

test('no ratchet allows a file that is gone', () => {
  expectNone([
    ...staleEntries(files, 'length-ratchet', LONG_FILES),
    ...staleEntries(files, 'parse-do-not-cast', CASTS_EXPLAINED),
    ...staleEntries(files, 'doc-comment', UNDOCUMENTED),
  ]);
});

test('what is generated from specs/ is up to date', async () => {
  const committed = new Map(files.map((file) => [file.path, file.text]));
  const drifted = (await generated()).flatMap(({ path, text }): readonly Violation[] => {
    const relative = path.slice(REPOSITORY_ROOT.length);
    if (committed.get(relative) === text) return [];
    const found = committed.has(relative) ? 'differs from its specification' : 'missing';
    return [{ path: relative, line: 1, rule: 'generated', found, instead: 'run `npm run generate` and commit' }];
  });
  expectNone(drifted);
});

test('the rules have looked at all three workspaces', () => {
  const looked = new Set(files.map((file) => file.path.split('/').slice(0, 2).join('/')));
  expect([...looked]).toEqual(expect.arrayContaining(['conformance/src', 'reference-impl/src', 'simulator/src']));
});

function expectNone(violations: readonly Violation[]): void {
  expect(violations.map(describeViolation).join('\n')).toBe('');
}
