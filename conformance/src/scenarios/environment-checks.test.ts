import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MUTANTS } from '../mutants/catalogue.ts';
import { editedNode } from '../mutants/edits.ts';
import { REMOVED_CHECKS } from '../properties/removed-checks.ts';
import { ENVIRONMENT_CHECKS, type EnvironmentCheck, type Killer } from './environment-checks.ts';
import { without } from './without.ts';

const ROOT = new URL('../../../', import.meta.url);

for (const check of ENVIRONMENT_CHECKS) {
  test(`${check.id} can be taken away, and somebody is there to notice`, () => {
    expect(() => editedNode(check.edits)).not.toThrow();
    expect(check.killedBy.filter((killer) => !exists(killer))).toEqual([]);
    // Properties and conformance checks prove their own; here has to be one that is run by `--without-each`.
    expect(check.killedBy.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([expect.stringMatching(/scenario|test/)]),
    );
  });
}

test('checks have names of their own', () => {
  const ids = ENVIRONMENT_CHECKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

for (const check of ENVIRONMENT_CHECKS.filter(({ sample }) => sample)) {
  test(`without ${check.id}, nobody notices ${check.notices}: a scenario turns red`, { timeout: 60_000 }, async () => {
    await expectNoticed(check);
  });
}

async function expectNoticed(check: EnvironmentCheck): Promise<void> {
  const { noticed, said } = await without(check);
  expect({ noticed: noticed.length > 0, said }).toMatchObject({ noticed: true });
}

function exists(killer: Killer): boolean {
  switch (killer.kind) {
    case 'scenario':
      return true;
    case 'property':
      return REMOVED_CHECKS.some(({ id }) => id === killer.removedCheck);
    case 'check':
      return MUTANTS.some(({ id, kills }) => id === killer.mutant && kills.includes(killer.requirement));
    case 'test':
      return readFileSync(new URL(killer.file, ROOT), 'utf8').length > 0;
  }
}
