import fc from 'fast-check';
import { expect, test } from 'vitest';
import { start } from '../running-simulator.ts';
import { askRaw, card, list, payflowAccount, type Said } from './payflow-account.ts';

type Wish =
  | Readonly<{ kind: 'capture'; amount: number; rest: 'keep' | 'release' }>
  | Readonly<{ kind: 'void' }>
  | Readonly<{ kind: 'credit'; of: number; amount: number }>;

const amount = fc.integer({ min: 1, max: 60 });
const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('capture'), amount, rest: fc.constantFrom('keep', 'release') }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'void' } as const) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('credit'), of: fc.integer({ min: 0, max: 3 }), amount }) },
);

const AUTHORIZED = 100;

/** A course that gets to every answer there is. */
const WHOLE: readonly Wish[] = [
  { kind: 'capture', amount: 60, rest: 'keep' },
  { kind: 'capture', amount: 41, rest: 'keep' },
  { kind: 'credit', of: 0, amount: 40 },
  { kind: 'credit', of: 0, amount: 21 },
  { kind: 'credit', of: 0, amount: 20 },
  { kind: 'void' },
  { kind: 'void' },
  { kind: 'capture', amount: 1, rest: 'release' },
];

test('in whatever order captures, voids and credits are asked for, no money is made or lost', async () => {
  await using running = await start();
  const account = await payflowAccount(running);
  const seen = new Set<string>();
  const ask = async (fields: Said) => {
    const said = await account.ask({ TENDER: 'C', ...fields });
    seen.add(`${fields.TRXTYPE} ${said.RESULT}`);
    return said;
  };
  const runs = fc.asyncProperty(fc.array(wish, { maxLength: 8 }), async (wishes) => {
    const { PNREF: ORIGID = '' } = await ask({ TRXTYPE: 'A', ...card('sandbox', { AMT: `${AUTHORIZED}.00` }) });
    let hold = AUTHORIZED;
    const captures: { pnref: string; left: number }[] = [];
    for (const one of wishes) {
      switch (one.kind) {
        case 'capture': {
          const CAPTURECOMPLETE = one.rest === 'keep' ? 'N' : 'Y';
          const said = await ask({ TRXTYPE: 'D', ORIGID, AMT: `${one.amount}.00`, CAPTURECOMPLETE });
          expect(said.RESULT).toBe(one.amount <= hold ? '0' : '111');
          if (said.RESULT !== '0') break;
          captures.push({ pnref: said.PNREF ?? '', left: one.amount });
          hold = one.rest === 'keep' ? hold - one.amount : 0;
          break;
        }
        case 'void': {
          const said = await ask({ TRXTYPE: 'V', ORIGID });
          expect(said.RESULT).toBe(hold > 0 ? '0' : '108');
          hold = 0;
          break;
        }
        case 'credit': {
          const capture = captures[one.of];
          if (capture === undefined) break;
          const said = await ask({ TRXTYPE: 'C', ORIGID: capture.pnref, AMT: `${one.amount}.00` });
          expect(said.RESULT).toBe(one.amount <= capture.left ? '0' : '105');
          if (said.RESULT === '0') capture.left -= one.amount;
          break;
        }
      }
    }
  });
  await fc.assert(runs, { numRuns: 25, examples: [[[...WHOLE]]] });
  expect([...seen].sort()).toEqual(['A 0', 'C 0', 'C 105', 'D 0', 'D 111', 'V 0', 'V 108']);
  expect(running.logged).toEqual([]);
});

// What no byte of a request may do: answer anything but a RESULT, or fail.
test('whatever is posted, before and after good credentials, is answered with a RESULT', async () => {
  await using running = await start();
  const { who } = await payflowAccount(running);
  const piece = fc.oneof(fc.constantFrom('&', '=', '[', ']', '[3]=', 'AMT', 'Zürich', 'TRXTYPE[9]=A'), fc.string());
  const runs = fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
    const said = await askRaw(running, 'sandbox', `${list(who)}&${pieces.join('')}`);
    expect(said.RESULT).toMatch(/^-?\d+$/);
    expect(said).not.toHaveProperty('PNREF');
  });
  await fc.assert(runs, { numRuns: 40, examples: [[['TRXTYPE[9]=A']], [['A', '&', 'B=1']], [[]]] });
  expect(running.logged).toEqual([]);
});
