import { expect, test } from 'vitest';
import { bannedCalls } from './banned-calls.ts';

const ANYWHERE = 'simulator/src/operations/execute.ts';

const cases: readonly [path: string, text: string, expected: string][] = [
  [ANYWHERE, 'const at = Date.now();', 'one-clock'],
  [ANYWHERE, 'const at = globalThis.Date.now();', 'one-clock'],
  [ANYWHERE, 'const at = new Date();', 'one-clock'],
  [ANYWHERE, 'const at = new Date(instant);', ''],
  [ANYWHERE, '// Date.now() is not called here', ''],
  [ANYWHERE, "const text = 'Date.now()';", ''],
  [ANYWHERE, 'setTimeout(again, 10);', 'one-clock'],
  [ANYWHERE, 'socket.setTimeout(10);', ''],
  [ANYWHERE, "import { setTimeout as pause } from 'node:timers/promises';", 'one-clock'],
  [ANYWHERE, "import timers from 'node:timers';", 'one-clock'],
  [ANYWHERE, 'const id = Math.random();', 'one-source-of-randomness'],
  [ANYWHERE, 'const id = crypto.randomUUID();', 'one-source-of-randomness'],
  [ANYWHERE, "import { createHash, randomBytes as bytes } from 'node:crypto';", 'one-source-of-randomness'],
  [ANYWHERE, "import { createHash } from 'node:crypto';", ''],
  [ANYWHERE, 'const port = process.env.PORT;', 'one-reader-of-the-environment'],
  [ANYWHERE, 'const { PORT } = process.env;', 'one-reader-of-the-environment'],
  [ANYWHERE, "import { env } from 'node:process';", 'one-reader-of-the-environment'],
  [ANYWHERE, 'const log = pino({});', 'one-logger'],
  [ANYWHERE, 'server.listen(0);', 'only-main-and-app-construct'],
  [ANYWHERE, "import { DatabaseSync } from 'node:sqlite';", 'only-stores-open-databases'],
  [ANYWHERE, "import type { DatabaseSync } from 'node:sqlite';", ''],
  ['simulator/src/platform/clock.ts', 'const at = Date.now();', ''],
  ['simulator/src/platform/clock.ts', 'const id = Math.random();', 'one-source-of-randomness'],
  ['conformance/src/platform/random.ts', 'const id = crypto.randomUUID();', ''],
  ['reference-impl/src/platform/environment-variables.ts', 'const all = process.env;', ''],
  ['simulator/src/engine/clock.ts', 'const at = Date.now();', 'one-clock'],
  ['simulator/src/store/sqlite.ts', "import { DatabaseSync } from 'node:sqlite';", ''],
  ['simulator/src/main.ts', 'server.listen(0);', ''],
  ['simulator/test/story.test.ts', 'const at = new Date();', ''],
  ['simulator/test/story.test.ts', 'setTimeout(again, 10);', 'one-clock'],
  ['simulator/test/story.test.ts', 'const port = process.env.PORT;', 'one-reader-of-the-environment'],
];

for (const [path, text, expected] of cases) {
  test(`${path}: ${text} → ${expected || 'allowed'}`, () => {
    expect(bannedCalls({ path, text }).map((violation) => violation.rule)).toEqual(expected ? [expected] : []);
  });
}
