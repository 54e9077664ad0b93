import type { Background } from '../platform/background.ts';
import type { Clock } from '../platform/clock.ts';
import type { InTurn } from '../platform/in-turn.ts';
import type { Random } from '../platform/random.ts';
import type { AuditEntry, AuditStore } from '../shop/audit.ts';
import type { Instant, UserId } from '../shop/ids.ts';
import type { Failures } from './lockout.ts';
import type { Outbox } from './outbox.ts';
import type { ScryptCost } from './password.ts';
import type { PasswordReset } from './password-reset.ts';
import type { Session } from './session.ts';
import type { User } from './user.ts';

/** Where users, sessions and failed sign-ins are kept. */
export interface AccessStore {
  users(): Promise<readonly User[]>;
  userById(id: UserId): Promise<User | undefined>;
  userByEmail(email: string): Promise<User | undefined>;
  /** Refuses a second user with the same e-mail address. */
  addUser(user: User, entry: AuditEntry): Promise<'added' | 'email_taken'>;
  /**
   * `conflict` when the user is no longer as before, or `reset` is no longer good, which is used up. With `end`, nobody
   * stays signed in as that user, and no way in that was sent by mail is good.
   */
  changeUser(
    before: User,
    after: User,
    more: Readonly<{ entry: AuditEntry; sessions: 'keep' | 'end'; reset?: string }>,
  ): Promise<'changed' | 'conflict'>;
  session(tokenHash: string): Promise<Session | undefined>;
  /** Also forgets the sessions that have expired by `now`. */
  addSession(session: Session, now: Instant, entry: AuditEntry): Promise<void>;
  removeSession(tokenHash: string): Promise<void>;
  removeSessionsOf(id: UserId, entry: AuditEntry): Promise<void>;
  /** Keeps it in place of the one that the account had, and forgets those that have expired by `now`. */
  putReset(reset: PasswordReset, now: Instant): Promise<void>;
  reset(tokenHash: string): Promise<PasswordReset | undefined>;
  failures(email: string): Promise<Failures | undefined>;
  /** Also forgets the failures of others that are due to be forgotten by `now`. */
  putFailures(failures: Failures, now: Instant): Promise<void>;
  forgetFailures(email: string): Promise<void>;
}

/** What signing in and staff accounts need. */
export type AccessWorld = Readonly<{
  access: AccessStore;
  audit: AuditStore;
  clock: Clock;
  random: Random;
  inTurn: InTurn;
  scryptCost: ScryptCost;
  background: Background;
  /** Without an outbox nobody can be sent anything. */
  mailing: Readonly<{ outbox: Outbox | undefined; publicUrl: string }>;
}>;
