import type { Instant } from '../engine/ids.ts';

/** Something that is good once, and for how long it would be believed by the clock of the account it is used for. */
export type Nonce = Readonly<{ merchantId: string; keyId: string; nonce: string; until: Instant }>;

/** Remembers what is good once, also over a restart and among several processes. */
export interface NonceStore {
  /** Takes it if nobody has before, and forgets what is not believed any more at `now`. */
  takeNonce(nonce: Nonce, now: Instant): Promise<'new' | 'used'>;
}
