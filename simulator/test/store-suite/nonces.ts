import { expect, test } from 'vitest';
import { later } from '../../src/engine/ids.ts';
import type { Given } from './given.ts';
import { START } from './samples.ts';

/** What is good once. */
export function nonceTests(given: () => Given): void {
  const one = { merchantId: 'mer_1', keyId: 'key', nonce: 'a', until: later(START, 10) };

  test('a nonce is new once for each key of each account, and again when it would not be believed any more', async () => {
    const { store } = given();
    const asked = [
      [one, START],
      [one, START],
      [{ ...one, keyId: 'other' }, START],
      [{ ...one, merchantId: 'mer_2' }, START],
      [one, later(START, 9)],
      [{ ...one, until: later(START, 20) }, later(START, 10)],
      [one, later(START, 19)],
    ] as const;
    const told = [];
    for (const [nonce, now] of asked) told.push(await store.takeNonce(nonce, now));
    expect(told).toEqual(['new', 'used', 'new', 'new', 'used', 'new', 'used']);
  });

  test('of many who take one nonce at once, through two processes, one has it', async () => {
    const { store, elsewhere } = given();
    const stores = [store, await elsewhere()];
    const told = await Promise.all(stores.flatMap((each) => [1, 2, 3].map(() => each.takeNonce(one, START))));
    expect(told.filter((verdict) => verdict === 'new')).toHaveLength(1);
  });

  test('a nonce is used after a restart as well', async () => {
    const { store, elsewhere } = given();
    expect(await store.takeNonce(one, START)).toBe('new');
    expect(await (await elsewhere()).takeNonce(one, START)).toBe('used');
  });
}
