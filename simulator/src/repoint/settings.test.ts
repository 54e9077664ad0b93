import { expect, test } from 'vitest';
import { readRepointing } from './settings.ts';

const read: readonly [
  variables: Record<string, string>,
  host: string,
  port: number,
  authorization: string | undefined,
][] = [
  [{ ASSAY_PROXY: 'http://127.0.0.1:4040' }, '127.0.0.1', 4040, undefined],
  [{ HTTPS_PROXY: 'http://proxy.example' }, 'proxy.example', 80, undefined],
  [{ https_proxy: 'http://[::1]:4040/' }, '::1', 4040, undefined],
  [{ ASSAY_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:2' }, 'a', 1, undefined],
  [{ ASSAY_PROXY: 'http://shop:p%40ss@a:1' }, 'a', 1, 'Basic c2hvcDpwQHNz'],
];
for (const [variables, host, port, authorization] of read) {
  test(`${JSON.stringify(variables)} leads to ${host}:${port}`, () => {
    expect(readRepointing(variables)).toMatchObject({
      proxy: { host, port, ...(authorization === undefined ? {} : { authorization }) },
    });
  });
}

const refused: readonly (readonly [Record<string, string>, string])[] = [
  [{}, "needs the address of Assay's proxy"],
  [{ ASSAY_PROXY: '' }, "needs the address of Assay's proxy"],
  [{ ASSAY_PROXY: '127.0.0.1:4040' }, 'is no http URL'],
  [{ ASSAY_PROXY: 'https://127.0.0.1:4040' }, 'is no http URL'],
];
for (const [variables, why] of refused) {
  test(`${JSON.stringify(variables)} is refused: ${why}`, () => expect(readRepointing(variables)).toContain(why));
}

test('a password is not repeated', () => {
  expect(readRepointing({ ASSAY_PROXY: 'socks://shop:secret@a' })).not.toContain('secret');
});

const hosts: readonly [host: string, noProxy: string, expected: 'alone' | 'by proxy'][] = [
  ['localhost', '', 'alone'],
  ['127.0.0.9', '', 'alone'],
  ['[::1]', '', 'alone'],
  ['api.stripe.com', '', 'by proxy'],
  ['127.0.0.1.example', '', 'by proxy'],
  ['db.shop.example', 'shop.example', 'alone'],
  ['db.shop.example', '.shop.example:5432, x', 'alone'],
  ['DB.shop.example', '*.shop.example', 'alone'],
  ['workshop.example', 'shop.example', 'by proxy'],
  ['anything', '*', 'alone'],
];
for (const [host, noProxy, expected] of hosts) {
  test(`${host} with NO_PROXY="${noProxy}": ${expected}`, () => {
    const repointing = readRepointing({ ASSAY_PROXY: 'http://a:1', NO_PROXY: noProxy });
    if (typeof repointing === 'string') throw new Error(repointing);
    expect(repointing.leavesAlone(host) ? 'alone' : 'by proxy').toBe(expected);
  });
}
