import type { HttpReply } from '../platform/http-client.ts';
import type { Instant } from '../shop/ids.ts';
import type { Verifying, Wish } from './provider.ts';

/** Replies that are good for more than one question, each under who was asked and for what. */
export type KeptReplies = Map<string, Readonly<{ reply: HttpReply; until: Instant }>>;

/** How many replies are kept; the one that was asked for first goes first. */
export const KEPT_MAX = 50;

/** What is asked for, or the answer that is still good. `from` is the address that is asked: no other host is taken at its word. */
export function keptOrAsked(
  kept: KeptReplies,
  { request, keep }: Extract<Verifying, { kind: 'to_be_asked' }>,
  { from, now }: Readonly<{ from: string; now: Instant }>,
): Wish {
  if (!keep) return request;
  const key = `${from} ${keep.under}`;
  return async (say) => {
    const known = kept.get(key);
    if (known && known.until > now) return { kind: 'replied', reply: known.reply };
    kept.delete(key);
    const answered = await (typeof request === 'function' ? request(say) : say(request));
    const until = answered.kind === 'replied' ? keep.until(answered.reply) : undefined;
    if (answered.kind !== 'replied' || until === undefined || until <= now) return answered;
    const [oldest] = kept.keys();
    if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    kept.set(key, { reply: answered.reply, until });
    return answered;
  };
}
