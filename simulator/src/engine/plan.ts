import type { Instant } from './ids.ts';

/** How an accepted operation ends: at once, at a planned time, or whenever a resolving command comes. */
export type Plan<Ending> = Readonly<{ when: 'now'; outcome: Ending }> | Later<Ending>;

/** A plan that leaves the operation pending for now. */
export type Later<Ending> =
  | Readonly<{ when: 'later'; decideAt: Instant; outcome: Ending }>
  | Readonly<{ when: 'unplanned' }>;

/** Why the world let an accepted operation come to nothing. */
export const WORLD_FAILURES = [
  'declined_by_issuer',
  'account_closed',
  'returned_by_issuer',
  'insufficient_merchant_funds',
  'technical_error',
] as const;
export type WorldFailure = (typeof WORLD_FAILURES)[number];

/** What the simulated world planned for a capture, a void or a refund. The rules may still make a success fail. */
export type Outcome = Readonly<{ kind: 'succeeded' }> | Readonly<{ kind: 'failed'; reason: WorldFailure }>;

/** How a dispute is decided, seen from the merchant. An inquiry that is won closes, one that is lost escalates. */
export const RULINGS = ['won', 'lost'] as const;
export type Ruling = (typeof RULINGS)[number];
