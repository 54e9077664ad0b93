import type { Actor, AuditEntry, Facts } from '../shop/audit.ts';
import type { Instant, UserId } from '../shop/ids.ts';
import type { Role } from './roles.ts';

/** A member of the staff. */
export type User = Readonly<{
  id: UserId;
  /** In lower case, as people do not type their own address the same way twice. */
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
  createdAt: Instant;
  /** Since when the user can no longer sign in. What the user has done stays told. */
  disabledAt?: Instant;
}>;

/** The form of an e-mail address under which it is stored and compared. */
export function normalizedEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** A user as the one who does something. */
export function actorOf({ id, name, role }: User): Actor {
  return { kind: 'staff', userId: id, name, role };
}

/** A user as what something is done to. */
export function aboutUser({ id, email }: User): AuditEntry['about'] {
  return { kind: 'user', id, label: email };
}

/** What may be told about a user. */
export function userFacts({ name, email, role, disabledAt }: User): Facts {
  return { name, email, role, canSignIn: disabledAt === undefined ? 'yes' : 'no' };
}
