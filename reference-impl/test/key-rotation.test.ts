import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { rotateSettingsKey } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { type LocalProvider, localProvider } from './local-provider.ts';
import { SECRET } from './notifying.ts';
import { openForBusiness, placedOrder, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let folder: string;
let provider: LocalProvider;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shop-'));
  provider = await localProvider();
});
afterEach(async () => {
  await provider.close();
  rmSync(folder, { recursive: true });
});

const file = (name: string) => join(folder, name);
const OPTIONS = () => [
  ...['rotate-key', '--environment', 'sandbox', '--mode', 'test', '--port', '0'],
  ...['--database', file('shop.sqlite'), '--key-file', file('shop.key')],
];

async function rotated(variables: Record<string, string> = {}) {
  const read = readConfig(OPTIONS(), variables);
  if (read.kind !== 'rotate_key') throw new Error(`not a rotation: ${JSON.stringify(read)}`);
  return rotateSettingsKey(read.config, read.newKey);
}

/** The shop over that database, with whatever key the file has, for as long as the work takes. */
async function withShop<T>(seed: string, work: (shop: TestShop) => Promise<T>): Promise<T> {
  const settingsKey = { kind: 'file', path: file('shop.key') } as const;
  const shop = await testShop({ provider, seed, config: { database: file('shop.sqlite'), settingsKey } });
  try {
    return await work(shop);
  } finally {
    await shop.close();
  }
}

const made = (shop: TestShop) => openForBusiness(shop, { signingSecrets: [SECRET] });
const integrations = async ({ administrator }: TestShop) =>
  (await administrator.get<{ integrations: Wire['Integration'][] }>(200, 'GET', '/api/integrations')).integrations;

test('afterwards the shop works as before with the new key, and the old one opens nothing', async () => {
  const before = await withShop('before', made);
  copyFileSync(file('shop.key'), file('old.key'));
  expect(await rotated()).toEqual({ resealed: 1, alreadyNew: 0, unreadable: [] });
  expect(readFileSync(file('shop.key'), 'utf8')).not.toBe(readFileSync(file('old.key'), 'utf8'));
  expect(statSync(file('shop.key')).mode & 0o777).toBe(0o600);
  expect(existsSync(file('shop.key.next'))).toBe(false);
  await withShop('after', async (shop) => {
    const [now] = await integrations(shop);
    expect(now).toMatchObject({ status: 'active', credential: before.credential, check: before.check });
    expect((await placedOrder(shop, before.methodId)).outcome.kind).toBe('action_required');
    const path = '/api/audit-entries?action=settings_key_rotated';
    const { auditEntries } = await shop.administrator.get<{ auditEntries: Wire['AuditEntry'][] }>(200, 'GET', path);
    expect(auditEntries).toMatchObject([{ by: { kind: 'shop' } }]);
  });
  copyFileSync(file('old.key'), file('shop.key'));
  await withShop('old key', async (shop) => {
    expect(await integrations(shop)).toMatchObject([{ status: 'withheld' }]);
  });
});

test('a rotation that died before or after the database was sealed is finished by the next one', async () => {
  await withShop('before', made);
  const next = 'ab'.repeat(32);
  // Died before: the new key lies there, the database is as it was.
  writeFileSync(file('shop.key.next'), next);
  expect(await rotated()).toMatchObject({ resealed: 1, alreadyNew: 0 });
  expect(readFileSync(file('shop.key'), 'utf8')).toBe(next);
  // Died after: the database is sealed with the new key, which is not in its place yet.
  copyFileSync(file('shop.key'), file('shop.key.next'));
  writeFileSync(file('shop.key'), 'cd'.repeat(32));
  expect(await rotated()).toMatchObject({ resealed: 0, alreadyNew: 1 });
  await withShop('after', async (shop) => expect(await integrations(shop)).toMatchObject([{ status: 'active' }]));
});

test('settings that neither key opens are named and left as they are', async () => {
  await withShop('before', made);
  writeFileSync(file('shop.key'), 'cd'.repeat(32));
  expect(await rotated()).toEqual({ resealed: 0, alreadyNew: 0, unreadable: ['Card'] });
});

test('a key that was given is replaced by one that is given', async () => {
  const [old, next] = ['ab'.repeat(32), 'cd'.repeat(32)];
  await withShop('before', async () => {});
  writeFileSync(file('shop.key'), old);
  await withShop('given', made);
  const given = { SHOP_SETTINGS_KEY: old, SHOP_NEW_SETTINGS_KEY: next };
  expect(await rotated(given)).toMatchObject({ resealed: 1 });
  writeFileSync(file('shop.key'), next);
  await withShop('after', async (shop) => expect(await integrations(shop)).toMatchObject([{ status: 'active' }]));
});

const WRONG: readonly (readonly [variables: Record<string, string>, why: string])[] = [
  [{ SHOP_SETTINGS_KEY: 'ab'.repeat(32) }, 'SHOP_NEW_SETTINGS_KEY has to be 64'],
  [{ SHOP_SETTINGS_KEY: 'ab'.repeat(32), SHOP_NEW_SETTINGS_KEY: 'short' }, 'SHOP_NEW_SETTINGS_KEY has to be 64'],
  [{ SHOP_NEW_SETTINGS_KEY: 'ab'.repeat(32) }, 'replaces a SHOP_SETTINGS_KEY'],
];
for (const [variables, why] of WRONG) {
  test(`${Object.keys(variables).join(' and ')}: ${why}`, () => {
    const read = readConfig(OPTIONS(), variables);
    expect(read.kind === 'wrong' && read.why).toContain(why);
  });
}

test('without a database, or a key file, nothing is made', async () => {
  await expect(rotated()).rejects.toThrow('there is no database');
  await withShop('before', async () => {});
  rmSync(file('shop.key'));
  await expect(rotated()).rejects.toThrow('there is no key file');
  expect(existsSync(file('shop.key.next'))).toBe(false);
});
