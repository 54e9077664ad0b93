import fc from 'fast-check';
import type { Move } from '../property.ts';
import type { Stage } from '../stage.ts';
import { turn } from './accounts.ts';
import { at, pick } from './aim.ts';
import { observed } from './observed.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// Past the end of an action, a token, an idempotency key, a refund on its way, a hold; or past nothing.
const TURNS = {
  'a minute': MINUTE_MS,
  'two hours': 2 * HOUR_MS,
  'twenty-five hours': 25 * HOUR_MS,
  'four days': 4 * DAY_MS,
  'eight days': 8 * DAY_MS,
} as const;

/**
 * The clocks of the accounts of one environment are turned, and of no other: what is due there happens, and whoever is
 * late there is late. They are turned together, since the simulator lets an account whose clock is ahead run the timers
 * of a neighbour's payment that it names; once that is mended, one account at a time is the sharper law.
 */
export const turning: fc.Arbitrary<Move<Stage>> = fc
  .tuple(pick, fc.constantFrom('a minute', 'two hours', 'twenty-five hours', 'four days', 'eight days'))
  .map(([who, length]) =>
    observed('turn a clock', async (stage, say) => {
      const { environment } = at(stage.world.merchants, who);
      const together = stage.world.merchants.filter((merchant) => merchant.environment === environment);
      say(`the clocks of the accounts in ${environment} are turned by ${length}`);
      for (const merchant of together) await turn(stage, merchant, TURNS[length]);
      stage.session.counters.count(`turned: ${length}`);
    }),
  );
