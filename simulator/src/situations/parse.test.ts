import { expect, test } from 'vitest';
import { parseSituation, problemText, situationFrom } from './parse.ts';

const HEAD = `name: some-incident
about: Something that happened to somebody once.
rules:
`;

/** A file with one rule, which begins in line 4. */
const rule = (text: string) => `${HEAD}  - ${text.replaceAll('\n', '\n    ')}\n`;

function problems(yaml: string): readonly string[] {
  const parsed = parseSituation(yaml);
  return parsed.ok ? [] : parsed.problems.map((problem) => problemText('file.yaml', problem));
}

function only(yaml: string): string {
  const found = problems(yaml);
  expect(found, yaml).toHaveLength(1);
  return found[0] ?? '';
}

test('a rule is read with everything that it can say', () => {
  const parsed = parseSituation(`name: everything-at-once
about: >-
  Two lines that
  make one sentence.
rules:
  - when:
      operation: [capture, refund]
      merchant: Staging*
      amount: { min: 100, max: 1999 }
      currency: EUR
      card: "4242"
      reference: order-*
      header: { x-tenant: blue }
      nth: { from: 2 }
      probability: 0.25
    outcome: { later: { after: 2d, end: { fail: returned_by_issuer } } }
    fault: { status: { code: 429, retry_after: { in: 90s, as: date } } }
  - when: { notification: payment.*, amount: { minor: 5 }, nth: 3 }
    notification: { duplicate: 3 }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.situation).toEqual({
    name: 'everything-at-once',
    about: 'Two lines that make one sentence.',
    rules: [
      {
        when: {
          operations: ['capture', 'refund'],
          merchant: 'Staging*',
          amount: { min: 100n, max: 1999n },
          currency: 'EUR',
          card: '4242',
          reference: 'order-*',
          headers: [{ name: 'x-tenant', value: 'blue' }],
          nth: { from: 2, to: undefined },
          probability: 0.25,
        },
        outcome: { afterMs: 172_800_000, ends: 'returned_by_issuer' },
        fault: { kind: 'status', status: 429, effect: 'none', retryAfter: { ms: 90_000, as: 'date' } },
      },
      {
        when: { notification: 'payment.*', amount: { min: 5n, max: 5n }, nth: { from: 3, to: 3 } },
        notification: { kind: 'duplicate', times: 2 },
      },
    ],
  });
});

const faults: readonly [written: string, read: object][] = [
  ['connection_refused', { kind: 'connection_refused', outage: { kind: 'until_cleared' } }],
  ['{ connection_refused: until_cleared }', { kind: 'connection_refused', outage: { kind: 'until_cleared' } }],
  ['{ connection_refused: { connections: 3 } }', { outage: { kind: 'connections', count: 3 } }],
  ['{ connection_refused: { for: 2m } }', { outage: { kind: 'time', ms: 120_000 } }],
  ['reset_before', { kind: 'reset_before' }],
  ['reset_after_commit', { kind: 'reset_after_commit' }],
  ['drop_reply', { kind: 'drop_reply', effect: 'committed', heldMs: 30_000 }],
  ['{ drop_reply: { effect: none, held: 1m } }', { kind: 'drop_reply', effect: 'none', heldMs: 60_000 }],
  ['half_reply', { kind: 'half_reply' }],
  ['trickle', { kind: 'trickle', pieces: 20, everyMs: 500 }],
  ['{ trickle: { pieces: 2, every: 0s } }', { kind: 'trickle', pieces: 2, everyMs: 0 }],
  ['wrong_content_type', { kind: 'wrong_content_type', contentType: 'text/plain' }],
  ['{ wrong_content_type: text/html }', { kind: 'wrong_content_type', contentType: 'text/html' }],
  ['html_200', { kind: 'html_200', effect: 'none' }],
  ['{ html_200: { effect: committed } }', { kind: 'html_200', effect: 'committed' }],
  ['malformed_json', { kind: 'malformed_json' }],
  ['{ status: { code: 503 } }', { kind: 'status', status: 503, effect: 'none' }],
  ['{ status: { code: 500, effect: committed } }', { status: 500, effect: 'committed' }],
  ['{ status: { code: 429, retry_after: 5s } }', { status: 429, retryAfter: { ms: 5000, as: 'seconds' } }],
  ['{ clock_skew: 5m }', { kind: 'clock_skew', byMs: 300_000 }],
  ['{ clock_skew: -2h }', { kind: 'clock_skew', byMs: -7_200_000 }],
  ['stale_read', { kind: 'stale_read' }],
  ['duplicate_refused', { kind: 'duplicate_refused' }],
  ['{ latency: 250ms }', { kind: 'latency', spread: { kind: 'fixed', ms: 250 }, before: 'answer' }],
  ['{ latency: { fixed: 1s, before: effect } }', { spread: { kind: 'fixed', ms: 1000 }, before: 'effect' }],
  ['{ latency: { from: 0ms, to: 2s } }', { spread: { kind: 'uniform', fromMs: 0, toMs: 2000 } }],
  ['{ latency: { median: 200ms, p95: 5s } }', { spread: { kind: 'lognormal', medianMs: 200, p95Ms: 5000 } }],
];

for (const [written, read] of faults) {
  test(`fault: ${written}`, () => {
    const parsed = parseSituation(rule(`fault: ${written}`));
    expect(parsed.ok && parsed.situation.rules[0]?.fault).toMatchObject(read);
  });
}

const aspects: readonly [written: string, read: object][] = [
  ['issuer: approve', { issuer: { kind: 'approve' } }],
  ['issuer: decline', { issuer: { kind: 'decline', code: 'do_not_honor' } }],
  ['issuer: { decline: stolen_card }', { issuer: { kind: 'decline', code: 'stolen_card' } }],
  ['issuer: { challenge: redirect }', { issuer: { kind: 'challenge', action: 'redirect' } }],
  ['issuer: { approve_part: 60 }', { issuer: { kind: 'approve_part', percent: 60 } }],
  [
    'issuer: { review: { decide: approve, after: 2h } }',
    { issuer: { kind: 'review', decide: 'approve', afterMs: 7_200_000 } },
  ],
  ['issuer: { review: { decide: decline, after: 1m } }', { issuer: { decide: 'do_not_honor', afterMs: 60_000 } }],
  ['issuer: { review: { decide: { decline: lost_card }, after: 1m } }', { issuer: { decide: 'lost_card' } }],
  ['outcome: succeed', { outcome: { afterMs: 0, ends: 'succeed' } }],
  ['outcome: fail', { outcome: { afterMs: 0, ends: 'technical_error' } }],
  ['outcome: { fail: account_closed }', { outcome: { afterMs: 0, ends: 'account_closed' } }],
  ['outcome: { later: { after: 1h, end: succeed } }', { outcome: { afterMs: 3_600_000, ends: 'succeed' } }],
  ['notification: reorder', { notification: { kind: 'reorder' } }],
  ['notification: drop', { notification: { kind: 'drop' } }],
  ['notification: { delay: 2h }', { notification: { kind: 'delay', ms: 7_200_000 } }],
  ['notification: corrupt', { notification: { kind: 'corrupt' } }],
  ['notification: wrong_signature', { notification: { kind: 'wrong_signature' } }],
  ['notification: other_environment_signature', { notification: { kind: 'other_environment_signature' } }],
  ['notification: stale_timestamp', { notification: { kind: 'stale_timestamp', ms: 3_600_000 } }],
  ['notification: { stale_timestamp: 6m }', { notification: { kind: 'stale_timestamp', ms: 360_000 } }],
  ['notification: unknown_type', { notification: { kind: 'unknown_type' } }],
];

for (const [written, read] of aspects) {
  test(`rule: ${written}`, () => {
    const parsed = parseSituation(rule(written));
    expect(parsed.ok && parsed.situation.rules[0]).toMatchObject(read);
  });
}

const wrong: readonly [yaml: string, said: string][] = [
  // what is written                              what is said of it, and where
  [rule('fault: reset\n'), '4:12: /rules/0/fault: expected one of '],
  [rule('fault: reset_befor'), '4:12: /rules/0/fault: "reset_befor" is not known here; did you mean "reset_before"?'],
  [rule('fault: reset_before\nwehn: {}'), '5:5: /rules/0/wehn: "wehn" is not known here; did you mean "when"?'],
  [
    rule('when: { opperation: capture }\nfault: drop_reply'),
    '4:13: /rules/0/when/opperation: "opperation" is not known here; did you mean "operation"?',
  ],
  [
    rule('when: { operation: captrue }\nfault: drop_reply'),
    '4:24: /rules/0/when/operation: "captrue" is unknown; did you mean "capture"?',
  ],
  [rule('when: { operation: capture }'), '4:5: /rules/0: expected the rule to decide one of issuer, outcome, fault'],
  [rule('fault: { latency: 2 s }'), '4:23: /rules/0/fault/latency: expected a duration such as 250ms, 5s, 2h or 3d'],
  [rule('fault: { latency: 3h }'), '4:23: /rules/0/fault/latency: expected a duration of at most 10m'],
  [
    rule('fault: { latency: { from: 2s, to: 1s } }'),
    '/rules/0/fault/latency: expected fixed, or from and to, or median and p95',
  ],
  [rule('fault: { latency: { fixed: 1s, to: 2s } }'), 'expected fixed, or from and to'],
  [rule('fault: latency'), '"latency" needs a value, as in { status: { code: 503 } }'],
  [rule('fault: { reset_before: 1 }'), '"reset_before" takes no value; write it alone'],
  [rule('fault: { status: { code: 418 } }'), '/rules/0/fault/status/code: expected one of 408, 409, 429'],
  [rule('fault: { status: {} }'), '/rules/0/fault/status: "code" is missing'],
  [rule('fault: [reset_before]'), '/rules/0/fault: expected one of '],
  [rule('fault:'), '/rules/0/fault: expected one of '],
  [rule('when: { card: 0002 }\nfault: drop_reply'), 'put it in quotes, or YAML reads a number'],
  [
    rule('when: { card: "4539578763621486" }\nfault: drop_reply'),
    "expected the last four digits, or the number of a test card: no other card's number is kept",
  ],
  [rule('when: { currency: euro }\nfault: drop_reply'), 'expected a currency of ISO 4217 such as EUR'],
  [rule('when: { probability: 1.5 }\nfault: drop_reply'), 'expected a number from 0 to 1'],
  [rule('when: { nth: 0 }\nfault: drop_reply'), 'expected a whole number from 1 to 1000000'],
  [rule('when: { nth: { from: 3, to: 2 } }\nfault: drop_reply'), 'expected "to" to be no less than "from"'],
  [rule('when: { amount: { minor: 1, max: 2 } }\nfault: drop_reply'), 'expected minor alone, or min and max'],
  [rule('when: { amount: { min: 2, max: 1 } }\nfault: drop_reply'), 'expected "max" to be no less than "min"'],
  [rule('when: { header: { Authorization: x } }\nfault: drop_reply'), 'expected header names in lower case'],
  [rule('when: { header: { authorization: x } }\nfault: drop_reply'), 'none that holds a secret'],
  [
    rule('when: { operation: read }\nissuer: approve'),
    'this rule can never apply: issuer is decided for request_payment',
  ],
  [rule('when: { operation: read }\noutcome: succeed'), 'this rule can never apply: outcome is decided for'],
  [
    rule('when: { operation: capture }\nfault: stale_read'),
    'this rule can never apply: stale_read is for read and list',
  ],
  [
    rule('when: { operation: increment }\nissuer: { challenge: challenge }'),
    'nobody can be asked for a challenge after the payment is approved',
  ],
  [rule('when: { operation: capture }\nnotification: drop'), 'expected a notification to be told by its type'],
  [
    rule('when: { notification: a }\nfault: drop_reply'),
    'expected when.notification only where notification is decided',
  ],
  [rule('notification: { duplicate: 1 }'), 'expected a whole number from 2 to 10'],
  [`${HEAD}  - 1\n`, '4:5: /rules/0: expected an object with any of when, issuer, outcome, fault, notification'],
  ['name: a-name\nrules: []\n', '1:1: "about" is missing'],
  ['- name\n', '1:1: expected an object with name, about, rules'],
  ['', '1:1: expected an object with name, about, rules'],
  [HEAD.replace('some-incident', 'Some Incident').replace(':\n', ': []\n'), '1:7: /name: expected lower-case words'],
  [`${HEAD.replace('rules:\n', 'rules: []\n')}rules: []\n`, '4:1: Map keys must be unique'],
  [`${HEAD}  - &a { fault: drop_reply }\n  - *a\n`, '5:5: /rules/1: expected an object with any of when'],
  [`${HEAD.replace('rules:\n', 'rules: [\n')}`, 'Flow sequence'],
  [`${HEAD.replace('rules:\n', `rules: []\nmore: ${'x'.repeat(70_000)}\n`)}`, 'expected at most 65536 characters'],
];

for (const [yaml, said] of wrong) {
  test(`${yaml.replace(HEAD, '').trim().slice(0, 80)} → ${said}`, () => {
    expect(problems(yaml).join('\n')).toContain(said);
    expect(problems(yaml)[0]).toMatch(/^file\.yaml(:\d+:\d+)?: /);
  });
}

test('everything that is wrong is said at once, each at its place', () => {
  expect(problems(`${HEAD}  - fault: drop_reply\n    x: 1\n  - y: 2\n    fault: nothing\n`)).toEqual([
    expect.stringMatching(/^file\.yaml:5:5: /),
    expect.stringMatching(/^file\.yaml:6:5: /),
    expect.stringMatching(/^file\.yaml:7:12: /),
  ]);
});

test('a file with a thousand mistakes is answered with the first twenty', () => {
  const many = Array.from({ length: 100 }, () => '  - { fault: x, issuer: y }\n').join('');
  expect(problems(`${HEAD}${many}`)).toHaveLength(20);
});

test('only one thing is said of a name that is not known', () => {
  expect(only(rule('fault: drop_reply\nextra: true'))).toContain('"extra" is not known here; known are when');
});

test('what was parsed already is read in the same way, without lines', () => {
  const written = { name: 'a-name', about: 'Something that happened.', rules: [{ fault: 'reset_before' }] };
  expect(situationFrom(written)).toMatchObject({ ok: true, situation: { name: 'a-name' }, written });
  expect(situationFrom({ ...written, rules: [{ fault: 'reset' }] })).toMatchObject({
    ok: false,
    problems: [{ pointer: '/rules/0/fault' }],
  });
  const strange = [null, 1, 'text', [], {}, { name: {} }, { rules: { length: 1 } }, { __proto__: null }];
  for (const value of strange) expect(situationFrom(value).ok).toBe(false);
});

test('what is nested deeper than any situation is refused before anybody looks into it', () => {
  const deep = JSON.parse(`${'[ '.repeat(5000)}${']'.repeat(5000)}`);
  expect(situationFrom({ name: 'deep', about: 'Deeper than deep.', rules: deep })).toEqual({
    ok: false,
    problems: [{ pointer: '', detail: 'expected less nesting' }],
  });
});
