import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FormNode, readForm } from './form.ts';
import { readParameters } from './parameters.ts';

/** Nested parts as plain objects, to be compared. */
function plain(node: FormNode): unknown {
  return typeof node === 'string' ? node : Object.fromEntries([...node].map(([name, part]) => [name, plain(part)]));
}

const forms: readonly [text: string, read: unknown][] = [
  ['', {}],
  ['a=1&b=2', { a: '1', b: '2' }],
  ['a=1&a=2', { a: '2' }],
  ['a[b][c]=1&a[b][d]=2', { a: { b: { c: '1', d: '2' } } }],
  ['a[0]=x&a[1]=y', { a: { 0: 'x', 1: 'y' } }],
  ['a[]=x&a[]=y', { a: { 0: 'x', 1: 'y' } }],
  ['a%5Bb%5D=1', { a: { b: '1' } }],
  ['a=caf%C3%A9+au+lait', { a: 'café au lait' }],
  ['a', { a: '' }],
  ['__proto__[x]=1', { ['__proto__']: { x: '1' } }],
  ['a=1&a[b]=2', 'a parameter is given both as text and in parts'],
  ['a[b]=2&a=1', 'a parameter is given both as text and in parts'],
  ['a[b=1', 'the name of a parameter is malformed'],
  ['[a]=1', 'the name of a parameter is malformed'],
  ['a]=1', 'the name of a parameter is malformed'],
  [`a${'[b]'.repeat(10)}=1`, 'the name of a parameter is malformed'],
  [`${'a'.repeat(401)}=1`, 'the name of a parameter is malformed'],
  ['a=1&'.repeat(2001), 'at most 2000 parameters are read'],
];
for (const [text, read] of forms) {
  test(`${text.slice(0, 40)}: ${typeof read === 'string' ? read : JSON.stringify(read)}`, () => {
    const form = readForm(text);
    expect(form.ok ? plain(form.parts) : form.why).toEqual(read);
  });
}

const parameters: readonly [text: string, outcome: string][] = [
  ['limit=3', '{"limit":3}'],
  ['limit=%2B3', '{"limit":3}'],
  ['limit=3.0', 'limit: Invalid integer: 3.0'],
  ['limit=', "limit: You passed an empty string for 'limit'."],
  ['limit[a]=3', 'limit: Invalid integer: limit'],
  ['limit=0', 'limit: This value must be greater than or equal to 1.'],
  ['created=5', '{"created":5}'],
  ['created[gte]=5&created[lt]=9', '{"created":{"gte":5,"lt":9}}'],
  ['created[gtt]=5', 'created[gtt]: Received unknown parameter: created[gtt]'],
  ['created=then', 'created: Invalid integer: then'],
  ['expand[]=data.customer', '{"expand":["data.customer"]}'],
  ['expand=data.customer', 'expand: Invalid array: expand'],
  ['expand[x]=data.customer', 'expand: Invalid array: expand'],
  ['toString=1', 'toString: Received unknown parameter: toString'],
  ['__proto__=1', '__proto__: Received unknown parameter: __proto__'],
];
for (const [text, outcome] of parameters) {
  test(`${text}: ${outcome}`, () => {
    const form = readForm(text);
    const read = readParameters('ListPaymentIntentsParams', form.ok ? form.parts : new Map());
    const told = read.ok ? JSON.stringify(read.value) : `${read.error.param}: ${read.error.message}`;
    expect(told.startsWith(outcome), told).toBe(true);
  });
}

const name = fc.constantFrom(
  'amount',
  'currency',
  'metadata',
  'card',
  'expand',
  'shipping',
  'off_session',
  '__proto__',
  '',
);
type Sent = Readonly<{ key: [string, string[]]; value: string }>;
const key: fc.Arbitrary<[string, string[]]> = fc.tuple(
  name,
  fc.array(fc.oneof(name, fc.constantFrom('0', '9', ']', '[')), { maxLength: 4 }),
);
const pair: fc.Arbitrary<Sent> = fc.record({
  key,
  value: fc.oneof(fc.string(), fc.constantFrom('1', 'true', 'True', '', '4242424242424242')),
});

const tame: fc.Arbitrary<Sent> = fc.record({
  key: fc.tuple(fc.constantFrom('amount', 'currency', 'off_session'), fc.constant<string[]>([])),
  value: fc.string(),
});
const READABLE = 25;

test('no form makes the reader throw: it is read, or refused in a sentence', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(fc.array(pair, { maxLength: 8 }), fc.array(tame, { maxLength: 8 })), (pairs) => {
      const text = new URLSearchParams(
        pairs.map(({ key: [first, rest], value }) => [`${first}${rest.map((part) => `[${part}]`).join('')}`, value]),
      ).toString();
      const form = readForm(text);
      if (!form.ok) {
        expect(form.why).not.toBe('');
        return;
      }
      const parsed = readParameters('CreatePaymentIntentParams', form.parts);
      if (!parsed.ok) expect(parsed.error.message).not.toBe('');
      read += 1;
    }),
    // Of what comes by chance, too little may be readable to have tried anything.
    { examples: fc.sample(fc.array(tame, { maxLength: 8 }), { numRuns: READABLE, seed: 1 }).map((form) => [form]) },
  );
  expect(read).toBeGreaterThanOrEqual(READABLE);
});
