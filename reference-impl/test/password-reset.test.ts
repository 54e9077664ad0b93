import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RESETS_OF_ACCOUNT, RESETS_OF_ADDRESS, SIGN_INS_OF_ADDRESS } from '../src/access/attempts.ts';
import { RESET_LIFETIME_MS } from '../src/access/password-reset.ts';
import type { components } from '../src/api/wire.d.ts';
import { PASSWORD, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

const ANOTHER = 'a staple for another horse';
const ADA = 'ada@example.com';

let shop: TestShop;

beforeEach(async () => {
  shop = await testShop({ config: { trustedProxies: ['127.0.0.1'] } });
});

afterEach(() => shop.close());

/** As a proxy that is believed says where the browser is. */
const from = (address: string) => ({ 'x-forwarded-for': address });

async function mails(): Promise<readonly Wire['Mail'][]> {
  await shop.app.world.background.settled();
  return (await shop.administrator.get<{ mails: Wire['Mail'][] }>(200, 'GET', '/api/outbox')).mails;
}

/** What is at the end of the address in the newest mail to somebody. */
async function tokenFor(email: string): Promise<string> {
  const [mail] = (await mails()).filter(({ to }) => to === email);
  const [, token] = new RegExp(`^${shop.url}/\\w+/password/(\\w{40})$`, 'm').exec(mail?.text ?? '') ?? [];
  if (token === undefined) throw new Error(`there is no address in ${mail?.text}`);
  return token;
}

type Side = Readonly<{
  who: string;
  /** Somebody of that address who has PASSWORD. */
  made(email: string): Promise<unknown>;
  /** Signs in with PASSWORD, and tells how a request of that session is answered. */
  session: string;
  signedIn(): Promise<() => Promise<number>>;
  reset: string;
  choose: string;
  pages: Readonly<{ forgotten: string; password: string }>;
}>;

const SIDES: readonly Side[] = [
  {
    who: 'a customer',
    made: (email) => shop.guest.get(201, 'POST', '/api/customers', { email, name: 'Ada', password: PASSWORD }),
    reset: '/api/customer-password-reset',
    choose: '/api/customer-password',
    session: '/api/customer-session',
    async signedIn() {
      const body = { email: ADA, password: PASSWORD };
      const { customerToken } = await shop.guest.get<Wire['CustomerSession']>(
        201,
        'POST',
        '/api/customer-session',
        body,
      );
      const headers = { 'customer-token': customerToken };
      return async () => (await shop.guest.ask('GET', '/api/customer/orders', undefined, headers)).status;
    },
    pages: { forgotten: '/account/forgotten', password: '/account/password' },
  },
  {
    who: 'a member of the staff',
    made: (email) =>
      shop.administrator.get(201, 'POST', '/api/users', { email, name: 'Ada', role: 'sales', password: PASSWORD }),
    reset: '/api/password-reset',
    choose: '/api/password',
    session: '/api/session',
    async signedIn() {
      const client = await shop.signIn(ADA, PASSWORD);
      return async () => (await client.ask('GET', '/api/session')).status;
    },
    pages: { forgotten: '/admin/forgotten', password: '/admin/password' },
  },
];

for (const { who, made, signedIn, reset, choose, session, pages } of SIDES) {
  describe(who, () => {
    const signsIn = async (password: string) =>
      (await shop.guest.ask('POST', session, { email: ADA, password })).status;
    const forgets = (email: string, address = '192.0.2.1') => shop.guest.ask('POST', reset, { email }, from(address));
    const chooses = async (token: string, password = ANOTHER) =>
      (await shop.guest.ask('POST', choose, { token, password })).status;

    test('chooses another password once by what is in the mail, and every session ends', async () => {
      await made(ADA);
      const before = await signedIn();
      expect(await before()).toBe(200);
      expect((await forgets('Ada@Example.com ')).status).toBe(202);
      const token = await tokenFor(ADA);
      for (let attempt = 1; attempt <= 5; attempt++) expect(await signsIn('not the password')).toBe(401);
      expect(await signsIn(PASSWORD)).toBe(429);
      const used = await Promise.all([chooses(token), chooses(token), chooses(token)]);
      expect(used.toSorted()).toEqual([204, 410, 410]);
      // The lock from wrong passwords is lifted with it.
      expect([await signsIn(PASSWORD), await signsIn(ANOTHER)]).toEqual([401, 201]);
      expect(await before()).toBe(401);
    });

    test('has one way in at a time, for half an hour, and none after a password was given otherwise', async () => {
      const { clock, guest } = shop;
      await made(ADA);
      await forgets(ADA);
      const first = await tokenFor(ADA);
      await forgets(ADA);
      const second = await tokenFor(ADA);
      expect(await chooses(first)).toBe(410);
      clock.advance(RESET_LIFETIME_MS);
      expect(await chooses(second)).toBe(410);
      await forgets(ADA);
      const third = await tokenFor(ADA);
      for (const other of SIDES.filter((side) => side.who !== who)) {
        expect((await guest.ask('POST', other.choose, { token: third, password: ANOTHER })).status).toBe(410);
      }
      expect((await guest.ask('POST', choose, { token: third, password: 'too short' })).status).toBe(400);
      for (const token of ['x', third.toLowerCase(), `${third}x`]) expect(await chooses(token)).toBe(410);
      expect(await chooses(third)).toBe(204);
    });

    test('is told the same as whoever has no account, and is sent three mails an hour', async () => {
      const { clock } = shop;
      await made(ADA);
      const [known, unknown] = [await forgets(ADA), await forgets('nobody@example.com')];
      expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
      for (let more = 1; more <= RESETS_OF_ACCOUNT.max; more++) expect((await forgets(ADA)).status).toBe(202);
      expect((await mails()).map(({ to }) => to)).toEqual([ADA, ADA, ADA]);
      clock.advance(RESETS_OF_ACCOUNT.windowMs);
      await forgets(ADA);
      expect(await mails()).toHaveLength(4);
    });

    test('of one address forgets so many passwords; of another, more', async () => {
      const answers = await Promise.all(
        Array.from({ length: RESETS_OF_ADDRESS.max + 1 }, (_, index) => forgets(`ada${index}@example.com`)),
      );
      expect(answers.map(({ status }) => status).filter((status) => status !== 202)).toEqual([429]);
      const refused = await forgets(ADA);
      expect(refused.body).toMatchObject({ type: '/problems/too-many-resets' });
      expect(refused.headers.get('retry-after')).toBe('900');
      expect((await forgets(ADA, '192.0.2.2')).status).toBe(202);
    });

    test('does all of it on pages, and looking uses nothing up', async () => {
      await made(ADA);
      const visit = browser();
      const csrf = csrfOn((await visit(pages.forgotten)).text);
      expect((await visit(pages.forgotten, { csrf, email: '' })).status).toBe(422);
      expect((await visit(pages.forgotten, { csrf, email: ADA })).text).toContain('Look into your mail');
      const path = `${pages.password}/${await tokenFor(ADA)}`;
      for (let looks = 1; looks <= 2; looks++) expect((await visit(path)).status).toBe(200);
      expect((await visit(path, { csrf, password: 'too short' })).status).toBe(422);
      expect((await visit(path, { csrf, password: ANOTHER })).text).toContain('You have another password');
      for (const again of [await visit(path), await visit(path, { csrf, password: ANOTHER })]) {
        expect([again.status, again.text.includes('This is no longer good')]).toEqual([410, true]);
      }
      expect(await signsIn(ANOTHER)).toBe(201);
    });
  });
}

function csrfOn(page: string): string {
  return /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
}

/** A browser that keeps its cookies. */
function browser(): (
  path: string,
  form?: Readonly<Record<string, string>>,
) => Promise<{ status: number; text: string }> {
  let cookie = '';
  return async (path, form) => {
    const asked = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const answer = await fetch(shop.url + path, { ...asked, headers: { cookie, ...from('192.0.2.9') } });
    cookie ||= answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    return { status: answer.status, text: await answer.text() };
  };
}

test('somebody who may no longer sign in is sent nothing, and what was sent before is no longer good', async () => {
  const { administrator, guest } = shop;
  const draft = { email: ADA, name: 'Ada', role: 'sales', password: PASSWORD };
  const { id } = await administrator.get<Wire['User']>(201, 'POST', '/api/users', draft);
  await guest.ask('POST', '/api/password-reset', { email: ADA });
  const token = await tokenFor(ADA);
  await administrator.get(200, 'PUT', `/api/users/${id}`, { canSignIn: false });
  expect((await guest.ask('POST', '/api/password', { token, password: ANOTHER })).status).toBe(410);
  await guest.ask('POST', '/api/password-reset', { email: ADA });
  expect(await mails()).toHaveLength(1);
});

test('where money is real nothing is sent, and the outbox is not there', async () => {
  const world = { ...shop.app.world, mailing: { ...shop.app.world.mailing, outbox: undefined } };
  const { requestUserReset } = await import('../src/access/user-reset.ts');
  const forgotten = { email: 'administrator@shop.example', address: '192.0.2.1' };
  expect(await requestUserReset(world, forgotten)).toEqual({ kind: 'no_mail' });
});

test('wrong passwords from one address lock it out, whoever is tried, and no other address', async () => {
  const { guest, clock } = shop;
  const tries = (email: string, password: string, address: string, path = '/api/session') =>
    guest.ask('POST', path, { email, password }, from(address));
  for (let attempt = 0; attempt < SIGN_INS_OF_ADDRESS.max; attempt++) {
    const path = attempt % 2 === 0 ? '/api/session' : '/api/customer-session';
    expect((await tries(`somebody${attempt}@example.com`, 'not the password', '192.0.2.1', path)).status).toBe(401);
  }
  const right = { email: 'administrator@shop.example', password: PASSWORD };
  const refused = await tries(right.email, right.password, '192.0.2.1');
  expect(refused.body).toMatchObject({ type: '/problems/locked-out' });
  // Whoever writes more into the header is still where the proxy has seen them.
  expect((await tries(right.email, right.password, '198.51.100.1, 192.0.2.1')).status).toBe(429);
  for (let good = 0; good <= SIGN_INS_OF_ADDRESS.max; good++) {
    expect((await tries(right.email, right.password, '192.0.2.2')).status).toBe(201);
  }
  clock.advance(SIGN_INS_OF_ADDRESS.windowMs);
  expect((await tries(right.email, right.password, '192.0.2.1')).status).toBe(201);
});

test('without a proxy that is believed nobody says where they are', async () => {
  const other = await testShop({ provider: shop.provider, seed: 'other' });
  const forgets = (address: string) => other.guest.ask('POST', '/api/password-reset', { email: ADA }, from(address));
  const answers = [];
  for (let index = 0; index <= RESETS_OF_ADDRESS.max; index++) answers.push((await forgets(`192.0.2.${index}`)).status);
  expect(answers.at(-1)).toBe(429);
  await other.close();
});
