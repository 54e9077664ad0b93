import { expect, test } from 'vitest';
import { readCatalogue } from '../../src/catalogue.ts';
import { editedNode } from '../../src/mutants/edits.ts';
import { MISTAKES } from './mistakes.ts';

// They are made on demand only, and would otherwise rot unseen.
test('every mistake still fits the small integration, and belongs to a requirement', () => {
  const known = readCatalogue().flatMap(({ requirements }) => requirements.map(({ id }) => id));
  expect(known).toEqual(expect.arrayContaining(Object.keys(MISTAKES)));
  for (const [, , ...edits] of Object.values(MISTAKES).flat()) {
    expect(editedNode(edits).environment).not.toEqual({});
  }
});
