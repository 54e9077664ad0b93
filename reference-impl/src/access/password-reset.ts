import type { CustomerId, Instant, UserId } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';
import { countedAttempt, RESETS_OF_ACCOUNT, RESETS_OF_ADDRESS } from './attempts.ts';
import { hashPassword, PASSWORD_LENGTH } from './password.ts';
import { hashOfToken } from './session.ts';
import { normalizedEmail } from './user.ts';
import type { AccessWorld } from './world.ts';

/** How long a way in is good that was sent by mail. */
export const RESET_LIFETIME_MS = 30 * 60 * 1000;

/** Whose password it is. */
export type Account = Readonly<{ kind: 'user'; id: UserId }> | Readonly<{ kind: 'customer'; id: CustomerId }>;

/** A permission to choose another password, once. Each account has one at most; the token itself is in its mail only. */
export type PasswordReset = Readonly<{ tokenHash: string; account: Account; expiresAt: Instant }>;

/** Whoever asks is told the same, whether anybody has that address or not. Without mail nobody can be let in this way. */
export type ResetRequest =
  | Readonly<{ kind: 'taken' }>
  | Readonly<{ kind: 'too_many'; until: Instant }>
  | Readonly<{ kind: 'no_mail' }>;

/** What came of choosing another password by what was in a mail. */
export type ResetResult = Readonly<{ kind: 'changed' }> | Readonly<{ kind: 'no_longer_good' }>;

/** Somebody who says to have forgotten a password, and from where. */
export type Forgotten = Readonly<{ email: string; address: string }>;

/** Where accounts of one kind are, and where their new password is chosen. */
export type Accounts = Readonly<{
  kind: Account['kind'];
  byEmail(email: string): Promise<Account | undefined>;
  /** Of the page, to which the token is added. */
  path: string;
}>;

/**
 * Sends a way in to whoever has that address, in place of the one before. It is looked up after the answer, so that not
 * even the time taken tells who there is; an account that has been sent too many is sent none, and the answer is the same.
 */
export async function requestReset(
  world: AccessWorld,
  accounts: Accounts,
  { email, address }: Forgotten,
): Promise<ResetRequest> {
  const { outbox, publicUrl } = world.mailing;
  if (outbox === undefined) return { kind: 'no_mail' };
  const until = await countedAttempt(world, `resets from ${address}`, RESETS_OF_ADDRESS);
  if (until !== undefined) return { kind: 'too_many', until };
  const to = normalizedEmail(email);
  world.background.begin(`password reset ${world.random.id('mail')}`, async () => {
    if (await countedAttempt(world, `resets of ${accounts.kind} ${to}`, RESETS_OF_ACCOUNT)) return;
    const account = await accounts.byEmail(to);
    if (!account) return;
    const token = world.random.token();
    const at = world.clock.now();
    const expiresAt = later(at, RESET_LIFETIME_MS);
    await world.access.putReset({ tokenHash: hashOfToken(token), account, expiresAt }, at);
    outbox.put({ at, to, subject: 'Choose another password', text: mailText(`${publicUrl}${accounts.path}/${token}`) });
  });
  return { kind: 'taken' };
}

/** Whose password may be chosen with a token, while it is good. */
export async function resetAt(
  world: AccessWorld,
  kind: Account['kind'],
  token: string,
): Promise<PasswordReset | undefined> {
  const reset = await world.access.reset(hashOfToken(token));
  return reset?.account.kind === kind && reset.expiresAt > world.clock.now() ? reset : undefined;
}

/** Whose password is chosen with a token that is good, how it is to be kept, and what is used up by that. */
type Redeemed<Row> = Readonly<{ before: Row; passwordHash: string; tokenHash: string }>;

/** Looks up whose password is chosen; nothing where the token is good no longer, or nobody has that account. */
export async function redeem<Row>(
  world: AccessWorld,
  { kind, token, password }: Readonly<{ kind: Account['kind']; token: string; password: string }>,
  rowOf: (account: Account) => Promise<Row | undefined> | undefined,
): Promise<Redeemed<Row> | undefined> {
  const reset = await resetAt(world, kind, token);
  if (!reset) return undefined;
  const passwordHash = await hashPassword(password, world.random.bytes(16), world.scryptCost);
  const before = await rowOf(reset.account);
  return before && { before, passwordHash, tokenHash: reset.tokenHash };
}

function mailText(link: string): string {
  return [
    'Somebody, and we hope that it was you, has said that your password is forgotten. To choose another one, open:',
    link,
    `It works once, for ${RESET_LIFETIME_MS / 60_000} minutes; it wants ${PASSWORD_LENGTH.min} characters or more, and signs you out everywhere.`,
    'If it was not you, there is nothing to do: your password is as it was.',
  ].join('\n\n');
}
