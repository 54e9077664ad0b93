import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { generic } from '../../src/providers/generic/index.ts';
import { CHANGED_ADAPTERS } from './changed-adapters.ts';
import { CONTRACT } from './contract/contract.ts';
import { API_KEY, CLIENT } from './contract/examples.ts';
import type { Adapter } from './interaction.ts';
import { committedForm, meet, PACT_FILE } from './pact.ts';

// Pact reports its use to its makers unless told otherwise.
vi.stubEnv('PACT_DO_NOT_TRACK', 'true');

const written = mkdtempSync(join(tmpdir(), 'assay-pact-'));
const thrownAway = mkdtempSync(join(tmpdir(), 'assay-pact-'));
afterAll(() => {
  for (const folder of [written, thrownAway]) rmSync(folder, { recursive: true });
});

const used = new Set<string>();
const adapter = watched(generic);

for (const interaction of CONTRACT) {
  test(interaction.description, async () => {
    expect(await meet(interaction, adapter, written)).toEqual(interaction.reading);
  });
}

test('the committed pact is what has just been written; `vitest run -u` on this folder renews it', async () => {
  const now = readFileSync(join(written, PACT_FILE), 'utf8');
  await expect(committedForm(now)).toMatchFileSnapshot(`../../pacts/${PACT_FILE}`);
});

test('no half of the adapter stays outside the contract', () => {
  // These ask nobody: what a credential says about its environment and how its parts begin, which the test below holds, and what comes in.
  const silent = [
    ...['settingsForm', 'declarations', 'isSigningSecret', 'verifyNotification', 'readNotification'],
    'readSettlementReport',
  ];
  const asking = Object.entries(generic).filter(([name, half]) => typeof half === 'function' && !silent.includes(name));
  expect([...used].toSorted()).toEqual(asking.map(([name]) => name).toSorted());
});

test('the credentials of the contract say that they are of the sandbox', () => {
  const said = [API_KEY, CLIENT].flatMap((credential) => generic.declarations(credential));
  expect(said.map((one) => ('environment' in one ? one.environment : one.mode))).toEqual([
    'sandbox',
    'sandbox',
    'sandbox',
  ]);
});

test('one description means one exchange', () => {
  expect(new Set(CONTRACT.map(({ description }) => description)).size).toBe(CONTRACT.length);
});

for (const { what, against, adapter: changed } of CHANGED_ADAPTERS) {
  test(`an adapter that ${what} breaks the contract`, async () => {
    const interaction = CONTRACT.find(({ description }) => description === against);
    if (interaction === undefined) throw new Error(`the contract has no ${against}`);
    const met = await meet(interaction, changed, thrownAway).then(
      (reading) => ({ reading }),
      (error: Error) => ({ refused: error.message }),
    );
    expect(met).not.toEqual({ reading: interaction.reading });
    if ('refused' in met) expect(met.refused).toContain('Mock server failed with the following mismatches');
  });
}

/** The adapter, with a note of each of its functions that is called. */
function watched(adapter: Adapter): Adapter {
  return new Proxy(adapter, {
    get: (target, name: keyof Adapter) => {
      if (typeof target[name] === 'function') used.add(name);
      return target[name];
    },
  });
}
