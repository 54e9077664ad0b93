import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf } from '../src/access/user.ts';
import { changeUser } from '../src/access/users.ts';
import type { components } from '../src/api/wire.d.ts';
import { userId } from '../src/shop/ids.ts';
import { type Client, PASSWORD, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop.close());

/** Somebody new, signed in. */
async function member(
  name: string,
  role: Wire['Role'],
): Promise<Readonly<{ id: string; email: string; client: Client }>> {
  const email = `${name}@shop.example`;
  const { id } = await shop.administrator.get<Wire['User']>(201, 'POST', '/api/users', {
    ...{ email, name, role, password: PASSWORD },
  });
  return { id, email, client: await shop.signIn(email, PASSWORD) };
}

const attempt = (email: string, password: string) => shop.guest.ask('POST', '/api/session', { email, password });
const isSignedIn = async (client: Client) => (await client.ask('GET', '/api/session')).status === 200;

test('whoever can no longer sign in is out at once, everywhere, and back when let in again', async () => {
  const { id, email, client } = await member('sally', 'sales');
  const elsewhere = await shop.signIn(email, PASSWORD);
  const change = { canSignIn: false };
  expect(await shop.administrator.get(200, 'PUT', `/api/users/${id}`, change)).toMatchObject({ canSignIn: false });
  expect([await isSignedIn(client), await isSignedIn(elsewhere)]).toEqual([false, false]);
  expect((await attempt(email, PASSWORD)).body).toMatchObject({ type: '/problems/sign-in-refused' });
  await shop.administrator.get(200, 'PUT', `/api/users/${id}`, { canSignIn: true });
  expect((await attempt(email, PASSWORD)).status).toBe(201);
  expect(await isSignedIn(client)).toBe(false);
});

test('another role counts from the next request on, without signing in again', async () => {
  const { id, client } = await member('sam', 'support');
  expect((await client.ask('GET', '/api/integrations')).status).toBe(403);
  await shop.administrator.get(200, 'PUT', `/api/users/${id}`, { role: 'integrator', name: 'Sam I.' });
  expect((await client.ask('GET', '/api/integrations')).status).toBe(200);
  expect((await client.ask('GET', '/api/orders')).status).toBe(403);
});

test('a reset password ends sessions and a lock, and only the new one is good', async () => {
  const { id, email, client } = await member('rob', 'sales');
  for (let time = 0; time < 5; time += 1) await attempt(email, 'wrong wrong wrong');
  expect((await attempt(email, PASSWORD)).status).toBe(429);
  const password = 'another horse battery staple';
  expect((await shop.administrator.ask('PUT', `/api/users/${id}/password`, { password: 'short' })).status).toBe(400);
  expect((await shop.administrator.ask('PUT', `/api/users/${id}/password`, { password })).status).toBe(204);
  expect(await isSignedIn(client)).toBe(false);
  expect((await attempt(email, PASSWORD)).status).toBe(401);
  expect((await attempt(email, password)).status).toBe(201);
});

test('signing somebody out everywhere leaves the password as it was', async () => {
  const { id, email, client } = await member('eve', 'support');
  expect((await shop.administrator.ask('DELETE', `/api/users/${id}/sessions`)).status).toBe(204);
  expect(await isSignedIn(client)).toBe(false);
  expect((await attempt(email, PASSWORD)).status).toBe(201);
});

test('nobody takes away their own access', async () => {
  const { user } = await shop.administrator.get<Wire['Session']>(200, 'GET', '/api/session');
  for (const change of [{ role: 'support' }, { canSignIn: false }]) {
    const own = await shop.administrator.ask('PUT', `/api/users/${user.id}`, change);
    expect(own.body).toMatchObject({ status: 409, type: '/problems/own-access' });
  }
});

test('of two administrators who shut each other out at once, one stays', async () => {
  const { world } = shop.app;
  const { user } = await shop.administrator.get<Wire['Session']>(200, 'GET', '/api/session');
  const [one, two] = [await world.access.userById(userId(user.id)), await otherAdministrator()];
  if (!one || !two) throw new Error('two administrators are needed');
  const out = { canSignIn: false };
  const results = await Promise.all([
    changeUser(world, two.id, out, actorOf(one)),
    changeUser(world, one.id, out, actorOf(two)),
  ]);
  expect(results.map(({ kind }) => kind)).toEqual(['changed', 'last_administrator']);
});

async function otherAdministrator() {
  const { id } = await member('ada', 'administrator');
  return shop.app.world.access.userById(userId(id));
}

test('what was done is written down: who, to whom, before and after, and no password', async () => {
  const { id, email } = await member('tess', 'sales');
  await shop.administrator.get(200, 'PUT', `/api/users/${id}`, { role: 'support' });
  await shop.administrator.ask('PUT', `/api/users/${id}/password`, { password: 'quite another password' });
  const path = `/api/audit-entries?subject=user&subjectId=${id}`;
  const { auditEntries } = await shop.administrator.get<{ auditEntries: Wire['AuditEntry'][] }>(200, 'GET', path);
  expect(auditEntries.map(({ action }) => action)).toEqual([
    'password_reset',
    'user_changed',
    'signed_in',
    'user_created',
  ]);
  expect(auditEntries[1]).toMatchObject({
    by: { kind: 'staff', name: 'Administrator', role: 'administrator' },
    about: { kind: 'user', id, label: email },
    changes: [{ field: 'role', before: 'sales', after: 'support' }],
  });
  expect(JSON.stringify(auditEntries)).not.toMatch(/scrypt|quite another/);
});

test('the forms do the same, and say why not', async () => {
  const { id, email, client } = await member('fay', 'support');
  const { cookie = '', 'csrf-token': csrf = '' } = shop.administrator.headers;
  const send = (path: string, fields: Record<string, string>) =>
    fetch(shop.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie },
      body: new URLSearchParams({ csrf, ...fields }),
    });
  const saved = await send(`/admin/users/${id}`, { name: 'Fay', role: 'sales' });
  expect(saved.headers.get('location')).toBe(`/admin/users/${id}?notice=saved`);
  expect(await isSignedIn(client)).toBe(false);
  expect((await attempt(email, PASSWORD)).status).toBe(401);
  const short = await send(`/admin/users/${id}/password`, { password: 'short' });
  expect([short.status, await short.text()]).toEqual([422, expect.stringContaining('Please use 12 to 200 characters')]);
  const { user } = await shop.administrator.get<Wire['Session']>(200, 'GET', '/api/session');
  const own = await send(`/admin/users/${user.id}`, { name: 'Me', role: 'support', canSignIn: 'yes' });
  expect([own.status, await own.text()]).toEqual([
    422,
    expect.stringContaining('You cannot take away your own access'),
  ]);
});
