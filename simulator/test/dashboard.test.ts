import { expect, test } from 'vitest';
import { furnished, type Shown, signedIn, stranger, type Visitor, words } from './dashboard-visitor.ts';
import { CARDS, card, journal, type MerchantAccount, merchant } from './merchant-account.ts';
import { receiver, register } from './receiver.ts';
import { CONTROL_TOKEN, DAY, HOUR, START, start, type Wire } from './running-simulator.ts';

const version = ({ text }: Shown) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';

/** Does something with a payment in the console, as the page offers it now. */
async function onConsole(visitor: Visitor, payment: string, form: Readonly<Record<string, string>>): Promise<Shown> {
  const path = `/dashboard/payments/${payment}`;
  return visitor.submit(`${path}/console`, { version: version(await visitor.get(path)), ...form });
}

test('every page is there for whoever has signed in, is escaped, and shows nothing that is secret', async () => {
  await using running = await start();
  const { account, pages } = await furnished(running);
  const visitor = await signedIn(running);
  for (const path of pages) {
    const shown = await visitor.get(path);
    expect(`${shown.status} ${path}`).toBe(`200 ${path}`);
    for (const secret of [account.secret, CONTROL_TOKEN, '4242424242424242', 'order <&>']) {
      expect(shown.text, path).not.toContain(secret);
    }
    expect(shown.text, path).not.toMatch(/whsec_\w{8}/);
    expect(shown.headers.get('cache-control'), path).toBe('no-store');
    const policy = shown.headers.get('content-security-policy');
    expect(policy, path).toContain("default-src 'none'");
    // A script is needed for what is live, and for nothing else.
    const isLive = /^\/dashboard\/journal(\?|$)/.test(path);
    expect([shown.text.includes('<script'), policy?.includes('script-src')], path).toEqual([isLive, isLive]);
  }
  for (const name of ['pico.css', 'dashboard.css', 'sequence.css', 'live-journal.js']) {
    expect((await stranger(running).get(`/dashboard/assets/${name}`)).status).toBe(200);
  }
  expect(running.logged).toEqual([]);
});

test('what is not there is not found, and the page says what it was', async () => {
  await using running = await start();
  const visitor = await signedIn(running);
  const missing: readonly [path: string, what: string][] = [
    ['/dashboard/environments/nowhere', 'environment'],
    ['/dashboard/merchants/mer_x', 'merchant account'],
    ['/dashboard/payments/pay_x', 'payment'],
    ['/dashboard/payments/pay_x/sequence.svg', 'payment'],
    ['/dashboard/payouts/po_x', 'payout'],
    ['/dashboard/deliveries/dlv_x', 'delivery'],
    ['/dashboard/journal/99', 'entry'],
    ['/dashboard/journal/x', 'entry'],
    ['/dashboard/situations/x', 'situation'],
  ];
  for (const [path, what] of missing) {
    const shown = await visitor.get(path);
    expect(`${shown.status} ${words(shown)}`, path).toContain(`404 Not found There is no such ${what}.`);
  }
  expect((await visitor.post('/dashboard/payments/pay_x/console')).status).toBe(404);
});

test('environments stand side by side, and what is live looks like nothing else', async () => {
  await using running = await start();
  const [sandbox, live] = [await merchant(running), await merchant(running, 'production')];
  await live.ask('GET', '/v1/payments', { headers: { authorization: `Bearer ${sandbox.secret}` } });
  const visitor = await signedIn(running);
  const { text } = await visitor.get('/dashboard');
  const cards = [...text.matchAll(/class="card ([^"]+)"/g)].map(([, kind]) => kind);
  expect(cards).toEqual(['test test-0', 'test test-1', 'live']);
  expect(words(await visitor.get('/dashboard'))).toMatch(/Crossings none.*Crossings none.*Crossings 1 in the journal/);
  const crossings = await visitor.get('/dashboard/journal?crossing=true');
  expect(crossings.text.match(/<tr role="row" class="crossing">/g)).toHaveLength(1);
  const entry = await visitor.get(`/dashboard/journal/${/journal\/(\d+)/.exec(crossings.text)?.[1]}`);
  expect(words(entry)).toContain('Crossing: a credential of sandbox was used in production.');
});

