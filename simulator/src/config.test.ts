import { expect, test } from 'vitest';
import { HELP, readConfig } from './config.ts';

test('without flags and variables everything has its default', () => {
  expect(readConfig([], {})).toEqual({
    kind: 'run',
    config: {
      host: '127.0.0.1',
      controlPort: 4000,
      environments: [
        { name: 'sandbox', mode: 'test', port: 4010, securePort: 4011 },
        { name: 'testing', mode: 'test', port: 4020, securePort: 4021 },
        { name: 'production', mode: 'live', port: 4030, securePort: 4031 },
      ],
      database: '.assay/simulator.sqlite',
      durability: 'normal',
      controlToken: undefined,
      seed: undefined,
      publicUrls: {},
      clocks: {},
      situations: {},
      situationsFolder: undefined,
      names: {},
      proxyPort: undefined,
      proxyCredentials: undefined,
      webhookHosts: { names: [], ranges: expect.anything(), text: [] },
      json: false,
    },
  });
});

const taken: readonly [args: string, variables: Record<string, string>, expected: object][] = [
  // flags                                     variables                                     what comes of it
  ['--control-port 0', {}, { controlPort: 0 }],
  ['', { ASSAY_CONTROL_PORT: '65535' }, { controlPort: 65535 }],
  ['--control-port 1', { ASSAY_CONTROL_PORT: '2' }, { controlPort: 1 }],
  ['', { ASSAY_CONTROL_PORT: '' }, { controlPort: 4000 }],
  [
    '',
    { ASSAY_DATABASE: '', ASSAY_SEED: '', ASSAY_HOST: '' },
    { database: '.assay/simulator.sqlite', seed: undefined },
  ],
  ['--seed 7', {}, { seed: '7' }],
  ['--durability full', {}, { durability: 'full' }],
  ['--json', {}, { json: true }],
  [
    '--environment a:live:tunnel --proxy-port 0',
    {},
    { environments: [{ name: 'a', mode: 'live', port: 'tunnel' }], proxyPort: 0 },
  ],
  ['--environment a:live:0', {}, { environments: [{ name: 'a', mode: 'live', port: 0 }] }],
  [
    '--environment a:live:0 --environment b:test:0',
    {},
    {
      environments: [
        { name: 'a', mode: 'live', port: 0 },
        { name: 'b', mode: 'test', port: 0 },
      ],
    },
  ],
  [
    '',
    { ASSAY_ENVIRONMENT: 'a:live:0, b-2:test:1' },
    {
      environments: [
        { name: 'a', mode: 'live', port: 0 },
        { name: 'b-2', mode: 'test', port: 1 },
      ],
    },
  ],
  ['--public-url sandbox=https://pay.example/', {}, { publicUrls: { sandbox: 'https://pay.example' } }],
  [
    '',
    { ASSAY_PUBLIC_URL: 'sandbox=http://a:1,testing=http://b:2' },
    { publicUrls: { sandbox: 'http://a:1', testing: 'http://b:2' } },
  ],
  ['--clock sandbox=frozen@2026-01-01T00:00:00Z', {}, { clocks: { sandbox: { at: Date.UTC(2026, 0, 1) } } }],
  [
    '',
    { ASSAY_CLOCK: 'sandbox=frozen,testing=frozen@2026-06-01T02:00+02:00' },
    { clocks: { sandbox: {}, testing: { at: Date.UTC(2026, 5, 1) } } },
  ],
  ['--situation sandbox=issuer-outage', {}, { situations: { sandbox: 'issuer-outage' } }],
  ['', { ASSAY_SITUATION: 'sandbox=a, testing=b' }, { situations: { sandbox: 'a', testing: 'b' } }],
  ['--situations ours', {}, { situationsFolder: 'ours' }],
  ['--control-token sixteen-visible!', {}, { controlToken: 'sixteen-visible!' }],
  [
    '--webhook-hosts shop.example,*.shop.example:8443 --webhook-hosts 10.0.0.0/8',
    {},
    { webhookHosts: { text: ['shop.example', '*.shop.example:8443', '10.0.0.0/8'] } },
  ],
  ['--proxy-port 4040', {}, { proxyPort: 4040, proxyCredentials: undefined }],
  [
    '--proxy-port 0 --proxy-credentials shop:pa:ss',
    {},
    { proxyPort: 0, proxyCredentials: { name: 'shop', password: 'pa:ss' } },
  ],
  [
    '',
    { ASSAY_PROXY_PORT: '4040', ASSAY_PROXY_CREDENTIALS: 'a:b' },
    { proxyPort: 4040, proxyCredentials: { name: 'a', password: 'b' } },
  ],
  ['--name Pay.Shop.Example=sandbox', {}, { names: { 'pay.shop.example': 'sandbox' } }],
  ['', { ASSAY_NAME: 'a=sandbox, b.example=testing' }, { names: { a: 'sandbox', 'b.example': 'testing' } }],
  ['', { ASSAY_WEBHOOK_HOSTS: 'shop, fd00::/8' }, { webhookHosts: { text: ['shop', 'fd00::/8'] } }],
];
for (const [args, variables, expected] of taken) {
  test(`${args} ${JSON.stringify(variables)} is taken`, () => {
    expect(readConfig(words(args), variables)).toMatchObject({ kind: 'run', config: expected });
  });
}

