import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ProgramOptions, runProgram, startProgram } from '../src/bench/program.ts';
import { shopProgram } from '../src/bench/shop.ts';
import { simulatorProgram } from '../src/bench/simulator.ts';
import { readRepository } from '../src/repository/source.ts';

// Vitest accepts what Node refuses, so every program is started once under plain Node, in the way people start it.
const scratch = mkdtempSync(join(tmpdir(), 'assay-smoke-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A program that only runs once shows its help; one that serves also gets ready, answers and stops. */
type Smoke = 'runs' | Readonly<{ serves: ProgramOptions; addressIn: string; path: string; answers: number }>;

const PROGRAMS: Readonly<Record<string, Smoke>> = {
  'conformance/src/containers/front-door/main.ts': 'runs',
  'conformance/src/generate/main.ts': 'runs',
  'conformance/src/load/main.ts': 'runs',
  'conformance/src/pack/main.ts': 'runs',
  'conformance/src/properties/main.ts': 'runs',
  'conformance/src/load/baseline/main.ts': {
    serves: { args: ['conformance/src/load/baseline/main.ts', '--json', '--database', ':memory:'] },
    addressIn: 'url',
    path: '/nowhere',
    answers: 404,
  },
  'conformance/src/demo/main.ts': 'runs',
  'conformance/src/main.ts': 'runs',
  'conformance/src/scenarios/main.ts': 'runs',
  'conformance/subjects/everything/main.ts': 'runs',
  'conformance/subjects/reference-shop/main.ts': 'runs',
  'simulator/src/main.ts': { serves: simulatorProgram(), addressIn: 'control', path: '/health', answers: 200 },
  'reference-impl/src/main.ts': {
    serves: shopProgram({
      environment: 'sandbox',
      mode: 'test',
      // Nobody listens there, and nobody has to: a shop starts while its provider is away.
      providerUrl: 'http://127.0.0.1:9',
      keyFile: join(scratch, 'shop.key'),
    }),
    addressIn: 'url',
    path: '/health',
    answers: 200,
  },
};

const mains = (await readRepository()).map((file) => file.path).filter((path) => path.endsWith('/main.ts'));

test('every main.ts is in the table of this test', () => {
  expect(mains.filter((path) => !(path in PROGRAMS))).toEqual([]);
  expect(mains.length).toBeGreaterThan(0);
});

for (const path of mains) {
  test(`${path} explains itself`, async () => {
    const { code, stdout, stderr } = await runProgram({ args: [path, '--help'], endsWithinMs: 20_000 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/usage/i);
  });

  const smoke = PROGRAMS[path];
  if (smoke === undefined || smoke === 'runs') continue;

  test(`${path} gets ready, answers and stops when it is asked to`, async () => {
    const program = await startProgram(smoke.serves);
    const answer = await fetch(`${program.ready[smoke.addressIn]}${smoke.path}`);
    await answer.arrayBuffer();
    expect(answer.status).toBe(smoke.answers);
    expect(await program.stop()).toEqual({ code: 0, signal: null });
  });
}
