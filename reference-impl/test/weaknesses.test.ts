import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// What a shop of this kind has been seen to get wrong, and the test that would catch it here. A promise that is renamed or
// taken away turns its row red.
const WEAKNESSES: readonly (readonly [weakness: string, file: string, promise: string])[] = [
  [
    'a notification that comes again is an error',
    'test/notifications',
    'the same notification again is acknowledged and has no effect',
  ],
  ['a result that is missing counts as approved', 'src/providers/generic/replies', 'nothing with status 200'],
  ['the amount is not compared', 'test/paying', 'does not pay the order and waits for a person'],
  [
    'the finish page ignores the payment',
    'test/paying',
    'coming back without having paid pays nothing, whatever the address says',
  ],
  [
    'a payment that is looked at counts as declined',
    'src/payments/settle',
    "['worked on', {}, { status: 'processing' }",
  ],
  ['what is pending never ends', 'test/silence', 'listed, resolved later'],
  ['nobody asks after a time-out', 'test/silence', 'makes one payment under one key, and the customer goes on'],
  [
    'the same wish is carried out twice',
    'test/paying',
    'pressing the button five times at once places one order and asks for one payment',
  ],
  ['half of a proxy means no proxy', 'test/connections', 'never goes past a proxy that is down'],
  ['half of a proxy can be saved', 'test/connection-pages', 'is refused at its field, nothing is saved'],
  ['some calls go past proxy or certificate', 'test/connections', 'not a byte of a payment is sent to'],
  [
    'settings of one integration reach another',
    'test/connections',
    'with proxies, certificates, keys and environments of their own, share none of it',
  ],
  [
    'a payment does not say where it was made',
    'test/environments',
    'a hold of another environment is neither captured nor asked about',
  ],
  [
    'production takes what is for tests',
    'src/payments/live-concerns',
    'a live shop does not start, a test shop does and tells',
  ],
  [
    'an order is shown as held while nothing is',
    'test/paying',
    'coming back without having paid pays nothing, whatever the address says',
  ],
  ['a signature that is not there is taken for a good one', 'test/notifications', 'is refused and not kept'],
  [
    'a verifier is there and is not asked',
    'test/notifications',
    'is counted, not kept, so that it cannot fill the database',
  ],
  [
    'what comes late overwrites what is newer',
    'test/notifications',
    'late, stale or out of order change nothing that is newer',
  ],
  [
    'a renewal gives the old hold back first',
    'test/operating',
    'is asked for before the old one ends, which is never given back',
  ],
  [
    'a captured hold stays open',
    'test/operating',
    'a part as the last one gives the rest back, and nothing more can be captured',
  ],
  [
    'a capture that takes its time counts as failed',
    'src/payments/settle',
    "const later = taken(100, { status: 'pending' });",
  ],
  ['a refund is held against the total only', 'src/payments/payment-status', 'captured 120 of total 100, refund 20'],
  [
    'credentials are kept with what was asked',
    'test/secrets',
    'planted secrets are in no answer, page, log line or byte of the database',
  ],
  [
    'an error on the way to the provider is swallowed',
    'test/crashing',
    'a process that dies at any step leaves one effect for one intent',
  ],
  ['a setting for tests that does nothing', 'test/environments', 'is withheld by its credential'],
  [
    'an order says "authorized" by a way that holds nothing',
    'test/offline',
    'an order by check is promised, billed, paid in two parts and paid back, and no provider hears of it',
  ],
  ['a method that was not offered can be ordered with', 'test/paying', 'a method that was never offered is refused'],
  ['what is ordered is not what was reviewed', 'test/checkout', 'what has changed since the review is not ordered'],
  [
    'parts do not add up, least of all in yen and dinars',
    'src/shop/totals',
    'lines - discount + shipping + taxes on top = total, in every currency',
  ],
  ['a rule that fails still stops the others', 'src/payments/payment-rule', 'R7 expression fails'],
  ["what a rule's author writes keeps the shop busy", 'src/payments/payment-rule-expression', 'THREE_LOOPS'],
  ['a copied database works on', 'test/moved', 'sends nothing and offers nothing until a person has confirmed'],
];
for (const [weakness, file, promise] of WEAKNESSES) {
  test(`${weakness}: ${file}.test.ts would notice`, () => {
    expect(readFileSync(new URL(`../${file}.test.ts`, import.meta.url), 'utf8')).toContain(promise);
  });
}