const wrong: readonly [args: string, why: string][] = [
  [
    '--environment sandbox',
    'environment "sandbox": expected name:mode:port, such as sandbox:test:4010; the mode is test or live',
  ],
  [
    '--environment Sandbox:test:1',
    'environment "Sandbox:test:1": expected name:mode:port, such as sandbox:test:4010; the name is 1 to 32 lower-case letters, digits and hyphens and starts with a letter',
  ],
  [
    '--environment a:test:65536',
    'environment "a:test:65536": expected name:mode:port, such as sandbox:test:4010; the port is a number from 0 to 65535',
  ],
  ['--environment a:live:tunnel', 'environment "a": a tunnel is reached by the proxy alone; give --proxy-port'],
  ['--environment a:test:1 --environment a:live:2', 'environment "a" is given twice'],
  ['--environment a:test:5 --environment b:test:5', 'port 5 is given twice'],
  ['--control-port 4011', 'port 4011 is given twice'],
  ['--proxy-port 4030', 'port 4030 is given twice'],
  ['--proxy-port many', 'proxy port "many": expected a number from 0 to 65535'],
  [
    '--proxy-port 1 --proxy-credentials secret',
    'proxy credentials: expected name:password in visible ASCII characters',
  ],
  ['--proxy-credentials a:b', 'proxy credentials: there is no proxy without --proxy-port'],
  [
    '--name nowhere.example=nowhere',
    'name "nowhere.example=nowhere": expected a host name and the name of an environment, such as pay.example=sandbox',
  ],
  [
    '--name a_b=sandbox',
    'name "a_b=sandbox": expected a host name and the name of an environment, such as pay.example=sandbox',
  ],
  ['--control-port 4010', 'port 4010 is given twice'],
  ['--control-port http', 'control port "http": expected a number from 0 to 65535'],
  ['--control-port 65536', 'control port "65536": expected a number from 0 to 65535'],
  ['--control-port=-1', 'control port "-1": expected a number from 0 to 65535'],
  ['--durability maybe', 'durability "maybe": expected normal or full'],
  ['--control-token short', 'control token: expected 16 to 200 visible ASCII characters'],
  ['--database=', 'database: expected the name of a file, or :memory:'],
  ['--host=', 'host: expected an address to bind, such as 127.0.0.1'],
  [
    '--public-url nowhere=http://a',
    'public URL "nowhere=http://a": expected the name of an environment and an address without a path, such as sandbox=http://localhost:4010',
  ],
  [
    '--public-url sandbox=ftp://a',
    'public URL "sandbox=ftp://a": expected the name of an environment and an address without a path, such as sandbox=http://localhost:4010',
  ],
  [
    '--public-url sandbox=http://a/pay',
    'public URL "sandbox=http://a/pay": expected the name of an environment and an address without a path, such as sandbox=http://localhost:4010',
  ],
  [
    '--public-url sandbox',
    'public URL "sandbox": expected the name of an environment and an address without a path, such as sandbox=http://localhost:4010',
  ],
  [
    '--situation issuer-outage',
    'situation "issuer-outage": expected the names of an environment and of a situation, such as sandbox=lost-capture-response',
  ],
  [
    '--situation nowhere=issuer-outage',
    'situation "nowhere=issuer-outage": expected the names of an environment and of a situation, such as sandbox=lost-capture-response',
  ],
  [
    '--clock sandbox',
    'clock "sandbox": expected the name of an environment and where its clock stands from 2000 to 3000, such as sandbox=frozen@2027-01-01T00:00:00Z',
  ],
  [
    '--clock nowhere=frozen',
    'clock "nowhere=frozen": expected the name of an environment and where its clock stands from 2000 to 3000, such as sandbox=frozen@2027-01-01T00:00:00Z',
  ],
  [
    '--clock sandbox=system',
    'clock "sandbox=system": expected the name of an environment and where its clock stands from 2000 to 3000, such as sandbox=frozen@2027-01-01T00:00:00Z',
  ],
  [
    '--clock sandbox=frozen@tomorrow',
    'clock "sandbox=frozen@tomorrow": expected the name of an environment and where its clock stands from 2000 to 3000, such as sandbox=frozen@2027-01-01T00:00:00Z',
  ],
  [
    '--clock sandbox=frozen@2026-13-01T00:00:00Z',
    'clock "sandbox=frozen@2026-13-01T00:00:00Z": expected the name of an environment and where its clock stands from 2000 to 3000, such as sandbox=frozen@2027-01-01T00:00:00Z',
  ],
  [
    '--clock sandbox=frozen@1999-12-31T23:59:59Z',
    'clock "sandbox=frozen@1999-12-31T23:59:59Z": expected the name of an environment and where its clock stands from 2000 to 3000, such as sandbox=frozen@2027-01-01T00:00:00Z',
  ],
  [
    '--clock sandbox=frozen@2026-01-01',
    'clock "sandbox=frozen@2026-01-01": expected the name of an environment and where its clock stands from 2000 to 3000, such as sandbox=frozen@2027-01-01T00:00:00Z',
  ],
  [
    '--webhook-hosts https://shop.example',
    'webhook host "https://shop.example": expected a name, an address or a range, such as shop.example or 10.0.0.0/8',
  ],
  ['--frobnicate', "Unknown option '--frobnicate'"],
  ['--seed', "Option '--seed <value>' argument missing"],
  ['word', "Unexpected argument 'word'. This command does not take positional arguments"],
];
for (const [args, why] of wrong) {
  test(`${args}: ${why}`, () => expect(readConfig(words(args), {})).toEqual({ kind: 'wrong', why }));
}

test('the certificate of the authority is asked for with ca, and kept by a database in a file alone', () => {
  expect(readConfig(['ca', '--database', 'a.sqlite'], {})).toMatchObject({
    kind: 'ca',
    config: { database: 'a.sqlite' },
  });
  expect(readConfig(['ca', '--database', ':memory:'], {})).toMatchObject({ kind: 'wrong' });
});

test('help is asked for with --help and -h, and names every option', () => {
  expect([readConfig(['--help'], {}), readConfig(['-h'], {})]).toEqual([{ kind: 'help' }, { kind: 'help' }]);
  const options = [
    'environment',
    'control-port',
    'control-token',
    'host',
    'database',
    'durability',
    'public-url',
    'clock',
    'situation',
    'situations',
    'name',
    'proxy-port',
    'proxy-credentials',
    'seed',
    'json',
  ];
  for (const option of options) expect(HELP).toContain(`--${option}`);
});

function words(args: string): readonly string[] {
  return args.split(' ').filter((word) => word !== '');
}
