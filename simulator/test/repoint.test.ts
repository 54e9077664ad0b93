import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issue, merchant, signUp } from './merchant-account.ts';
import { type ControlWire, type Running, start } from './running-simulator.ts';

const PRELOAD = fileURLToPath(new URL('../src/repoint/preload.ts', import.meta.url));
const SDKS = fileURLToPath(new URL('./programs/official-sdks.ts', import.meta.url));

let running: Running;
beforeAll(async () => {
  running = await start({ proxyPort: 0, proxyCredentials: { name: 'shop', password: 'p@ss' } });
});
afterAll(async () => running[Symbol.asyncDispose]());

/** Runs Node with the preload and nothing else in its surroundings; what it has said, and how it ended. */
function run(args: readonly string[], variables: Readonly<Record<string, string>>) {
  return new Promise<Readonly<{ code: number | null; out: string; err: string }>>((resolve) => {
    const child = spawn(process.execPath, ['--import', PRELOAD, ...args], { env: variables });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
    });
    child.once('close', (code) => resolve({ code, ...said }));
  });
}

/** A seller with client id and secret, as one text. */
async function paypalClient(environment: string): Promise<Readonly<{ id: string; text: string }>> {
  const { id } = await signUp(running, environment);
  await running.control.ask('POST', `/merchants/${id}/activate`);
  const { credential, secret } = await issue(running, id, { dialect: 'paypal', kind: 'oauth_client' });
  return { id, text: `${credential.publicId}:${secret}` };
}

function proxyAs(credentials: string): string {
  return (running.simulator.proxyUrl ?? '').replace('http://', `http://${credentials}@`);
}

test('official SDKs at the hosts that are written in them reach the simulator, each the environment of its key', async () => {
  const [sandbox, production] = [
    await merchant(running, 'sandbox', { dialect: 'stripe' }),
    await merchant(running, 'production', { dialect: 'stripe' }),
  ];
  const [client, liveClient] = [await paypalClient('sandbox'), await paypalClient('production')];
  const { code, out, err } = await run([SDKS, sandbox.secret, production.secret, client.text, liveClient.text], {
    ASSAY_PROXY: proxyAs('shop:p%40ss'),
  });
  const lines: unknown[] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect({ code, err, lines }).toEqual({
    code: 0,
    err: '',
    lines: [
      { who: 'stripe, sandbox', answer: 'someone@shop.example' },
      { who: 'stripe, production', answer: 'someone@shop.example' },
      ...['first', 'second'].flatMap((round) => [
        { who: `paypal, sandbox, ${round}`, answer: 'CREATED' },
        { who: `paypal, production, ${round}`, answer: 'CREATED' },
      ]),
      { who: 'paypal, sandbox in production', error: expect.anything() },
      { who: 'mollie', error: expect.stringContaining('No dialect for this host yet') },
      { who: 'braintree', error: expect.stringContaining('501') },
      ...['adyen, TEST', 'adyen, LIVE', 'square, connect.squareupsandbox.com', 'square, connect.squareup.com'].map(
        (who) => ({ who, error: expect.stringMatching(/501[\s\S]*No dialect for this host yet/) }),
      ),
      { who: 'authorizenet', answer: expect.stringContaining('No dialect for this host yet') },
      { who: 'fetch', answer: '501' },
      { who: 'elsewhere', error: expect.stringMatching(/no way to collector\.example:443: .*nothing gets out/) },
    ],
  });

  const { body } = await running.control.ask('GET', '/journal?limit=500');
  const { entries } = body as { entries: ControlWire['JournalEntry'][] };
  const of = (id: string) => entries.filter(({ merchantId }) => merchantId === id);
  for (const { id, environment } of [sandbox, production]) {
    expect(of(id)).toMatchObject([
      { environment, dialect: 'stripe', arrival: { through: 'proxy', tls: { serverName: 'api.stripe.com' } } },
    ]);
  }
  // ENV-05, ENV-11, ENV-14: each client by the name of its own environment alone, and by a certificate that it trusts.
  for (const [{ id }, environment, serverName] of [
    [client, 'sandbox', 'api-m.sandbox.paypal.com'],
    [liveClient, 'production', 'api-m.paypal.com'],
  ] as const) {
    const own = of(id).filter((entry) => entry.environment === environment);
    expect(own.map(({ operation, arrival }) => [operation, arrival?.tls?.serverName])).toEqual(
      [1, 2].flatMap(() => [
        ['createToken', serverName],
        ['createOrder', serverName],
      ]),
    );
  }
  expect(of(client.id).filter(({ crossing }) => crossing)).toMatchObject([
    { environment: 'production', operation: 'createToken', refusal: 'other_environment', response: { status: 401 } },
  ]);
  const events = entries.flatMap(({ connection }) => (connection === undefined ? [] : [connection]));
  expect(new Set(events.map(({ event, host }) => `${event} ${host}`))).toEqual(
    new Set([
      'no_dialect api.mollie.com',
      'no_dialect api.sandbox.braintreegateway.com',
      'no_dialect checkout-test.adyen.com',
      'no_dialect acme-checkout-live.adyenpayments.com',
      'no_dialect connect.squareupsandbox.com',
      'no_dialect connect.squareup.com',
      'no_dialect apitest.authorize.net',
      'egress_refused collector.example',
    ]),
  );
  expect(JSON.stringify(entries)).not.toContain('what nobody may know');
});

const wrong: readonly [what: string, proxy: string | undefined, why: RegExp][] = [
  ['no proxy', undefined, /the preload needs the address of Assay's proxy/],
  ['an address that is none', 'socks5://127.0.0.1:1', /is no http URL/],
];
for (const [what, proxy, why] of wrong) {
  test(`with ${what} the program does not begin, and nothing goes out past the proxy`, async () => {
    const variables: Record<string, string> = proxy === undefined ? {} : { ASSAY_PROXY: proxy };
    const { code, out, err } = await run(['-e', 'console.log("begun")'], variables);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(why);
  });
}
