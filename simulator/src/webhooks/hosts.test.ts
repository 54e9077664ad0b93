import { expect, test } from 'vitest';
import { type AllowedHosts, LOOPBACK_ONLY, mayConnect, mayLookUp, parseAllowedHosts } from './hosts.ts';

function hosts(...entries: readonly string[]): AllowedHosts {
  const parsed = parseAllowedHosts(entries);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

const shop = hosts('shop.example');
const connections: readonly [
  who: string,
  allowed: AllowedHosts,
  name: string,
  port: number,
  address: string,
  may: boolean,
][] = [
  // allowed                    name                  port  address                     may
  ['nothing', LOOPBACK_ONLY, 'localhost', 80, '127.0.0.1', true],
  ['nothing', LOOPBACK_ONLY, 'localhost', 80, '::1', true],
  ['nothing', LOOPBACK_ONLY, '127.8.9.10', 80, '127.8.9.10', true],
  ['nothing', LOOPBACK_ONLY, '::ffff:7f00:1', 80, '::ffff:7f00:1', true],
  ['nothing', LOOPBACK_ONLY, 'localhost', 80, '192.168.1.5', false],
  ['nothing', LOOPBACK_ONLY, '0.0.0.0', 80, '0.0.0.0', false],
  ['nothing', LOOPBACK_ONLY, '::', 80, '::', false],
  ['nothing', LOOPBACK_ONLY, '10.0.0.1', 80, '10.0.0.1', false],
  ['nothing', LOOPBACK_ONLY, '169.254.169.254', 80, '169.254.169.254', false],
  ['nothing', LOOPBACK_ONLY, '::ffff:a9fe:a9fe', 80, '::ffff:a9fe:a9fe', false],
  ['nothing', LOOPBACK_ONLY, 'fd00::1', 80, 'fd00::1', false],
  ['nothing', LOOPBACK_ONLY, '93.184.216.34', 443, '93.184.216.34', false],
  ['shop.example', shop, 'shop.example', 443, '93.184.216.34', true],
  ['shop.example', shop, 'shop.example', 443, '172.18.0.3', true],
  ['shop.example', shop, 'SHOP.example.', 443, '172.18.0.3', true],
  ['shop.example', shop, 'other.example', 443, '172.18.0.3', false],
  ['shop.example', shop, 'a.shop.example', 443, '172.18.0.3', false],
  ['shop.example', shop, 'shop.example', 443, '169.254.169.254', false],
  ['shop.example', shop, 'shop.example', 443, '::ffff:169.254.169.254', false],
  ['shop.example', shop, 'shop.example', 443, '64:ff9b::a9fe:a9fe', false],
  ['shop.example', shop, 'shop.example', 443, '2002:a9fe:a9fe::1', false],
  ['shop.example', shop, 'shop.example', 443, '::169.254.169.254', false],
  ['shop.example', shop, 'shop.example', 443, 'fe80::1', false],
  ['shop.example', shop, 'shop.example', 443, 'fe80::1%eth0', false],
  ['shop.example', shop, 'shop.example', 443, 'fd00:ec2::254', false],
  ['shop.example', shop, 'shop.example', 443, '0.0.0.0', false],
  ['shop.example', shop, 'shop.example', 443, '239.1.2.3', false],
  ['shop.example', shop, 'shop.example', 443, '100.100.100.200', false],
  ['*.shop.example', hosts('*.shop.example'), 'a.b.shop.example', 443, '10.0.0.1', true],
  ['*.shop.example', hosts('*.shop.example'), 'shop.example', 443, '10.0.0.1', false],
  ['*.shop.example', hosts('*.shop.example'), 'evilshop.example', 443, '10.0.0.1', false],
  ['shop.example:8443', hosts('shop.example:8443'), 'shop.example', 8443, '10.0.0.1', true],
  ['shop.example:8443', hosts('shop.example:8443'), 'shop.example', 443, '10.0.0.1', false],
  ['10.0.0.0/8', hosts('10.0.0.0/8'), '10.9.9.9', 80, '10.9.9.9', true],
  ['10.0.0.0/8', hosts('10.0.0.0/8'), 'any.example', 80, '10.9.9.9', true],
  ['10.0.0.0/8', hosts('10.0.0.0/8'), 'any.example', 80, '11.0.0.1', false],
  ['10.0.0.0/8', hosts('10.0.0.0/8'), 'any.example', 80, '::ffff:10.0.0.1', true],
  ['169.254.169.254', hosts('169.254.169.254'), '169.254.169.254', 80, '169.254.169.254', true],
  ['fd00::/8', hosts('fd00::/8'), 'fd12::1', 80, 'fd12::1', true],
];
for (const [who, allowed, name, port, address, may] of connections) {
  test(`with ${who} allowed, ${name}:${port} at ${address} ${may ? 'may' : 'may not'} be connected to`, () => {
    expect(mayConnect(allowed, name, port, address).allowed).toBe(may);
  });
}

const lookups: readonly [allowed: AllowedHosts, name: string, may: boolean][] = [
  [LOOPBACK_ONLY, 'localhost', true],
  [LOOPBACK_ONLY, 'shop.localhost', true],
  [LOOPBACK_ONLY, 'notlocalhost', false],
  [LOOPBACK_ONLY, 'shop.example', false],
  [shop, 'shop.example', true],
  [shop, 'other.example', false],
  [hosts('10.0.0.0/8'), 'other.example', true],
];
for (const [allowed, name, may] of lookups) {
  test(`with ${allowed.text.join() || 'nothing'} allowed, ${name} is ${may ? 'looked up' : 'not even looked up'}`, () => {
    expect(mayLookUp(allowed, name, 443)).toBe(may);
  });
}

for (const wrong of [
  '',
  'a b',
  '-x',
  'shop.example:99999',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0',
  '::1/129',
  'a/8',
  '*',
  'https://a',
]) {
  test(`"${wrong}" is no host that could be allowed`, () => {
    expect(parseAllowedHosts([wrong])).toMatch(/^webhook host ".*": expected a name, an address or a range/);
  });
}