test('a payment is captured, refunded and contested in the console, and the shop hears of it', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  const { id } = await account.pay();
  const visitor = await signedIn(running);
  expect(words(await onConsole(visitor, id, { do: 'capture', amount: '60.00', rest: 'release' }))).toContain(
    'Done: capture.',
  );
  expect(words(await onConsole(visitor, id, { do: 'refund', amount: '10.5' }))).toContain('Done: refund.');
  expect(
    words(
      await onConsole(visitor, id, { do: 'open_dispute', amount: '20', reason: 'fraudulent', stage: 'chargeback' }),
    ),
  ).toContain('Done: open dispute.');
  const dispute = /name="dispute" value="(dis_\w+)"/.exec((await visitor.get(`/dashboard/payments/${id}`)).text)?.[1];
  expect(words(await onConsole(visitor, id, { do: 'win', dispute: dispute ?? '' }))).toContain('Done: win.');
  expect(await account.read(id)).toMatchObject({
    balances: { captured: 6_000, released: 4_000, refunded: 1_050, refundable: 4_950 },
  });
  await running.simulator.tick();
  expect(shop.types()).toEqual(
    expect.arrayContaining(['payment.captured', 'refund.succeeded', 'dispute.opened', 'dispute.won']),
  );
  const entries = (await journal(running, `payment=${id}`)).filter(({ origin }) => origin === 'console');
  expect(entries.map(({ operation, response }) => [operation, response.status])).toEqual([
    ['captureOnConsole', 303],
    ['refundOnConsole', 303],
    ['openDispute', 303],
    ['winDispute', 303],
  ]);
  const mermaid = (await visitor.get(`/dashboard/payments/${id}/sequence.mmd`)).text
    .split('\n')
    .map((line) => line.trim());
  expect(mermaid.slice(mermaid.indexOf('console->>provider: capture')).slice(0, 3)).toEqual([
    'console->>provider: capture',
    'provider->>issuer: capture 60.00 EUR',
    'provider-->>console: 303 See Other',
  ]);
});

const refusals: readonly [what: string, form: Readonly<Record<string, string>>, said: string][] = [
  ['more than the hold', { do: 'capture', amount: '100.01' }, 'exceeds capturable; 100.00 EUR can be captured.'],
  ['nothing', { do: 'capture', amount: '0' }, 'amount not positive'],
  ['an amount with a comma', { do: 'capture', amount: '12,50' }, 'The amount has to be as in 12.50, in EUR.'],
  ['too many digits', { do: 'capture', amount: '12.505' }, 'The amount has to be as in 12.50, in EUR.'],
  ['a refund of nothing captured', { do: 'refund', amount: '1' }, 'The rules of the payment do not allow it'],
  ['something nobody knows', { do: 'explode' }, 'Nothing was asked for that a console can do.'],
  ['a dispute nobody knows', { do: 'win', dispute: 'dis_x' }, 'no such dispute'],
  ['a payment that looked otherwise', { do: 'void', version: '0' }, 'The payment has changed since you looked at it.'],
];
test('what the rules forbid is refused on the page itself, in words, and changes nothing', async () => {
  await using running = await start();
  const account = await merchant(running);
  const { id } = await account.pay();
  const visitor = await signedIn(running);
  for (const [what, form, said] of refusals) {
    const shown = await onConsole(visitor, id, form);
    expect(shown.status, what).toBe(409);
    expect(words(shown), what).toContain(said);
    expect(shown.text, what).toMatch(/role="alert"/);
  }
  expect(await account.read(id)).toMatchObject({ status: 'authorized', balances: { capturable: 10_000 } });
});

