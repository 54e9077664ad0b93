import type { options } from './options.ts';

/**
 * What becomes of a silent post that is not answered with 200: nothing; it is posted again; or the transaction that it tells
 * of is voided.
 */
export type SilentPost = 'once' | 'again' | 'confirmed';

/** How exact the provider is with a merchant account. */
export type Profile = Readonly<{
  silentPost: SilentPost;
  /** Whether whatever has an effect needs an X-VPS-REQUEST-ID. */
  requestId: 'optional' | 'required';
  /** Whether an amount needs its currency beside it, or may leave it to US dollars and to what it refers to. */
  currency: 'assumed' | 'named';
  /** Whether a follow-up has to say by which TENDER its original was paid. */
  tender: 'any' | 'of_original';
  /** Whether what is paid by Express Checkout has to be for the amount and the type that the buyer was asked about. */
  express: 'may_differ' | 'as_approved';
  /** Whether an amount that asks for a RESULT gets it on the page too, where money is not real, or a good card pays there. */
  pageAmounts: 'pay' | 'ask';
  /** Cards that are declined with RESULT 12 where money is not real, whatever else they do. */
  declinedCards: readonly string[];
}>;

const STANDARD: Profile = {
  silentPost: 'once',
  requestId: 'optional',
  currency: 'assumed',
  tender: 'any',
  express: 'may_differ',
  pageAmounts: 'pay',
  declinedCards: [],
};

/** The ways in which the provider is known. */
export const PROFILES: Readonly<Record<(typeof options.profile)[number], Profile>> = {
  /** As its documents have it, forgiving where they leave it open. */
  standard: STANDARD,
  /** Everything is demanded and compared that can be. */
  strict: {
    ...STANDARD,
    silentPost: 'confirmed',
    requestId: 'required',
    currency: 'named',
    tender: 'of_original',
    express: 'as_approved',
    pageAmounts: 'ask',
  },
  /** As OroCommerce knows it, which sends no request ids, has silent posts confirmed, and tests with a card of its own. */
  'oro-compat': {
    ...STANDARD,
    silentPost: 'confirmed',
    pageAmounts: 'ask',
    declinedCards: ['5105105105105100'],
  },
};
