import { expect, test } from 'vitest';
import { instant } from '../shop/ids.ts';
import { KEPT_MAX, type KeptReplies, keptOrAsked } from './kept-replies.ts';
import type { Answered } from './provider.ts';

const REPLY: Answered = { kind: 'replied', reply: { status: 200, headers: {}, body: 'certificate' } };

const read = () => ({ kind: 'unknown', why: 'unreadable' }) as const;

type Asking = Readonly<{ under?: string; from?: string; now?: number; answer?: Answered; until?: number }>;

/** Asks for what is good until 100, unless it is said otherwise, and tells whether anybody was asked. */
async function asks(
  kept: KeptReplies,
  { under = '/certs/1', from = 'https://api.example', now = 0, answer = REPLY, until = 100 }: Asking = {},
): Promise<'asked' | 'kept'> {
  const request = { method: 'GET', path: under, headers: {} } as const;
  const keep = { under, until: () => (until === -1 ? undefined : instant(until)) };
  const verifying = {
    kind: 'to_be_asked',
    request,
    keep,
    read,
  } as const;
  const wish = keptOrAsked(kept, verifying, { from, now: instant(now) });
  if (typeof wish !== 'function') throw new Error('one request, and no conversation');
  let asked = 0;
  const answered = await wish(async () => {
    asked += 1;
    return answer;
  });
  expect(answered).toEqual(answer);
  return asked === 0 ? 'kept' : 'asked';
}

const CASES: readonly (readonly [what: string, first: Asking, second: Asking, then: 'asked' | 'kept'])[] = [
  ['the same again', {}, {}, 'kept'],
  ['in its last moment', {}, { now: 99 }, 'kept'],
  ['when it has ended', {}, { now: 100 }, 'asked'],
  ['for something else', {}, { under: '/certs/2' }, 'asked'],
  ['of another host', {}, { from: 'https://other.example' }, 'asked'],
  ['after one that is good for nothing', { until: -1 }, {}, 'asked'],
  ['after one that had ended already', { now: 200 }, {}, 'asked'],
  ['after silence', { answer: { kind: 'unknown', why: 'timeout' } }, {}, 'asked'],
];
for (const [what, first, second, then] of CASES) {
  test(`${what}: ${then}`, async () => {
    const kept: KeptReplies = new Map();
    expect(await asks(kept, first)).toBe('asked');
    expect(await asks(kept, second)).toBe(then);
  });
}

test('not more is kept than there is room for, and the oldest goes', async () => {
  const kept: KeptReplies = new Map();
  for (let at = 0; at <= KEPT_MAX; at += 1) await asks(kept, { under: `/certs/${at}` });
  expect(kept.size).toBe(KEPT_MAX);
  expect(await asks(kept, { under: `/certs/${KEPT_MAX}` })).toBe('kept');
  expect(await asks(kept, { under: '/certs/0' })).toBe('asked');
});

test('what is not to be kept is asked for as it is', () => {
  const request = { method: 'GET', path: '/', headers: {} } as const;
  const verifying = { kind: 'to_be_asked', request, read } as const;
  expect(keptOrAsked(new Map(), verifying, { from: 'https://api.example', now: instant(0) })).toBe(request);
});
