import type { options } from './options.ts';

/**
 * What becomes of a silent post that is not answered with 200: nothing; it is posted again; or the transaction that it tells
 * of is voided.
 */
export type SilentPost = 'once' | 'again' | 'confirmed';

/** How exact the provider is with a merchant account. */
export type Profile = Readonly<{
  silentPost: SilentPost;
}>;

/** The ways in which the provider is known. */
export const PROFILES: Readonly<Record<(typeof options.profile)[number], Profile>> = {
  /** As its documents have it, forgiving where they leave it open. */
  standard: { silentPost: 'once' },
  /** Everything is demanded and compared that can be. */
  strict: { silentPost: 'confirmed' },
  /** As OroCommerce relies on it. */
  'oro-compat': { silentPost: 'confirmed' },
};
