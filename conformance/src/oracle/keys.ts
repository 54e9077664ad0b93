import type { Breach } from './crossings.ts';

/** A request that changes something at the provider, and as whom. */
export type KeyedRequest = Readonly<{ name: string; caller: string; key: string; content: string }>;

/** What is wrong with the idempotency keys of requests: there is none, or one stands for two different things. */
export function keyBreaches(requests: readonly KeyedRequest[]): readonly Breach[] {
  const keyless = requests
    .filter(({ key }) => key === '')
    .map(({ name }) => ({
      requirement: 'IDM-01',
      expected: 'every change carries an idempotency key',
      observed: `${name} has none`,
    }));
  const seen = new Map<string, KeyedRequest>();
  const shared = requests.filter((request) => {
    if (request.key === '') return false;
    const name = `${request.caller} ${request.key}`;
    const before = seen.get(name);
    seen.set(name, before ?? request);
    return before !== undefined && before.content !== request.content;
  });
  return [
    ...keyless,
    ...shared.map(({ name, key }) => ({
      requirement: 'IDM-03',
      expected: 'a key stands for one command',
      observed: `${name} with the key ${key} of another command`,
    })),
  ];
}
