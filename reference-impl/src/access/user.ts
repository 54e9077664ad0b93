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
}>;

/** The form of an e-mail address under which it is stored and compared. */
export function normalizedEmail(email: string): string {
  return email.trim().toLowerCase();
}
