import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Pair, read, written } from './pairs.ts';

const asWritten: readonly [pairs: readonly Pair[], expected: string][] = [
  [[['TRXTYPE', 'A']], 'TRXTYPE[1]=A'],
  [[['COMMENT1', '']], 'COMMENT1[0]='],
  [
    [
      ['PWD', 's3cret&42'],
      ['USER', 'a=b'],
    ],
    'PWD[9]=s3cret&42&USER[3]=a=b',
  ],
  [[['BILLTOCITY', 'Zürich']], 'BILLTOCITY[7]=Zürich'],
];
for (const [pairs, expected] of asWritten) {
  test(`written: ${expected}`, () => expect(written(pairs)).toBe(expected));
}

const asRead: readonly [text: string, expected: Readonly<Record<string, string>> | undefined][] = [
  ['RESULT=0&RESPMSG=Approved', { RESULT: '0', RESPMSG: 'Approved' }],
  ['RESULT[1]=0&SECURETOKEN[13]=9pJ0y=Zk/Qa&1', { RESULT: '0', SECURETOKEN: '9pJ0y=Zk/Qa&1' }],
  ['RESPMSG=a=b&RESULT=12', { RESPMSG: 'a=b', RESULT: '12' }],
  ['CITY[7]=Zürich&RESULT[1]=0', { CITY: 'Zürich', RESULT: '0' }],
  ['RESPMSG[0]=&RESULT=0', { RESPMSG: '', RESULT: '0' }],
  ['RESPMSG=&RESULT=0', { RESPMSG: '', RESULT: '0' }],
  ['RESPMSG=12% [sic]&RESULT=0', { RESPMSG: '12% [sic]', RESULT: '0' }],
  ['', undefined],
  ['<html>', undefined],
  ['=0', undefined],
  ['RESULT', undefined],
  ['RESULT=0&', undefined],
  ['&RESULT=0', undefined],
  ['RESULT=0&&RESPMSG=x', undefined],
  ['RESULT=0&PNREF', undefined],
  // Two answers in one are none.
  ['RESULT=12&RESULT=0', undefined],
  ['RESULT[1]=0&RESULT=12', undefined],
  // Lengths that do not fit: too long, too short, of characters instead of bytes, no number, too large a number.
  ['RESULT[2]=0', undefined],
  ['RESULT[1]=12', undefined],
  ['CITY[6]=Zürich&RESULT=0', undefined],
  ['CITY[2]=Zürich&RESULT=0', undefined],
  ['RESULT[x]=0', undefined],
  ['RESULT[]=0', undefined],
  ['RESULT[-1]=0', undefined],
  ['[1]=0', undefined],
  ['RESULT[99999999]=0', undefined],
  // What a character becomes that has been cut in two before it got here.
  ['CITY[4]=Z\uFFFD', undefined],
];
for (const [text, expected] of asRead) {
  test(`read: ${text || 'nothing'}`, () => {
    const values = read(text);
    expect(values && Object.fromEntries(values)).toEqual(expected);
  });
}

test('more pairs than an answer can have are no answer', () => {
  const pairs = (count: number) => written(Array.from({ length: count }, (_, at) => [`N${at}`, 'x'] as const));
  expect(read(pairs(500))?.size).toBe(500);
  expect(read(pairs(501))).toBeUndefined();
});

test('a name that could not be told from the rest is never written', () => {
  for (const name of ['', 'A&B', 'A=B']) expect(() => written([[name, 'x']])).toThrow('a name');
});

const character = fc.oneof(fc.constantFrom('&', '=', '[', ']', '1', 'ü', '€', '😀'), fc.string({ maxLength: 1 }));
const text = fc.string({ unit: character });
const name = text.filter((one) => /^[^&=]+$/s.test(one));
const pairs = fc.uniqueArray(fc.tuple(name, text), { selector: ([one]) => one, minLength: 1, maxLength: 8 });

test('whatever is written is read, with any names and any values', () => {
  const same = fc.property(pairs, (all) => {
    expect([...(read(written(all)) ?? [])]).toEqual(all);
  });
  fc.assert(same, { numRuns: 300 });
});

test('what has been cut off is never read as the whole', () => {
  const less = fc.property(pairs, fc.nat(), (all, at) => {
    const whole = Buffer.from(written(all));
    const values = read(whole.subarray(0, at % whole.length).toString());
    expect(values?.size ?? 0).toBeLessThan(all.length);
  });
  fc.assert(less, { numRuns: 300 });
});
