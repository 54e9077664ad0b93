import type { Instant } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';
import type { AccessWorld } from './world.ts';

/** How much of something may happen in a window of time, before whoever is counted together has to wait for its end. */
export type Allowance = Readonly<{ max: number; windowMs: number }>;

const QUARTER_HOUR_MS = 15 * 60 * 1000;

/** Wrong passwords from one address, whoever is tried with them: several people may share an address. */
export const SIGN_INS_OF_ADDRESS: Allowance = { max: 50, windowMs: QUARTER_HOUR_MS };
/** Accounts of customers that are made, or tried to be, from one address. */
export const REGISTRATIONS_OF_ADDRESS: Allowance = { max: 20, windowMs: QUARTER_HOUR_MS };
/** Passwords that are said to be forgotten, from one address. */
export const RESETS_OF_ADDRESS: Allowance = { max: 20, windowMs: QUARTER_HOUR_MS };
/** Mails with a new way in, to one person. */
export const RESETS_OF_ACCOUNT: Allowance = { max: 3, windowMs: 60 * 60 * 1000 };

/** Counts one more attempt; until when there is nothing more to try, where there were too many. */
export async function countedAttempt(
  world: AccessWorld,
  counted: string,
  { max, windowMs }: Allowance,
): Promise<Instant | undefined> {
  return world.inTurn(`counting ${counted}`, async () => {
    const now = world.clock.now();
    const known = await world.access.failures(counted);
    const window = known && known.forgetAt > now ? known : { count: 0, forgetAt: later(now, windowMs) };
    if (window.count >= max) return window.forgetAt;
    await world.access.putFailures({ email: counted, count: window.count + 1, forgetAt: window.forgetAt }, now);
    return undefined;
  });
}

/** Takes an attempt back that has turned out well. */
async function uncounted(world: AccessWorld, counted: string): Promise<void> {
  await world.inTurn(`counting ${counted}`, async () => {
    const now = world.clock.now();
    const known = await world.access.failures(counted);
    if (known) await world.access.putFailures({ ...known, count: Math.max(0, known.count - 1) }, now);
  });
}

/** Lets an address try a password, unless it has tried too many wrong ones already. Counted before, so that many at once are too. */
export async function tryFrom<Result extends Readonly<{ kind: string }>>(
  world: AccessWorld,
  address: string,
  attempt: () => Promise<Result>,
): Promise<Result | Readonly<{ kind: 'locked_out'; until: Instant }>> {
  const counted = `sign-in from ${address}`;
  const until = await countedAttempt(world, counted, SIGN_INS_OF_ADDRESS);
  if (until !== undefined) return { kind: 'locked_out', until };
  const result = await attempt();
  if (result.kind !== 'refused') await uncounted(world, counted);
  return result;
}
