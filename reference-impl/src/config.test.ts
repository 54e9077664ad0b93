import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const SANDBOX = ['--environment', 'sandbox', '--mode', 'test'];

test('a sandbox shop needs its environment, its mode and nothing else', () => {
  const read = readConfig(SANDBOX, {});
  expect(read).toMatchObject({
    kind: 'run',
    config: { environment: 'sandbox', mode: 'test', host: '127.0.0.1', port: 4110 },
  });
});

test('what the command line does not say comes from the environment variables', () => {
  const variables = {
    SHOP_ENVIRONMENT: 'production',
    SHOP_MODE: 'live',
    SHOP_PROVIDER: 'generic=https://pay.example/',
  };
  const read = readConfig(['--port', '0'], variables);
  expect(read).toMatchObject({ kind: 'run', config: { environment: 'production', mode: 'live', port: 0 } });
  expect(read.kind === 'run' && [...read.config.providers]).toEqual([['generic', 'https://pay.example']]);
});

const WRONG: readonly (readonly [args: readonly string[], variables: Record<string, string>, why: RegExp])[] = [
  [[], {}, /--environment is missing/],
  [['--mode', 'live'], {}, /--environment is missing/],
  [['--environment', ''], {}, /no environment ""/],
  [['--environment', 'Production', '--mode', 'live'], {}, /no environment "Production"/],
  [['--environment', 'prod', '--mode', 'live'], {}, /no environment "prod"/],
  [['--environment', 'live ', '--mode', 'live'], {}, /no environment "live "/],
  [['--environment', 'null', '--mode', 'live'], {}, /no environment "null"/],
  [['--environment', '__proto__', '--mode', 'live'], {}, /no environment "__proto__"/],
  [['--environment', 'production'], {}, /--mode is missing/],
  [['--environment', 'production', '--mode', 'test'], {}, /of mode live, not "test"/],
  [['--environment', 'sandbox', '--mode', 'live'], {}, /of mode test, not "live"/],
  [['--environment', 'sandbox', '--mode', 'Test'], {}, /of mode test, not "Test"/],
  [[...SANDBOX, '--reconcile-every', '86401'], {}, /--reconcile-every has to be seconds from 0 to 86400/],
  [[...SANDBOX, '--environments', 'sandbox'], {}, /is not an environment/],
  [[...SANDBOX, '--environments', 'sandbox:fake'], {}, /is not an environment/],
  [[...SANDBOX, '--environments', 'sandbox:test,sandbox:live'], {}, /given twice/],
  [[...SANDBOX, '--provider', 'http://127.0.0.1:4010'], {}, /write type=url/],
  [[...SANDBOX, '--provider', 'other=http://127.0.0.1:4010'], {}, /write type=url/],
  [[...SANDBOX, '--provider', 'generic=ftp://pay.example'], {}, /expected an https address/],
  [[...SANDBOX, '--provider', 'generic=http://pay.example'], {}, /expected an https address/],
  [[...SANDBOX, '--provider', 'generic=http://198.51.100.7:4010'], {}, /expected an https address/],
  [[...SANDBOX, '--provider', 'generic=https://user:word@pay.example'], {}, /expected an https address/],
  [
    [...SANDBOX, '--provider', 'generic=https://a.example', '--provider', 'generic=https://b.example'],
    {},
    /given twice/,
  ],
  [[...SANDBOX, '--public-url', 'shop.example'], {}, /--public-url/],
  [[...SANDBOX, '--trusted-proxy', '10.0.0.0/33'], {}, /--trusted-proxy/],
  [[...SANDBOX, '--trusted-proxy', '0.0.0.0/0'], {}, /--trusted-proxy/],
  [[...SANDBOX, '--trusted-proxy', '127.0.0.1, proxy'], {}, /--trusted-proxy "proxy"/],
  [[...SANDBOX, '--durability', 'some'], {}, /--durability "some": it is full or normal/],
  [[...SANDBOX, '--password-cost', 'some'], {}, /--password-cost "some": it is full or low/],
  [
    ['--environment', 'production', '--mode', 'live', '--password-cost', 'low'],
    {},
    /cheap to guess at: real money moves here/,
  ],
  [[...SANDBOX, '--port', '65536'], {}, /--port/],
  [[...SANDBOX, '--port', '80x'], {}, /--port/],
  [[...SANDBOX, '--provider-timeout', '0'], {}, /--provider-timeout/],
  [[...SANDBOX, '--colour'], {}, /--colour/],
  [SANDBOX, { SHOP_SETTINGS_KEY: 'abc' }, /64 hexadecimal digits/],
  [SANDBOX, { SHOP_ADMINISTRATOR_PASSWORD: 'short' }, /at least 12/],
];

