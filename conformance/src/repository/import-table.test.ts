import { expect, test } from 'vitest';
import { importCycles, importViolations } from './import-table.ts';

const cases: readonly [path: string, text: string, expected: string][] = [
  // from                                     import                                              objection
  ['simulator/src/engine/decide.ts', "import { Store } from '../store/store.ts';", 'import-table'],
  ['simulator/src/engine/decide.ts', "import type { Store } from '../store/store.ts';", 'import-table'],
  ['simulator/src/engine/decide.ts', "type Store = import('../store/store.ts').Store;", 'import-table'],
  ['simulator/src/engine/decide.ts', "export { open } from '../store/store.ts';", 'import-table'],
  ['simulator/src/engine/decide.ts', "const store = await import('../store/store.ts');", 'import-table'],
  ['simulator/src/engine/decide.ts', "import { money } from './money.ts';", ''],
  ['simulator/src/engine/decide.test.ts', "import { systemClock } from '../platform/clock.ts';", ''],
  ['simulator/src/dialects/stripe/parse.ts', "import { render } from '../generic/render.ts';", 'import-table'],
  ['simulator/src/dialects/stripe/parse.ts', "import { parse } from '../stripe/problem.ts';", ''],
  ['simulator/src/dialects/stripe/parse.ts', "import type { Store } from '../../store/store.ts';", 'import-table'],
  ['simulator/src/dialects/stripe/parse.ts', "import type { StoredPayment } from '../../store/store.ts';", ''],
  [
    'simulator/src/dialects/stripe/parse.ts',
    "import { type Json, encode } from '../../store/store.ts';",
    'import-table',
  ],
  ['simulator/src/dialects/stripe/parse.ts', "import type { Dialect } from '../dialect.ts';", ''],
  ['simulator/src/dialects/registry.ts', "import { stripe } from './stripe/index.ts';", ''],
  ['simulator/src/operations/execute.ts', "import { render } from '../dialects/generic/render.ts';", 'import-table'],
  [
    'simulator/src/operations/execute.ts',
    "import { openSqlite } from '../store/sqlite.ts';",
    'only-main-and-app-construct',
  ],
  ['simulator/src/operations/execute.ts', "import type { Sqlite } from '../store/sqlite.ts';", ''],
  ['simulator/src/app.ts', "import { openSqlite } from '../src/store/sqlite.ts';", ''],
  [
    'simulator/src/operations/execute.ts',
    "import { createApp } from '../app.ts';",
    'only-main-and-app-construct import-table',
  ],
  ['simulator/src/somewhere/new.ts', "import { money } from '../engine/money.ts';", 'import-table'],
  ['simulator/test/story.test.ts', "import '../src/main.ts';", 'nobody-imports-main'],
  ['simulator/test/story.test.ts', "import { createApp } from '../src/app.ts';", ''],
  ['reference-impl/src/storefront/cart.ts', "import { generic } from '../providers/generic/index.ts';", 'import-table'],
  [
    'reference-impl/src/shop/cart.ts',
    "import { add } from '../../../simulator/src/engine/money.ts';",
    'workspaces-meet-on-the-wire',
  ],
  [
    'reference-impl/test/a.test.ts',
    "import { add } from '../../simulator/src/engine/money.ts';",
    'workspaces-meet-on-the-wire',
  ],
  ['reference-impl/src/shop/cart.ts', "import { add } from '@assay/simulator';", 'workspaces-meet-on-the-wire'],
  ['conformance/src/checks/credentials.ts', "import { run } from '../subject/process.ts';", 'import-table'],
  ['conformance/src/reporters/junit.ts', "import { startSimulator } from '../bench/simulator.ts';", 'import-table'],
  ['conformance/src/run.ts', "import { check } from './checks/credentials.ts';", ''],
];

for (const [path, text, expected] of cases) {
  test(`${path}: ${text} → ${expected || 'allowed'}`, () => {
    const rules = importViolations({ path, text }).map((violation) => violation.rule);
    expect(rules.join(' ')).toBe(expected);
  });
}

test('a violation names file, line, what was found and what is allowed', () => {
  const text = "// first\nimport { open } from '../platform/clock.ts';";
  const [violation] = importViolations({ path: 'simulator/src/situations/match.ts', text });
  expect(violation).toEqual({
    path: 'simulator/src/situations/match.ts',
    line: 2,
    rule: 'import-table',
    found: 'situations imports platform (../platform/clock.ts)',
    instead: 'situations may import accounts, engine, faults, webhooks; see DESIGN',
  });
});

test('files that import each other as values are a cycle, reported once; as types they are not', () => {
  const value = { path: 'simulator/src/engine/a.ts', text: "import { b } from './b.ts';" };
  const back = { path: 'simulator/src/engine/b.ts', text: "import { c } from './c.ts';" };
  const around = { path: 'simulator/src/engine/c.ts', text: "import { a } from './a.ts';" };
  const type = { path: 'simulator/src/engine/c.ts', text: "import type { A } from './a.ts';" };
  expect(importCycles([value, back, around]).map((violation) => violation.found)).toEqual([
    'simulator/src/engine/a.ts → simulator/src/engine/b.ts → simulator/src/engine/c.ts → simulator/src/engine/a.ts',
  ]);
  expect(importCycles([value, back, type])).toEqual([]);
});
