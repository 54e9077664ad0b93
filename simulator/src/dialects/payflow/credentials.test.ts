import { expect, test } from 'vitest';
import { secretShapes } from './credentials.ts';

const lists: readonly [list: string, secret: string][] = [
  // list                                                secret
  ['VENDOR=shop&PWD=x9&TRXTYPE=S', 'x9'],
  ['VENDOR=shop&PWD[9]=p&w=1[a]&&TRXTYPE=S', 'p&w=1[a]&'],
  ['PWD[7]=a&b=c&d&AMT[5]=19.99', 'a&b=c&d'],
  ['pwd=left&right', 'left&right'],
  ['VENDOR=shop&PWD[11]=what & ever&CVV2=123', 'what & ever'],
];
for (const [list, secret] of lists) {
  test(`of ${list} nothing is kept but the rest`, () => {
    const found = secretShapes.flatMap((shape) => [...list.matchAll(shape)].map(([text]) => text));
    expect(found).toEqual([secret]);
  });
}
