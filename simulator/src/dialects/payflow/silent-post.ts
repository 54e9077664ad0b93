import { type Instant, later, paymentId } from '../../engine/ids.ts';
import { unreachable } from '../../engine/unreachable.ts';
import { mayReturnTo } from '../../operations/artefacts.ts';
import { changePayment } from '../../operations/change.ts';
import { type Outgoing, outgoingEntry, resultOf, tookMs } from '../../operations/outgoing-journal.ts';
import type { Changed, World } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails, encodeDetails, type KeptPost, readPost } from './codec.ts';
import { profileOf } from './options.ts';
import { CONFIRMED_WITHIN_MS, POST_AGAIN_AFTER_MS } from './policy.ts';
import { paidWith, tokenPairs } from './token-result.ts';
import { transactionsOf } from './transactions.ts';
import { newVoid, tooLate, voidStep } from './voiding.ts';

const POST = 'silent_post';
const VOID = 'void';
const FORM = 'application/x-www-form-urlencoded';

/**
 * What is to be posted to SILENTPOSTURL because of a change: once for each attempt to pay, and nothing for one that was
 * cancelled or came too late.
 */
export function postsOf({ before, stored, at }: Changed): readonly DialectObject[] {
  const url = decodeDetails(stored).token?.silentPostUrl;
  const made = paidWith(stored);
  if (url === undefined || made === undefined) return [];
  if (before !== undefined && paidWith(before)?.pnref === made.pnref) return [];
  const { environment, merchantId, dialect, paymentId: payment } = stored;
  const pairs = tokenPairs(stored, made.result, made).map(([name, value]) => [name, value]);
  const value: KeptPost = { payment, pnref: made.pnref, url, body: new URLSearchParams(pairs).toString(), attempts: 0 };
  return [
    {
      environment,
      merchantId,
      dialect,
      kind: POST,
      id: postId(made.pnref),
      createdAt: at,
      dueAt: at,
      tags: [],
      value: { ...value },
      version: 1,
    },
  ];
}

/** Posts at once what a customer's return has to wait for: where it is not taken, the customer does not come back as one who has paid. */
export async function confirmed(world: World, stored: StoredPayment): Promise<StoredPayment> {
  const made = paidWith(stored);
  if (made === undefined || profileOf(world, stored.merchantId).silentPost !== 'confirmed') return stored;
  const due = await world.store.findObject(stored, POST, postId(made.pnref));
  if (due?.dueAt === undefined) return stored;
  await postWhatIsDue(world, due);
  return (await world.store.findPayment(stored.environment, stored.paymentId)) ?? stored;
}

/** Posts what is due, and does what the profile says if it is not taken; undefined where somebody else has done it. */
export async function postWhatIsDue(world: World, due: DialectObject): Promise<readonly string[] | undefined> {
  return world.inTurn(`${due.merchantId}/${due.id}`, async () => {
    const object = await world.store.findObject(due, POST, due.id);
    if (object?.dueAt === undefined) return undefined;
    const post = readPost(object);
    const { silentPost } = profileOf(world, object.merchantId);
    const now = world.now(object);
    // Whoever was to hear the answer is gone: nobody has confirmed it.
    if (post.waits === 'for_confirmation') return voided(world, object, post);
    const attempts = post.attempts + 1;
    const next = later(now, CONFIRMED_WITHIN_MS);
    const waiting: KeptPost = { ...post, attempts, waits: 'for_confirmation' };
    // Taken off the clock first: what is posted twice by mistake looks like a shop's mistake.
    const begun = silentPost === 'confirmed' ? moved(object, waiting, next) : moved(object, { ...post, attempts });
    if ((await world.store.commit({ objects: [begun], at: now })) !== 'committed') return undefined;
    const taken = await send(world, begun, { ...post, attempts });
    switch (silentPost) {
      case 'once':
        return [POST];
      case 'again': {
        const waitMs = taken ? undefined : POST_AGAIN_AFTER_MS[post.attempts];
        if (waitMs !== undefined) {
          const again = moved(begun, { ...post, attempts }, later(world.now(object), waitMs));
          await world.store.commit({ objects: [again], at: world.now(object) });
        }
        return [POST];
      }
      case 'confirmed':
        if (!taken) return [POST, ...(await voided(world, begun, waiting))];
        await world.store.commit({ objects: [moved(begun, { ...post, attempts })], at: world.now(object) });
        return [POST];
      default:
        return unreachable(silentPost);
    }
  });
}

function postId(pnref: string): string {
  return `post_${pnref}`;
}

/** The same post as it stands next, and when it is looked at again. */
function moved({ dueAt: _due, ...object }: DialectObject, value: KeptPost, dueAt?: Instant): DialectObject {
  return {
    ...object,
    version: object.version + 1,
    value: { ...value },
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

/** The transaction is voided in the same commit that ends the post; one that came to nothing has nothing to void. */
async function voided(world: World, object: DialectObject, post: KeptPost): Promise<readonly string[]> {
  const { waits: _ended, ...ended } = post;
  const over = moved(object, ended);
  const target = { ...object, paymentId: paymentId(post.payment) };
  const change = await changePayment(world, target, (stored, at) => {
    const made = transactionsOf(stored).find(({ pnref }) => pnref === post.pnref);
    const plan = { when: 'now', outcome: { kind: 'succeeded' } } as const;
    const id = made === undefined ? '' : newVoid(world, made);
    const step = made === undefined ? undefined : voidStep(stored, made, { id, plan, at });
    if (step === undefined) return tooLate(world, at);
    const details = decodeDetails({ details: step.details ?? stored.details });
    return { ...step, details: encodeDetails({ ...details, unconfirmed: post.pnref }), objects: [over] };
  });
  if (change.kind === 'changed') return [VOID];
  // The engine has nothing that could be voided: what was declined, or what the merchant was faster with.
  await world.store.commit({ objects: [over], at: world.now(object) });
  return [];
}

/** Whether the shop has taken it: 200, and nothing else. */
async function send(world: World, object: DialectObject, { url, body, payment, attempts }: KeptPost): Promise<boolean> {
  const { environment, merchantId, dialect, id } = object;
  const at = world.now(object);
  const delivery = { deliveryId: id, notificationId: id, endpointId: 'SILENTPOSTURL', type: POST };
  const headers = { 'content-type': FORM };
  const sent: Outgoing = {
    environment,
    dialect,
    merchantId,
    paymentId: payment,
    operation: 'receiveSilentPost',
    url,
    headers,
    contentType: FORM,
    body,
    delivery,
  };
  const unsent = (why: 'host_not_allowed' | 'host_not_registered') => {
    const entry = { ...sent, headers: {}, delivery: { ...delivery, unsent: why } };
    world.store.append(outgoingEntry(world, entry, { at, requestId: id }));
    return false;
  };
  if (!(await mayReturnTo(world, merchantId, url))) return unsent('host_not_registered');
  const startedMs = world.elapsedMs();
  const posted = await world.poster.post({ url, headers, body });
  const durationMs = tookMs(world, startedMs);
  switch (posted.kind) {
    case 'forbidden':
      return unsent('host_not_allowed');
    case 'cancelled':
      return false;
    case 'answered':
    case 'unanswered': {
      const attempt = { ...sent, delivery: { ...delivery, attempt: attempts } };
      const result = resultOf(world, posted);
      world.store.append(outgoingEntry(world, attempt, { at, requestId: id, result, durationMs }));
      return posted.kind === 'answered' && posted.status === 200;
    }
    default:
      return unreachable(posted);
  }
}
