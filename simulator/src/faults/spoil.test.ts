import { expect, test } from 'vitest';
import { firstHalf, inPieces, malformed, skewedTimes } from './spoil.ts';

test('malformed JSON begins as it should and cannot be parsed, whatever it was', () => {
  for (const json of ['{"status":"captured"}', '[]', '{}', '"text"', '1', 'null']) {
    expect(() => JSON.parse(malformed(json))).toThrow(SyntaxError);
  }
  expect(malformed('{"status":"captured"}')).toBe('{"status":"captured","upda');
});

test('half of a text is half of its bytes', () => {
  expect(firstHalf('abcdef').toString()).toBe('abc');
  expect(firstHalf('äö').length).toBe(2);
  expect(firstHalf('').length).toBe(0);
});

test('pieces make up the whole again, also where a character is torn apart', () => {
  for (const text of ['abcdefgh', 'äöüß', 'x', '']) {
    for (const pieces of [1, 2, 3, 100]) {
      expect(Buffer.concat(inPieces(text, pieces)).toString()).toBe(text);
      expect(inPieces(text, pieces).length).toBeLessThanOrEqual(pieces);
    }
  }
});

test('times are skewed under the names that hold one, and nowhere else', () => {
  const names = { of: new Set(['at', 'createdAt']), except: new Set(['metadata']) };
  const noon = '2027-01-01T12:00:00.000Z';
  const later = '2027-01-01T12:05:00.000Z';
  const payment = { createdAt: noon, captures: [{ at: noon, id: noon }], metadata: { at: noon }, reference: noon };
  expect(JSON.parse(skewedTimes(JSON.stringify({ ...payment, at: 'noon' }), 300_000, names))).toEqual({
    createdAt: later,
    captures: [{ at: later, id: noon }],
    metadata: { at: noon },
    reference: noon,
    at: 'noon',
  });
});