test('of two clicks on one button the second does nothing', async () => {
  await using running = await start();
  const account = await merchant(running);
  const { id } = await account.pay();
  const visitor = await signedIn(running);
  const path = `/dashboard/payments/${id}`;
  const form = { version: version(await visitor.get(path)), do: 'capture', amount: '30' };
  const answers = await Promise.all([visitor.post(`${path}/console`, form), visitor.post(`${path}/console`, form)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  expect((await account.read(id)).balances.captured).toBe(3_000);
});

const decisions: readonly [
  given: Partial<Wire['PaymentRequest']>,
  form: Readonly<Record<string, string>>,
  status: string,
][] = [
  [{ card: card(CARDS.reviews) }, { do: 'approve' }, 'authorized'],
  [{ card: card(CARDS.reviews) }, { do: 'decline', code: 'insufficient_funds' }, 'declined'],
  [{ card: card(CARDS.reviews) }, { do: 'cancel' }, 'cancelled'],
  [{ returnUrl: 'https://shop.example/' }, { do: 'cancel' }, 'cancelled'],
  [{}, { do: 'void' }, 'voided'],
];
test('whoever a payment waits for decides in the console', async () => {
  await using running = await start();
  const account = await merchant(running);
  const visitor = await signedIn(running);
  for (const [given, form, status] of decisions) {
    const { id } = await account.pay(given);
    expect(words(await onConsole(visitor, id, form)), form.do).toContain('Done:');
    expect((await account.read(id)).status, form.do).toBe(status);
  }
});

test('the clock of an environment is stopped, turned and let go, and one that an account has of its own', async () => {
  await using running = await start();
  const account = await merchant(running);
  const payment = await account.pay();
  const visitor = await signedIn(running);
  const place = '/dashboard/environments/sandbox/clock';
  expect(words(await visitor.submit(place, { do: 'stop' }))).toMatch(/The clock is turned.*2027-01-01 12:00:00 stands/);
  expect(words(await visitor.submit(place, { do: 'later', count: '6', unit: 'day' }))).toContain(
    '2027-01-07 12:00:00 stands',
  );
  expect(words(await visitor.submit(place, { do: 'next_timer' }))).toMatch(/1 thing fell due.*2027-01-08 12:00:00/);
  expect((await account.read(payment)).status).toBe('expired');
  expect(words(await visitor.submit(place, { do: 'stop_at', at: '2027-01-08T12:00' }))).toContain(
    'The clock is turned.',
  );
  const back = await visitor.submit(place, { do: 'stop_at', at: '2027-01-01T12:00:00' });
  expect(`${back.status} ${words(back)}`).toMatch(/^409 Time does not go back/);
  for (const form of [
    { do: 'later', count: '0', unit: 'day' },
    { do: 'later', count: '1', unit: 'year' },
    { do: 'x' },
    { do: 'stop_at', at: 'soon' },
  ]) {
    expect((await visitor.submit(place, form)).status, JSON.stringify(form)).toBe(409);
  }
  const own = `/dashboard/merchants/${account.id}/clock`;
  expect(words(await visitor.submit(own, { do: 'later', count: '1', unit: 'hour' }))).toContain(
    'follows the clock of its environment',
  );
  expect(words(await visitor.submit(own, { do: 'stop' }))).toContain('this account alone');
  await visitor.submit(own, { do: 'later', count: '1', unit: 'hour' });
  const clock = await running.control.ask('GET', `/merchants/${account.id}/clock`);
  expect(clock.body).toMatchObject({ own: true, now: new Date(START + 7 * DAY + HOUR).toISOString() });
  expect(words(await visitor.submit(place, { do: 'run' }))).toContain('runs, 7 days ahead');
});

test('a situation is switched on for one account, counts what it meets, and is switched off again', async () => {
  await using running = await start();
  const [account, other] = [await merchant(running), await merchant(running)];
  const visitor = await signedIn(running);
  const place = `/dashboard/merchants/${account.id}/situation`;
  expect(words(await visitor.submit(place, { do: 'set', name: 'lost-capture-response' }))).toContain(
    'lost-capture-response is switched on.',
  );
  const payment = await account.pay();
  await account.ask('POST', `/v1/payments/${payment.id}/captures`, { body: {} }).catch(() => 'lost');
  expect(words(await visitor.get(`/dashboard/merchants/${account.id}`))).toMatch(
    /1 capture fault: reset after commit 1/,
  );
  expect(words(await visitor.get('/dashboard/situations'))).toContain('lost-capture-response sandbox Shop & Söhne');
  expect((await other.change(await other.pay(), 'captures', {})).status).toBe('captured');
  const refused = await visitor.submit(place, { do: 'set', name: 'provider-unreachable' });
  expect(`${refused.status} ${words(refused)}`).toMatch(/^409 It refuses connections/);
  const unknown = await visitor.submit(place, { do: 'set', name: 'lost-capture-respons' });
  expect(words(unknown)).toContain('Did you mean lost-capture-response?');
  expect(words(await visitor.submit(place, { do: 'unset' }))).toContain('The situation is switched off.');
  const everywhere = '/dashboard/environments/sandbox/situation';
  expect(words(await visitor.submit(everywhere, { do: 'set', name: 'provider-unreachable' }))).toContain(
    'is switched on',
  );
  expect(words(await visitor.submit(everywhere, { do: 'unset' }))).toContain('is switched off');
});

test('a delivery is sent again, captures are settled, an account is suspended and let in', async () => {
  await using running = await start();
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  shop.react(410);
  await account.pay({ captureMode: 'automatic' });
  await running.simulator.tick();
  const visitor = await signedIn(running);
  const list = await visitor.get('/dashboard/deliveries?status=parked');
  const [, id = ''] = [...list.text.matchAll(/deliveries\/(dlv_\w+)/g)].at(-1) ?? [];
  expect(words(await visitor.get(`/dashboard/deliveries/${id}`))).toMatch(/parked.*Attempt 1 410.*webhook-signature/);
  expect(words(await visitor.submit(`/dashboard/deliveries/${id}/redeliver`))).toMatch(/It is sent again.*pending/);
  const path = `/dashboard/merchants/${account.id}`;
  expect(words(await visitor.submit(`${path}/settle`))).toMatch(/is settled: 1 payout\./);
  expect(words(await visitor.submit(`${path}/settle`))).toContain('There was nothing to settle.');
  expect(words(await visitor.submit(`${path}/status`, { do: 'suspend' }))).toContain('The account is suspended.');
  const again = await visitor.submit(`${path}/status`, { do: 'suspend' });
  expect(`${again.status} ${words(again)}`).toMatch(/^409 The account has changed/);
  expect(words(await visitor.submit(`${path}/status`, { do: 'activate' }))).toContain('The account is active.');
});

test('what was done is said once, and not again when the page is loaded again', async () => {
  await using running = await start();
  const visitor = await signedIn(running);
  const place = '/dashboard/environments/sandbox';
  expect(words(await visitor.submit(`${place}/clock`, { do: 'stop' }))).toContain('The clock is turned.');
  expect(words(await visitor.get(place))).not.toContain('The clock is turned.');
});

test('the journal is filtered, says what it did not understand, and goes back page by page', async () => {
  await using running = await start();
  const account: MerchantAccount = await merchant(running);
  for (let count = 0; count < 52; count += 1) await account.ask('GET', '/v1/payments');
  await account.pay({ reference: 'order-1' });
  const visitor = await signedIn(running);
  const rows = ({ text }: Shown) => (text.match(/<tr role="row"/g) ?? []).length - 1;
  const first = await visitor.get('/dashboard/journal');
  expect(rows(first)).toBe(50);
  const older = /href="(\/dashboard\/journal\?before=\d+)"/.exec(first.text)?.[1] ?? '';
  const second = await visitor.get(older);
  expect(rows(second)).toBe(3);
  expect(second.text).not.toContain('data-stream');
  expect(rows(await visitor.get(`/dashboard/journal?merchant=${account.id}&status=201&path=/v1/pay`))).toBe(1);
  expect(words(await visitor.get('/dashboard/journal?status=abc&environment=nowhere'))).toContain(
    'Not understood, and left out: environment, status.',
  );
});

test('whatever has an id, a reference or a number is found, and several of one reference are shown', async () => {
  await using running = await start();
  const { account, payment, delivery } = await furnished(running);
  const elsewhere = await merchant(running, 'testing');
  await elsewhere.pay({ reference: 'order-18' });
  const visitor = await signedIn(running);
  const find = (text: string) => visitor.get(`/dashboard/find?${new URLSearchParams({ text })}`);
  const finds: readonly [text: string, place: string | null][] = [
    [payment.id, `payments/${payment.id}`],
    [` ${account.id} `, `merchants/${account.id}`],
    [delivery, `deliveries/${delivery}`],
    ['1', 'journal/1'],
    ['order <&> 17', `payments/${payment.id}`],
  ];
  for (const [text, place] of finds) expect((await find(text)).location, text).toBe(`/dashboard/${place}`);
  expect(words(await find('order-18'))).toMatch(/order-18 100\.00 EUR .* sandbox .* order-18 100\.00 EUR .* testing/);
  expect(words(await find('order-19'))).toContain('There is nothing by that id or reference.');
});

test('the live journal sends each line as the page has it, where it left off', async () => {
  await using running = await start();
  const account = await merchant(running);
  await account.ask('GET', '/v1/payments');
  const visitor = await signedIn(running);
  const { text } = await visitor.get(`/dashboard/journal?merchant=${account.id}`);
  const address = /data-stream="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  await (await merchant(running)).ask('GET', '/v1/payments');
  await account.pay();
  const stop = new AbortController();
  const stream = await fetch(`${visitor.url}${address}`, { headers: { cookie: visitor.cookie }, signal: stop.signal });
  let heard = '';
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (!heard.includes('event: entry')) heard += (await reader?.read())?.value ?? 'event: entry, which never came';
  stop.abort();
  const row: string = JSON.parse(/data: (.*)/.exec(heard)?.[1] ?? '""');
  expect(row).toMatch(/^<tr role="row"><td role="cell" class="end"><a href="\/dashboard\/journal\/3">3<\/a>/);
  expect(row).toContain('POST /v1/payments');
});
