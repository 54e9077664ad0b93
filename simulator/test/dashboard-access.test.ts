import { afterAll, beforeAll, expect, test } from 'vitest';
import { furnished, signedIn, stranger, words } from './dashboard-visitor.ts';
import { expectStatus, merchant } from './merchant-account.ts';
import { rawExchange } from './raw-exchange.ts';
import { CONTROL_TOKEN, type ControlWire, HOUR, type Running, start } from './running-simulator.ts';

let running: Running;
beforeAll(async () => {
  running = await start();
});
afterAll(() => running[Symbol.asyncDispose]());

test('a stranger is led to the sign-in and from there to where he wanted to go', async () => {
  const { pages } = await furnished(running);
  const nobody = stranger(running);
  expect((await nobody.get('/')).location).toBe('/dashboard');
  for (const path of pages) {
    const { status, location } = await nobody.get(path);
    expect(`${status} ${location}`).toBe(`303 /dashboard/sign-in?${new URLSearchParams({ next: path })}`);
  }
  const streamed = await nobody.get('/dashboard/journal/stream', { accept: 'text/event-stream' });
  expect(streamed.status).toBe(401);
  const [, , wanted = ''] = pages;
  const form = await nobody.get(`/dashboard/sign-in?next=${encodeURIComponent(wanted)}`);
  expect(form.text).toContain(`name="next" value="${wanted}"`);
  const wrong = await nobody.post('/dashboard/sign-in', { token: `${CONTROL_TOKEN}x`, next: wanted });
  expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([422, null]);
  expect(words(wrong)).toContain('That is not the control token.');
  const right = await nobody.post('/dashboard/sign-in', { token: CONTROL_TOKEN, next: wanted });
  expect(right.location).toBe(wanted);
  const port = new URL(running.control.url).port;
  expect(right.headers.get('set-cookie')).toMatch(
    new RegExp(`^assay-dashboard-${port}=\\w{40}; Path=/dashboard; Max-Age=43200; HttpOnly; SameSite=Strict$`),
  );
});

test('a sign-in leads nowhere but into the dashboard', async () => {
  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/dashboard/../evil',
    '/dashboardevil',
    '/dashboard\\@evil',
    '/\\evil',
    '',
  ];
  for (const next of elsewhere) {
    const { location } = await stranger(running).post('/dashboard/sign-in', { token: CONTROL_TOKEN, next });
    expect(location, next).toMatch(/^\/dashboard(\/|$)/);
  }
});

const origins: readonly [from: string, headers: (url: string) => Readonly<Record<string, string>>, status: number][] = [
  ['a page of this server', (url) => ({ origin: url }), 303],
  ['a page of this server that says so otherwise', () => ({ 'sec-fetch-site': 'same-origin' }), 303],
  ['another site', () => ({ origin: 'https://evil.example' }), 403],
  ['another program on this machine', () => ({ origin: 'http://127.0.0.1:4110', 'sec-fetch-site': 'same-site' }), 403],
  ['a page that hides where it is', () => ({ origin: 'null' }), 403],
  ['nobody in particular', () => ({}), 403],
];
for (const [from, headers, status] of origins) {
  test(`a form that comes from ${from}, cookie and all: ${status}`, async () => {
    const { id } = await merchant(running);
    const visitor = await signedIn(running);
    const answer = await visitor.post(`/dashboard/merchants/${id}/status`, { do: 'suspend' }, headers(visitor.url));
    expect(answer.status).toBe(status);
    const now = await running.control.ask('GET', `/merchants/${id}`);
    expect(expectStatus<ControlWire['Merchant']>(now, 200).status).toBe(status === 303 ? 'suspended' : 'active');
  });
}

test('whoever was led here by a foreign name sees nothing, cookie or not', async () => {
  const { cookie } = await signedIn(running);
  for (const target of ['/dashboard', '/dashboard/sign-in', '/dashboard/assets/dashboard.css']) {
    const heard = await rawExchange(running.control.url, 'GET', target, { headers: { host: 'evil.example', cookie } });
    expect(heard.status, target).toBe(403);
  }
});

test('nobody who is not signed in does anything', async () => {
  const { account, payment, delivery } = await furnished(running);
  const paths = [
    '/dashboard/environments/sandbox/clock',
    '/dashboard/environments/sandbox/situation',
    ...['clock', 'situation', 'status', 'settle'].map((what) => `/dashboard/merchants/${account.id}/${what}`),
    `/dashboard/payments/${payment.id}/console`,
    `/dashboard/deliveries/${delivery}/redeliver`,
  ];
  for (const path of paths) {
    const { status, location } = await stranger(running).post(path, { do: 'suspend' });
    expect(`${status} ${location}`).toBe('303 /dashboard/sign-in');
  }
});

test('a session ends when it is signed out of, and after half a day, and is worth nothing to the control API', async () => {
  const [first, second] = [await signedIn(running), await signedIn(running)];
  const control = await fetch(`${running.control.url}/environments`, { headers: { cookie: first.cookie } });
  expect(control.status).toBe(401);
  expect((await first.post('/dashboard/sign-out')).headers.get('set-cookie')).toContain('Max-Age=0');
  expect((await first.get('/dashboard')).status).toBe(303);
  expect((await second.get('/dashboard')).status).toBe(200);
  running.clock.advance(12 * HOUR);
  expect((await second.get('/dashboard')).status).toBe(303);
});
