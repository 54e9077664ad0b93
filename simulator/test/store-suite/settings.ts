import { expect, test } from 'vitest';
import type { Given } from './given.ts';

/** What is set for environments and merchant accounts. */
export function settingTests(given: () => Given): void {
  const sandbox = { environment: 'sandbox', kind: 'mood' } as const;
  const shop = { ...sandbox, merchantId: 'mer_1' } as const;

  test('a setting is kept for its place and of its kind, and a later one takes its place', async () => {
    const { store } = given();
    await store.putSetting({ ...sandbox, value: { is: 'good' } });
    await store.putSetting({ ...shop, value: { is: 'bad', since: [1, 2] } });
    await store.putSetting({ ...shop, kind: 'weather', value: 'rain' });
    await store.putSetting({ ...sandbox, value: { is: 'better' } });
    expect(await store.settingsOf('mood')).toEqual([
      { ...sandbox, value: { is: 'better' } },
      { ...shop, value: { is: 'bad', since: [1, 2] } },
    ]);
    expect(await store.settingsOf('hunger')).toEqual([]);
  });

  test('what is removed is gone, and nothing else is', async () => {
    const { store } = given();
    await store.putSetting({ ...sandbox, value: 1 });
    await store.putSetting({ ...shop, value: 2 });
    expect(await store.removeSetting(shop)).toBe('removed');
    expect(await store.removeSetting(shop)).toBe('unknown');
    expect(await store.settingsOf('mood')).toEqual([{ ...sandbox, value: 1 }]);
  });

  test('a setting is there after a restart', async () => {
    const { store, elsewhere } = given();
    await store.putSetting({ ...shop, value: { $n: 'not a number' } });
    expect(await (await elsewhere()).settingsOf('mood')).toEqual([{ ...shop, value: { $n: 'not a number' } }]);
  });
}
