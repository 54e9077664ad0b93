import { expect, test } from 'vitest';
import { browserAddress } from './browser-address.ts';

const cases: [address: string, counted: string][] = [
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0DB8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
  ['', 'unknown'],
];
for (const [address, counted] of cases) {
  test(`${address || 'no address'} counts as ${counted}`, () => expect(browserAddress(address)).toBe(counted));
}
