import type { Clock } from '../platform/clock.ts';
import type { InTurn } from '../platform/in-turn.ts';
import type { Random } from '../platform/random.ts';
import type { Instant, UserId } from '../shop/ids.ts';
import type { Failures } from './lockout.ts';
import type { ScryptCost } from './password.ts';
import type { Session } from './session.ts';
import type { User } from './user.ts';

/** Where users, sessions and failed sign-ins are kept. */
export interface AccessStore {
  users(): Promise<readonly User[]>;
  userById(id: UserId): Promise<User | undefined>;
  userByEmail(email: string): Promise<User | undefined>;
  /** Refuses a second user with the same e-mail address. */
  addUser(user: User): Promise<'added' | 'email_taken'>;
  session(tokenHash: string): Promise<Session | undefined>;
  /** Also forgets the sessions that have expired by `now`. */
  addSession(session: Session, now: Instant): Promise<void>;
  removeSession(tokenHash: string): Promise<void>;
  failures(email: string): Promise<Failures | undefined>;
  /** Also forgets the failures of others that are due to be forgotten by `now`. */
  putFailures(failures: Failures, now: Instant): Promise<void>;
  forgetFailures(email: string): Promise<void>;
}

/** What signing in and staff accounts need. */
export type AccessWorld = Readonly<{
  access: AccessStore;
  clock: Clock;
  random: Random;
  inTurn: InTurn;
  scryptCost: ScryptCost;
}>;
