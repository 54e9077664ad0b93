import fc from 'fast-check';
import { expect, test } from 'vitest';
import { furnished, type Shown, signedIn } from './dashboard-visitor.ts';
import { CARDS } from './merchant-account.ts';
import { start } from './running-simulator.ts';

test('whatever is put into addresses and forms is answered as what it is, and never as a bug', async () => {
  await using running = await start();
  const { account, payment, delivery, pages } = await furnished(running);
  const visitor = await signedIn(running);
  const names = [
    'environment',
    'merchant',
    'payment',
    'reference',
    'status',
    'path',
    'before',
    'direction',
    'crossing',
  ];
  const fields = [
    'do',
    'amount',
    'version',
    'count',
    'unit',
    'at',
    'name',
    'rest',
    'capture',
    'dispute',
    'refund',
    'code',
  ];
  const told = [
    'capture',
    'refund',
    'later',
    'stop_at',
    'set',
    '1',
    '-1',
    '0',
    '2027-02-30T12:00',
    '9'.repeat(400),
    'mer_x',
  ];
  const values = fc.oneof(
    fc.constantFrom(...told),
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constant(CARDS.realLooking),
  );
  const forms = [
    `/dashboard/payments/${payment.id}/console`,
    `/dashboard/deliveries/${delivery}/redeliver`,
    ...['clock', 'situation'].map((what) => `/dashboard/environments/testing/${what}`),
    ...['clock', 'situation', 'status', 'settle'].map((what) => `/dashboard/merchants/${account.id}/${what}`),
  ];
  const statuses = new Map<number, number>();
  const seen = (shown: Shown) => {
    statuses.set(shown.status, (statuses.get(shown.status) ?? 0) + 1);
    expect(shown.text).not.toContain(CARDS.realLooking);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/dashboard/find', ...pages.map((page) => page.split('?', 1)[0] ?? '')),
      fc.dictionary(fc.constantFrom(...names), values),
      fc.constantFrom(...forms),
      fc.dictionary(fc.constantFrom(...fields), values),
      async (page, query, path, form) => {
        seen(await visitor.get(`${page}?${new URLSearchParams(query)}`));
        seen(await visitor.post(path, form));
      },
    ),
    { numRuns: 60 },
  );
  expect([...statuses.keys()].toSorted()).toEqual([200, 303, 409]);
  expect(running.logged).toEqual([]);
});
