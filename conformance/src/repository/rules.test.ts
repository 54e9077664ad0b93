import { expect, test } from 'vitest';
import { FILE_RULES, violationsOf } from './rules.ts';

// One file that breaks every rule, so that none can be in the list and yet judge nothing.
const worst = {
  path: 'simulator/src/engine/paymentHelpers.ts',
  text: [
    "import { open } from '../store/sqlite.ts';",
    'export enum Level { Must }',
    'export const ZERO = 0n;',
    'const at = Date.now() as any;',
    "const kind = 'payment_intent';",
    `const path = '${['', 'root', 'x'].join('/')}';`,
    '\n'.repeat(400),
  ].join('\n'),
};

for (const { promise, rule } of FILE_RULES) {
  test(`"${promise}" objects to the worst file, wherever it stands among others`, () => {
    const good = { path: 'simulator/src/engine/money.ts', text: '' };
    const objections = violationsOf(rule, [good, good, worst]);
    const alone = violationsOf(rule, [worst]);
    expect(alone.length).toBeGreaterThan(0);
    expect(objections).toEqual(alone);
  });
}
