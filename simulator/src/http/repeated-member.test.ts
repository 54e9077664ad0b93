import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repeatedMember } from './repeated-member.ts';

const cases: readonly [text: string, pointer: string | undefined][] = [
  ['{}', undefined],
  ['{"a":1,"b":1}', undefined],
  ['{"a":1,"a":1}', '/a'],
  ['{"a":1,"\\u0061":2}', '/a'],
  ['{ "a" : 1 , "a" : 2 }', '/a'],
  ['{"a":{"a":{"a":1}}}', undefined],
  ['{"a":{"b":1,"c":{"b":2}},"b":3}', undefined],
  ['{"a":{"b":1,"b":2}}', '/a/b'],
  ['[{"a":1},{"a":1}]', undefined],
  ['[0,[1,{"x/y~":[]},{"x/y~":1,"x/y~":2}]]', '/1/2/x~1y~0'],
  ['{"a":["a","a"],"b":"a"}', undefined],
  ['{"a":"{\\"a\\":1","b":"\\\\","c":"}"}', undefined],
  ['{"a":"x\\\\","a":1}', '/a'],
  ['{"__proto__":1,"__proto__":2}', '/__proto__'],
  ['{"":1,"":2}', '/'],
  ['{"4242424242424242":1,"4242424242424242":2}', '/••••••••••••4242'],
  ['"text"', undefined],
  ['1', undefined],
];
for (const [text, pointer] of cases) {
  test(`${text}: ${pointer ?? 'no member twice'}`, () => expect(repeatedMember(text)).toBe(pointer));
}

test('what was written by JSON.stringify has no member twice, and has one once it is doubled', () => {
  let doubled = 0;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string(), (value, name) => {
      const text = JSON.stringify({ [name]: value, other: [value] });
      expect(repeatedMember(text)).toBeUndefined();
      const twice = `${text.slice(0, -1)},${JSON.stringify(name)}:null}`;
      doubled += 1;
      expect(repeatedMember(twice)).toBeDefined();
    }),
  );
  expect(doubled).toBe(100);
});
