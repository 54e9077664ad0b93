import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { apiKey, integrationDraft, openForBusiness, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let folder: string;
let shop: TestShop;
let integration: Wire['Integration'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shop-'));
  shop = await testShop({ config: { database: join(folder, 'shop.sqlite') } });
  integration = await openForBusiness(shop);
});
afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true });
});

async function entries(query: string): Promise<readonly Wire['AuditEntry'][]> {
  const page = await shop.administrator.get<{ auditEntries: Wire['AuditEntry'][] }>(
    200,
    'GET',
    `/api/audit-entries?${query}`,
  );
  return page.auditEntries;
}

test('a changed credential is told by masks and fingerprints, which differ even where the masks do not', async () => {
  const other = { kind: 'api_key', apiKey: 'gsk_sandbox_OtHeRoThErOt42' } as const;
  const draft = integrationDraft({ label: 'Cards', credential: other });
  await shop.administrator.get(200, 'PUT', `/api/integrations/${integration.id}`, draft);
  const [changed] = await entries(`subjectId=${integration.id}&action=integration_changed`);
  const mask = /^gsk_sandbox_…Ot42 \(fingerprint [0-9a-f]{16}\)$/;
  expect(changed?.changes).toMatchObject([
    { field: 'label', before: 'Card', after: 'Cards' },
    { field: 'credential', before: expect.stringMatching(/…Et42 \(fingerprint/), after: expect.stringMatching(mask) },
  ]);
  expect(JSON.stringify(changed)).not.toMatch(/OtHeRoTh|SeCrEtSeC/);
});

test('what did not happen is not written down', async () => {
  const before = (await entries('')).length;
  const wrong = integrationDraft({ credential: apiKey('production') });
  await shop.administrator.ask('PUT', `/api/integrations/${integration.id}`, wrong);
  await shop.administrator.ask('PUT', '/api/integrations/nothing', integrationDraft());
  await shop.guest.ask('POST', '/api/session', { email: 'nobody@shop.example', password: 'wrong wrong wrong' });
  expect(await entries('')).toHaveLength(before);
});

const FILTERS: readonly (readonly [query: string, holds: (entry: Wire['AuditEntry']) => boolean])[] = [
  ['action=connection_checked', ({ action }) => action === 'connection_checked'],
  ['subject=integration', ({ about }) => about.kind === 'integration'],
  ['from=2026-12-01T10:00:00Z', ({ at }) => at >= '2026-12-01T10:00:00'],
  ['until=2026-12-01T10:00:01Z', ({ at }) => at < '2026-12-01T10:00:01'],
];
for (const [query, holds] of FILTERS) {
  test(`${query} lists just what fits`, async () => {
    const [all, found] = [await entries('limit=100'), await entries(`limit=100&${query}`)];
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(all.filter(holds));
  });
}

test('who did it, and what is not known, are filters too; nonsense is refused', async () => {
  const { user } = await shop.administrator.get<Wire['Session']>(200, 'GET', '/api/session');
  expect((await entries(`userId=${user.id}`)).every(({ by }) => by.userId === user.id)).toBe(true);
  expect(await entries('subjectId=nobody')).toEqual([]);
  expect(await entries('until=2020-01-01T00:00:00Z')).toEqual([]);
  for (const query of ['action=won', 'subject=moon', 'from=yesterday', 'limit=0', 'limit=1000', 'cursor=x']) {
    expect((await shop.administrator.ask('GET', `/api/audit-entries?${query}`)).status, query).toBe(400);
  }
});

test('pages go from the newest to the oldest and end, each entry once', async () => {
  const all = await entries('limit=100');
  const paged: Wire['AuditEntry'][] = [];
  let cursor: string | undefined;
  do {
    const more: string = cursor === undefined ? '' : `&cursor=${cursor}`;
    const path = `/api/audit-entries?limit=2${more}`;
    const page = await shop.administrator.get<{ auditEntries: Wire['AuditEntry'][]; nextCursor?: string }>(
      200,
      'GET',
      path,
    );
    paged.push(...page.auditEntries);
    cursor = page.nextCursor;
  } while (cursor !== undefined && paged.length < 100);
  expect(paged).toEqual(all);
  expect(all.map(({ at }) => at)).toEqual(
    all
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
});

test('the database itself refuses to change or remove an entry', () => {
  using db = new DatabaseSync(join(folder, 'shop.sqlite'));
  expect(() => db.exec("update audit_entries set action = 'signed_in'")).toThrow('audit entries do not change');
  expect(() => db.exec('delete from audit_entries')).toThrow('audit entries do not go');
});

test('the page filters by day and action, and shows before and after', async () => {
  const { cookie = '' } = shop.administrator.headers;
  const text = async (query: string) =>
    (await fetch(`${shop.url}/admin/audit?${query}`, { headers: { cookie } })).text();
  expect(await text('action=integration_changed')).toMatch(/label: <del>Card<\/del> → Cards/);
  expect(await text('from=2026-12-01&until=2026-12-01')).toContain('Integration created');
  expect(await text('until=2026-11-30')).toContain('Nothing that fits');
  expect(await text('action=%3Cscript%3E&from=%22')).not.toContain('<script>');
});
