import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../engine/event.ts';
import { authorizationId, captureId, type Instant, instant, paymentId } from '../../engine/ids.ts';
import { money } from '../../engine/money.ts';
import type { NumberedEntry } from '../../store/journal.ts';
import { DRAWN_MAX, sequenceOf } from './sequence.ts';
import { drawingFile } from './sequence-drawing.ts';
import { mermaidText } from './sequence-text.ts';

const NOON = instant(Date.UTC(2027, 0, 1, 12));
const HUNDRED = money(10_000n, 'EUR');
const HOLD = { authorizationId: authorizationId('auth_1'), expiresAt: NOON, honourUntil: NOON };

function entry(number: number, more: Partial<NumberedEntry> & { asked?: string; status?: number }): NumberedEntry {
  const { asked = 'POST /v1/payments', status = 201, ...rest } = more;
  const [method = '', path = ''] = asked.split(' ');
  return {
    number,
    at: NOON,
    environment: 'sandbox',
    dialect: 'generic',
    requestId: `req_${number}`,
    crossing: false,
    request: { method, path, headers: {} },
    response: { status, headers: {} },
    durationMs: 5,
    ...rest,
  };
}

const requested = (at: Instant): Event => ({
  type: 'requested',
  paymentId: paymentId('pay_1'),
  amount: HUNDRED,
  captureMode: 'manual',
  at,
});
const authorized = (at: Instant): Event => ({ type: 'authorized', ...HOLD, amount: HUNDRED, at });
const captured = (id: string, minor: bigint, at: Instant): Event => ({
  type: 'captured',
  captureId: captureId(id),
  authorizationId: HOLD.authorizationId,
  amount: money(minor, 'EUR'),
  rest: 'keep',
  hold: 'unchanged',
  released: money(0n, 'EUR'),
  at,
});
const expired = (at: Instant): Event => ({
  type: 'hold_expired',
  authorizationId: HOLD.authorizationId,
  amount: HUNDRED,
  at,
});

/** The lines of the diagram, without who takes part. */
function told(entries: readonly NumberedEntry[], events: readonly Event[]): readonly string[] {
  const numbered = events.map((event, index) => ({ number: index + 1, event }));
  const text = mermaidText(sequenceOf({ entries, events: numbered }));
  return text.split('\n').flatMap((line) => (/^ {2}(actor|participant)|^sequence|^$/.test(line) ? [] : [line.trim()]));
}

test('with a clock that stands, events are told within the exchanges that are about the same', () => {
  const entries = [
    entry(1, { operation: 'createPayment' }),
    entry(2, { asked: 'POST /v1/payments/pay_1/captures', operation: 'capturePayment' }),
    entry(3, { asked: 'GET /v1/payments/pay_1', status: 200 }),
    entry(4, { asked: 'POST /v1/payments/pay_1/captures', operation: 'capturePayment' }),
  ];
  const events = [requested(NOON), authorized(NOON), captured('cap_1', 3_000n, NOON), captured('cap_2', 7_000n, NOON)];
  expect(told(entries, events)).toEqual([
    'Note over provider: 2027-01-01 12:00:00',
    'shop->>provider: POST /v1/payments',
    'provider->>issuer: authorize',
    'issuer-->>provider: approved 100.00 EUR',
    'provider-->>shop: 201 Created',
    'shop->>provider: POST /v1/payments/pay_1/captures',
    'provider->>issuer: capture 30.00 EUR',
    'provider-->>shop: 201 Created',
    'shop->>provider: GET /v1/payments/pay_1',
    'provider-->>shop: 200 OK',
    'shop->>provider: POST /v1/payments/pay_1/captures',
    'provider->>issuer: capture 70.00 EUR',
    'provider-->>shop: 201 Created',
  ]);
});

test('what was refused, or had no effect, has brought nothing about; what time brings stands by itself', () => {
  const later = instant(NOON + 7 * 24 * 60 * 60 * 1000);
  const path = 'POST /v1/payments/pay_1/captures';
  const entries = [
    entry(1, {}),
    entry(2, { asked: path, status: 409 }),
    entry(3, { asked: path, response: { headers: {} }, fault: { kind: 'reset_before', effect: 'none' } }),
    entry(4, { asked: path, response: { headers: {} }, fault: { kind: 'reset_after_commit', effect: 'committed' } }),
  ];
  const events = [requested(NOON), authorized(NOON), captured('cap_1', 3_000n, NOON), expired(later)];
  expect(told(entries, events).slice(5)).toEqual([
    'shop->>provider: POST /v1/payments/pay_1/captures',
    'provider-->>shop: 409 Conflict',
    'shop->>provider: POST /v1/payments/pay_1/captures',
    'provider--xshop: no answer ⚡ reset before, effect none',
    'shop->>provider: POST /v1/payments/pay_1/captures',
    'provider->>issuer: capture 30.00 EUR',
    'provider--xshop: no answer ⚡ reset after commit, effect committed',
    'Note over provider: 7 days later',
    'Note over provider: hold expired, 100.00 EUR left',
  ]);
});

