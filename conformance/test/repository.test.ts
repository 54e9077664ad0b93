import { expect, test } from 'vitest';
import { generated } from '../src/generate/generated.ts';
import { UNDOCUMENTED } from '../src/repository/doc-comments.ts';
import { CASTS_EXPLAINED } from '../src/repository/escape-hatches.ts';
import { importCycles } from '../src/repository/import-table.ts';
import { LONG_FILES, staleEntries } from '../src/repository/layout.ts';
import { FILE_RULES, violationsOf } from '../src/repository/rules.ts';
import { describeViolation, REPOSITORY_ROOT, readRepository, type Violation } from '../src/repository/source.ts';

const files = await readRepository();

// Every file of the repository is read and parsed, on whatever machine.
const READING_MS = 120_000;

for (const { promise, rule } of FILE_RULES) {
  test(promise, { timeout: READING_MS }, () => expectNone(violationsOf(rule, files)));
}

test('no files wait for each other when they are loaded', { timeout: READING_MS }, () =>
  expectNone(importCycles(files)),
);

test('no ratchet allows a file that is gone', () => {
  expectNone([
    ...staleEntries(files, 'length-ratchet', LONG_FILES),
    ...staleEntries(files, 'parse-do-not-cast', CASTS_EXPLAINED),
    ...staleEntries(files, 'doc-comment', UNDOCUMENTED),
  ]);
});

test('what is generated from specs/ is up to date', { timeout: READING_MS }, async () => {
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