for (const [args, variables, why] of WRONG) {
  test(`${[...args, ...Object.keys(variables)].join(' ') || '(nothing)'} is wrong: ${why.source}`, () => {
    const read = readConfig(args, variables);
    expect(read.kind === 'wrong' ? read.why : read.kind).toMatch(why);
  });
}

const NEAR = [
  'http://127.0.0.1:4010',
  'http://[::1]:4010',
  'http://localhost:4010',
  'http://simulator:4010',
  'https://pay.example',
];
for (const address of NEAR) {
  test(`a provider may be at ${address}`, () => {
    expect(readConfig([...SANDBOX, '--provider', `generic=${address}`], {}).kind).toBe('run');
  });
}

// where everything is kept                                       what is said about it
const DATABASES: readonly (readonly [args: readonly string[], variables: Record<string, string>, said: string])[] = [
  [['--database', 'postgres://shop@127.0.0.1/shop'], {}, ''],
  [['--database', 'postgres://shop@database/shop'], {}, ''],
  [['--database', 'postgresql://shop@db.example.com/shop?sslmode=verify-full'], {}, ''],
  [[], { SHOP_DATABASE: 'postgres://shop:secret@127.0.0.1/shop' }, ''],
  [['--database', 'postgres://shop:secret@127.0.0.1/shop'], {}, 'has a password in it'],
  [['--database', 'postgres://shop@db.example.com/shop'], {}, 'needs ?sslmode=verify-full'],
  [['--database', 'postgres://shop@db.example.com/shop?sslmode=require'], {}, 'needs ?sslmode=verify-full'],
  [[], { SHOP_DATABASE: 'postgres://shop:secret@db.example.com/shop' }, 'needs ?sslmode=verify-full'],
  [['--database', 'postgres://[shop'], {}, 'is not one'],
];
for (const [args, variables, said] of DATABASES) {
  test(`${args.join(' ')} ${Object.values(variables).join(' ')}: ${said || 'taken'}`, () => {
    const read = readConfig(['--environment', 'sandbox', '--mode', 'test', ...args], variables);
    const why = read.kind === 'wrong' ? read.why : '';
    expect(why).toContain(said);
    expect(why === '').toBe(said === '');
    expect(why).not.toContain('secret');
  });
}

// what is to be copied where                                      what is said about it
const COPIES: readonly (readonly [args: readonly string[], to: string | undefined, said: string])[] = [
  [[], 'postgres://shop:secret@127.0.0.1/shop', ''],
  [[], undefined, 'SHOP_NEW_DATABASE has to be'],
  [[], 'another.sqlite', 'SHOP_NEW_DATABASE has to be'],
  [[], 'postgres://shop:secret@db.example.com/shop', 'needs ?sslmode=verify-full'],
  [['--database', ':memory:'], 'postgres://shop:secret@127.0.0.1/shop', 'what is copied is a file'],
  [['--database', 'postgres://shop@127.0.0.1/a'], 'postgres://shop:secret@127.0.0.1/b', 'what is copied is a file'],
];
for (const [args, to, said] of COPIES) {
  test(`copy-to-postgres ${args.join(' ')} to ${to}: ${said || 'taken'}`, () => {
    const common = ['copy-to-postgres', '--environment', 'sandbox', '--mode', 'test'];
    const read = readConfig([...common, ...args], { SHOP_NEW_DATABASE: to });
    expect(read.kind).toBe(said === '' ? 'copy_database' : 'wrong');
    const why = read.kind === 'wrong' ? read.why : '';
    expect(why).toContain(said);
    expect(why).not.toContain('secret');
  });
}
