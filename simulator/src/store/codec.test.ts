import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode, encodeJson } from './codec.ts';

test('what is encoded comes back, amounts of any size and members of any name among it', () => {
  let amounts = 0;
  const names = fc.oneof(fc.string(), fc.constantFrom('$n', '$$n', '$$$n', '$', 'n', '__proto__'));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.bigInt(),
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(names, tie('value'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(value, (given) => {
      if (typeof given === 'bigint') amounts += 1;
      expect(decode(encode(given))).toEqual(given);
    }),
    { numRuns: 1000 },
  );
  expect(amounts).toBeGreaterThan(20);
});

test('what looks like an encoded amount and is none stays what it is', () => {
  const bodies = [{ $n: '1' }, { $n: 'text' }, { $$n: { $n: '1' } }, '{"$n":"1"}', { list: [{ $n: 1 }] }];
  expect(decode(encode(bodies))).toEqual(bodies);
  expect(encodeJson(bodies)).toBe(encode(bodies));
});

test('an amount beside one of that name is still an amount', () => {
  expect(decode(encode({ $n: 5n, minor: 7n }))).toEqual({ $n: 5n, minor: 7n });
});
