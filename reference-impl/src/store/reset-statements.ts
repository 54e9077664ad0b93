import type { Account } from '../access/password-reset.ts';
import { onlyIfThere, type Statement, statement } from './database.ts';

/** Uses a reset up; a batch in which it is gone already comes to nothing. */
export function resetUsedUp(tokenHash: string): Statement {
  return onlyIfThere('delete from password_resets where token_hash = ?', tokenHash);
}

/** No way in that was sent to this account is good any more. */
export function resetsGone({ kind, id }: Account): Statement {
  return statement('delete from password_resets where account_kind = ? and account_id = ?', kind, id);
}
