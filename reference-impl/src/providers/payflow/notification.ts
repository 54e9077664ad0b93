import { createHash } from 'node:crypto';
import type { Told, Verification } from '../../payments/notification.ts';
import type { Unknown } from '../../payments/outcome.ts';
import { isCurrency } from '../../shop/currency.ts';
import type { Instant } from '../../shop/ids.ts';
import type { Money } from '../../shop/money.ts';
import { fromText } from './amounts.ts';
import { type Inquiry, isPnref } from './replies.ts';
import { tokenIdOf } from './requests.ts';

/**
 * What a silent post says: nobody has signed it, so it is a hint whom to ask about and nothing more. A result is in it, and
 * is not kept: the result that counts is the one that Payflow gives when it is asked.
 */
export type SilentPost = Readonly<{ pnref: string; told: Hint }>;

/** About which payment of which environment it is, and for how much. Test or live it does not say. */
type Hint = Readonly<Required<Pick<Told, 'environment' | 'orderNumber' | 'commandId'>> & { amount: Money }>;

const FIELDS_MAX = 200;
const TEXT_LENGTH_MAX = 200;
const NAMES = ['RESULT', 'PNREF', 'AMT', 'CURRENCY', 'SECURETOKENID', 'USER1', 'USER2', 'USER3', 'USER4'];

/**
 * Reads a silent post. Nothing when it has no RESULT, which is no approval but no answer; when a field that matters is
 * missing or there twice; and when its token is not the one of the attempt that it names.
 */
export function readSilentPost(body: Buffer): SilentPost | undefined {
  const fields = [...new URLSearchParams(body.toString('utf8'))];
  if (fields.length > FIELDS_MAX) return undefined;
  const values = new Map<string, string>();
  for (const [name, value] of fields) {
    if (!NAMES.includes(name)) continue;
    if (values.has(name) || value.length > TEXT_LENGTH_MAX) return undefined;
    values.set(name, value);
  }
  const [result, pnref, text, said, tokenId, commandId, environment, orderNumber, asked = ''] = NAMES.map((name) =>
    values.get(name),
  );
  if (!result || !isPnref(pnref) || !commandId || !environment || !orderNumber) return undefined;
  if (tokenId !== tokenIdOf({ commandId }) || (said ?? asked) !== asked || !isCurrency(asked)) return undefined;
  const amount = fromText(text, asked);
  return amount && { pnref, told: { environment, orderNumber, commandId, amount } };
}

/** The name of a silent post: the same for an exact repeat of it, and another for anything else. */
export function nameOf(body: Buffer, { pnref }: SilentPost): string {
  return `${pnref}-${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
}

/**
 * Whether Payflow vouches for a silent post: it knows the transaction, and by that name. What it says of it, it is asked
 * again when the post is acted on. When it has not answered nothing is known, and the post has to come again.
 */
export function vouchedFor(
  inquiry: Inquiry,
  post: SilentPost,
  { body, now }: Readonly<{ body: Buffer; now: Instant }>,
): Verification | Unknown {
  switch (inquiry.kind) {
    case 'found':
      return inquiry.pnref === post.pnref
        ? { kind: 'verified', id: nameOf(body, post), sentAt: now }
        : { kind: 'unverified', why: 'denied' };
    case 'absent':
      return { kind: 'unverified', why: 'denied' };
    case 'rejected':
      return { kind: 'unknown', why: 'server_error' };
    case 'unknown':
      return inquiry;
  }
}
