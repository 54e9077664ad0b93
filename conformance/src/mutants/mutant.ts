import type { Edit } from './edits.ts';

/** A known mistake: the reference shop with a few words changed, and the requirements that have to notice. */
export type Mutant = Readonly<{
  id: string;
  /** The mistake, in words. */
  mistake: string;
  /** The provider it is checked with, where it lives in the adapter for that one; the generic one when left out. */
  provider?: 'stripe' | 'paypal' | 'payflow';
  edits: readonly Edit[];
  /** A kill counts only through one of these. */
  kills: readonly string[];
}>;

/** A known mistake that the reference shop has no place for yet, and what it waits for. */
export type WaitingMutant = Readonly<{ id: string; mistake: string; kills: readonly string[]; waitsFor: string }>;

/** Where the reference shop's sources are. */
export const SHOP = 'reference-impl/src';
