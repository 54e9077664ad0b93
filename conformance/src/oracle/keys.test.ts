import { expect, test } from 'vitest';
import { type KeyedRequest, keyBreaches } from './keys.ts';

function request(different: Partial<KeyedRequest>): KeyedRequest {
  return { name: 'POST /captures', caller: 'Bearer a', key: 'k1', content: '{"amount":1}', ...different };
}

const cases: readonly (readonly [string, readonly KeyedRequest[], readonly (string | undefined)[]])[] = [
  ['one request', [request({})], []],
  ['the same again', [request({}), request({})], []],
  ['another key for something else', [request({}), request({ key: 'k2', content: '{}' })], []],
  ['the same key of another account', [request({}), request({ caller: 'Bearer b', content: '{}' })], []],
  ['no key', [request({ key: '' })], ['IDM-01']],
  ['the same key for something else', [request({}), request({ content: '{}' })], ['IDM-03']],
  ['no key, twice', [request({ key: '' }), request({ key: '', content: '{}' })], ['IDM-01', 'IDM-01']],
];
for (const [what, requests, broken] of cases) {
  test(`${what}: ${broken.join(', ') || 'fine'}`, () => {
    expect(keyBreaches(requests).map(({ requirement }) => requirement)).toEqual(broken);
  });
}

test('what is wrong with a key is told with the request', () => {
  expect(keyBreaches([request({}), request({ content: '{}' }), request({ name: 'POST /void', key: '' })])).toEqual([
    { requirement: 'IDM-01', expected: 'every change carries an idempotency key', observed: 'POST /void has none' },
    {
      requirement: 'IDM-03',
      expected: 'a key stands for one command',
      observed: 'POST /captures with the key k1 of another command',
    },
  ]);
});
