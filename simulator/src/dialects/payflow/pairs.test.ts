import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Pair, readPairs, writePairs } from './pairs.ts';

const text = fc.string({ unit: fc.oneof(fc.constantFrom('&', '=', '[', ']', '%', '+', 'ü', '€', '😀'), fc.string()) });
const name = text
  .map((some) => some.replaceAll(/[&=]/g, '') || 'NAME')
  .filter((some) => Buffer.byteLength(some) <= 90 && some.isWellFormed());
const pairs = fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 30 });

test('any names and values come back as they were written', () => {
  let special = 0;
  fc.assert(
    fc.property(pairs, (some) => {
      if (some.some(([, value]) => value.includes('&') && value.includes('='))) special += 1;
      expect(readPairs(Buffer.from(writePairs(some)))).toEqual({ ok: true, pairs: some });
    }),
    {
      numRuns: 200,
      examples: [
        [[['PWD', 'p&w=1']]],
        [
          [
            ['A[3]', 'x[2]=&y'],
            ['Ü', 'Zürich'],
          ],
        ],
      ],
    },
  );
  expect(special).toBeGreaterThan(0);
});

test('whatever bytes arrive, they are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = readPairs(Buffer.from(bytes));
      expect(read.ok || [-6, -7, -105].includes(read.code)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

const read: readonly [string, readonly Pair[]][] = [
  // the list                    what it says
  [
    'A=1&B=2',
    [
      ['A', '1'],
      ['B', '2'],
    ],
  ],
  [
    'A[3]=1&2&B=x=y',
    [
      ['A', '1&2'],
      ['B', 'x=y'],
    ],
  ],
  [
    'COMMENT1[0]=&PONUM=',
    [
      ['COMMENT1', ''],
      ['PONUM', ''],
    ],
  ],
  ['BILLTOCITY[7]=Zürich', [['BILLTOCITY', 'Zürich']]],
  ['A=%20+', [['A', '%20+']]],
];
for (const [list, said] of read) {
  test(`${list} is read`, () => expect(readPairs(Buffer.from(list))).toEqual({ ok: true, pairs: said }));
}

const refused: readonly [string, Buffer, number][] = [
  // what is wrong                       the list                               code
  ['nothing', Buffer.alloc(0), -105],
  ['no equals sign', Buffer.from('A=1&B'), -105],
  ['an ampersand at the end', Buffer.from('A=1&'), -105],
  ['bytes that are not UTF-8', Buffer.from([0x41, 0x3d, 0xff]), -105],
  ['too many names', Buffer.from(Array(1001).fill('A=').join('&')), -105],
  ['too many bytes', Buffer.from(`A=${'x'.repeat(65_536)}`), -105],
  ['an empty name', Buffer.from('=1'), -6],
  ['an empty name with a tag', Buffer.from('[1]=1'), -6],
  ['an ampersand in a name', Buffer.from('A&B=1'), -6],
  ['a name that is too long', Buffer.from(`${'A'.repeat(101)}=1`), -6],
  ['a tag that is too long', Buffer.from('A[5]=1234'), -7],
  ['a tag that is too short', Buffer.from('A[3]=1234'), -7],
  ['a tag in characters, not bytes', Buffer.from('A[6]=Zürich'), -7],
  ['a tag that is no number', Buffer.from('A[x]=1'), -7],
  ['a tag without a number', Buffer.from('A[]=1'), -7],
  ['a negative tag', Buffer.from('A[-1]=1'), -7],
];
for (const [what, list, code] of refused) {
  test(`${what}: ${code}`, () => expect(readPairs(list)).toMatchObject({ ok: false, code }));
}
