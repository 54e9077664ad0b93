import { expect, test } from 'vitest';
import type { SubjectFaultKind } from '../subject/fault.ts';
import { adviceOnFault } from './advice.ts';
import { adviceOnIntroduction } from './introduction.ts';

type Row = readonly [kind: SubjectFaultKind, message: string, method: string, way: 'stdio' | 'http', todo: string];

const faults: readonly Row[] = [
  ['crashed', 'the subject does not start: spawn pythn ENOENT', 'initialize', 'stdio', 'No such program'],
  ['crashed', 'the subject does not start: spawn ./subject EACCES', 'initialize', 'stdio', 'chmod +x'],
  ['crashed', 'the subject ended with code 1', 'capture', 'stdio', 'What it wrote to standard error says why'],
  ['crashed', 'the subject does not answer at http://127.0.0.1:9/', 'initialize', 'http', 'Start the service first'],
  ['late', 'the reply to initialize: not within 15000 ms', 'initialize', 'stdio', 'flush standard output'],
  ['late', 'the reply to initialize: not within 15000 ms', 'initialize', 'http', 'Answer every POST'],
  ['late', 'the end of the subject after shutdown', 'shutdown', 'stdio', 'then end the program'],
  ['broke_protocol', 'it is not JSON\nStarting…', 'initialize', 'stdio', 'messages for people go to standard error'],
  ['broke_protocol', 'it is not JSON\n<html>', 'initialize', 'http', 'The body of the answer'],
  ['broke_protocol', 'a reply to a request that nobody made', 'initialize', 'stdio', 'Copy the `id`'],
  ['broke_protocol', '/jsonrpc must be equal to constant', 'initialize', 'stdio', '"jsonrpc": "2.0"'],
  ['broke_protocol', 'neither a result nor an error', 'initialize', 'stdio', 'either `result` or `error`'],
  ['broke_protocol', 'an answer with status 500', 'initialize', 'http', 'Answer with status 200'],
  ['broke_protocol', "/ must have required property 'paymentId'", 'capture', 'stdio', 'the path says which member'],
  ['could_not_run', 'no method capture (-32601)', 'capture', 'stdio', 'has to have the method capture'],
  ['could_not_run', 'KeyError (-32603)', 'capture', 'stdio', 'instead'],
];
for (const [kind, message, method, way, todo] of faults) {
  test(`${kind} over ${way}, ${message.split('\n', 1)[0]}: ${todo}`, () => {
    const advice = adviceOnFault({ kind, message }, { method, way, log: 'first\nlast' });
    expect(advice).toMatchObject({ kind: 'wrong', todo: expect.stringContaining(todo) });
    expect(advice).toMatchObject({
      seen: expect.stringMatching(/its standard error ends with:\n {2}first\n {2}last$/),
    });
  });
}

test('a subject without a log is not told that it has one', () => {
  const advice = adviceOnFault({ kind: 'crashed', message: 'gone' }, { method: 'capture', way: 'stdio', log: '\n' });
  expect(advice).toMatchObject({ seen: 'gone', todo: expect.stringContaining('go on reading standard input') });
});

const KNOWN = ['card', 'redirect', 'manual_capture', 'partial_capture', 'multiple_capture', 'refund', 'partial_refund'];
const introductions: readonly (readonly [declared: readonly string[], advice: readonly string[]])[] = [
  [['card'], []],
  [['redirect', 'manual_capture', 'partial_capture'], []],
  [[], ['wrong: no customer can pay: it declares neither `redirect` nor `card`']],
  [['card', 'partial_capture'], ['wrong: it declares `partial_capture` without `manual_capture`']],
  [
    ['card', 'manualCaptures'],
    ['hint: it declares `manualCaptures`, which means nothing here and is ignored: Did you mean `manual_capture`?'],
  ],
  [
    ['card', 'teleport'],
    [`hint: it declares \`teleport\`, which means nothing here and is ignored: The words are: ${KNOWN.join(', ')}.`],
  ],
];
for (const [capabilities, expected] of introductions) {
  test(`${capabilities.join(', ') || 'nothing'}: ${expected.join('; ') || 'fine'}`, () => {
    const advice = adviceOnIntroduction(introduction({ capabilities: [...capabilities] }), KNOWN);
    const told = advice.map((one) => {
      if (one.kind === 'fine') return one.what;
      return `${one.kind}: ${one.seen}${one.kind === 'hint' ? `: ${one.todo}` : ''}`;
    });
    expect(told).toEqual(expected);
  });
}

test('a provider has a name, and what is sold costs money', () => {
  const odd = introduction({ provider: ' ', unitPrices: [{ minor: '0', currency: 'EUR' }] });
  expect(adviceOnIntroduction(odd, KNOWN)).toMatchObject([
    { kind: 'wrong', seen: expect.stringContaining('a unit price of 0') },
    { kind: 'wrong', seen: 'the provider has no name' },
  ]);
});

type Introduction = Parameters<typeof adviceOnIntroduction>[0];

function introduction(more: Partial<Introduction>): Introduction {
  return {
    outcome: 'ok',
    protocolVersion: '2026-12',
    subject: { name: 'my shop', version: '1' },
    provider: 'generic',
    capabilities: ['card'],
    ...more,
  };
}