test('what begins earlier and ends later is drawn around', () => {
  const inside = instant(NOON + 10);
  const delivery = { deliveryId: 'dlv_1', notificationId: 'ntf_1', endpointId: 'art_1', type: 'payment.authorized' };
  const entries = [
    entry(1, { at: inside, delivery: { ...delivery, attempt: 1 }, status: 204 }),
    entry(2, { durationMs: 30 }),
    entry(3, { at: instant(NOON + 40), delivery: { ...delivery, disorder: 'drop' }, response: { headers: {} } }),
  ];
  expect(told(entries, [requested(NOON), authorized(NOON)])).toEqual([
    'Note over provider: 2027-01-01 12:00:00',
    'shop->>provider: POST /v1/payments',
    'provider->>issuer: authorize',
    'issuer-->>provider: approved 100.00 EUR',
    'provider->>shop: payment.authorized',
    'shop-->>provider: 204 No Content',
    'provider-->>shop: 201 Created',
    'Note over provider: payment.authorized: drop',
  ]);
});

const exchanges: readonly [what: string, entry: Parameters<typeof entry>[1], lines: readonly string[]][] = [
  [
    'a page that sends the customer back to the shop',
    {
      asked: 'POST /pay/token-of-a-page-that-is-long/card',
      response: { status: 303, headers: { location: 'https://shop.example/' } },
    },
    [
      'customer->>provider: POST /pay/…/card',
      'provider-->>customer: 303 See Other',
      'customer->>shop: is sent back to the shop',
    ],
  ],
  [
    'a page that leads to another page',
    {
      asked: 'POST /pay/token-of-a-page-that-is-long/card',
      response: { status: 303, headers: { location: '/pay/x' } },
    },
    ['customer->>provider: POST /pay/…/card', 'provider-->>customer: 303 See Other'],
  ],
  [
    'something done in the console',
    { asked: 'POST /payments/pay_1/refund', operation: 'refundOnConsole', origin: 'console' },
    ['console->>provider: refund', 'provider-->>console: 201 Created'],
  ],
  [
    'a crossing',
    { asked: 'GET /v1/payments', status: 401, crossing: true, refusal: 'other_environment' },
    ['shop->>provider: GET /v1/payments', 'provider-->>shop: 401 Unauthorized · crossing'],
  ],
  [
    'text that Mermaid would take for its own',
    { asked: 'GET /v1/a;b#c', response: { status: 200, headers: {}, body: { status: 'over_captured' } } },
    ['shop->>provider: GET /v1/a#59;b#35;c', 'provider-->>shop: 200 OK · over captured'],
  ],
  [
    'a connection over which nothing came',
    {
      request: { headers: {} },
      response: { headers: {} },
      connection: { event: 'tls_failed', why: 'the certificate is unknown' },
    },
    ['Note over provider: tls failed: the certificate is unknown'],
  ],
  [
    'a notification that nobody answers, once more',
    {
      delivery: {
        deliveryId: 'dlv_1',
        notificationId: 'ntf_1',
        endpointId: 'art_1',
        type: 'payment.captured',
        attempt: 3,
        disorder: 'corrupt',
        unanswered: 'timeout',
      },
      response: { headers: {} },
    },
    ['provider->>shop: payment.captured, attempt 3 ⚡ corrupt', 'shop--xprovider: no answer: timeout'],
  ],
];
for (const [what, given, lines] of exchanges) {
  test(`${what} is told by who asked whom`, () => {
    expect(told([entry(1, given)], []).slice(1)).toEqual(lines);
  });
}

test('a drawing ends where nobody could read on, and says so', () => {
  const entries = Array.from({ length: DRAWN_MAX + 3 }, (_, index) => entry(index + 1, {}));
  const sequence = sequenceOf({ entries, events: [] });
  expect(sequence.leftOut).toBe(3);
  expect(sequence.lines).toHaveLength(1 + 2 * DRAWN_MAX);
  expect(mermaidText(sequence)).toContain(`3 exchanges more than the ${DRAWN_MAX} shown`);
  expect(drawingFile(sequence, 'much')).toContain(`3 exchanges more than the ${DRAWN_MAX} shown`);
});

test('what a drawing holds cannot become markup', () => {
  const sequence = sequenceOf({ entries: [entry(1, { asked: 'GET /<script>&"' })], events: [] });
  expect(drawingFile(sequence, '<b>')).not.toMatch(/<script|<b>/);
});

test('every exchange and every event is told once, however their times lie', () => {
  const times = fc.integer({ min: 0, max: 3 }).map((hours) => instant(NOON + hours * 3_600_000));
  const paths = fc.constantFrom(
    'POST /v1/payments',
    'POST /v1/payments/p/captures',
    'GET /v1/payments',
    'POST /x/cancel',
  );
  let assigned = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(times, paths, fc.constantFrom(0, 5, 4_000_000))),
      fc.array(times).map((all) => all.toSorted((left, right) => left - right)),
      (asked, at) => {
        const entries = asked.map(([when, path, durationMs], index) =>
          entry(index + 1, { at: when, asked: path, durationMs }),
        );
        const lines = told(
          entries,
          at.map((when, index) => (index === 0 ? authorized(when) : captured(`cap_${index}`, BigInt(index), when))),
        );
        const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
        expect(count(/^shop->>provider/)).toBe(entries.length);
        expect(count(/^provider-->>shop/)).toBe(entries.length);
        expect(count(/^provider->>issuer/)).toBe(at.length);
        const within = lines.findIndex((line) => /^provider->>issuer/.test(line));
        if (within > 0 && /^shop->>provider: POST/.test(lines[within - 1] ?? '')) assigned += 1;
      },
    ),
  );
  expect(assigned).toBeGreaterThan(5);
});
