import type { Held } from './gate.ts';

/**
 * What is held, in an order that two runs of the same test agree on: by order of the shop, then by what it is, then by
 * what it asks for, and only then by who came first. Whoever came first is a matter of chance between equals alone.
 */
export function inCanonicalOrder(held: readonly Held[]): readonly Held[] {
  return held.toSorted((left, right) => {
    for (const key of ['reference', 'kind', 'what', 'point', 'detail'] as const) {
      const [one = '', other = ''] = [left[key], right[key]];
      if (one !== other) return one < other ? -1 : 1;
    }
    return left.ordinal - right.ordinal;
  });
}
