import { paymentId } from '../../engine/ids.ts';
import type { Changed, World } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { Posted } from '../../webhooks/post.ts';
import { decodeDetails, type KeptPost, readPost } from './codec.ts';
import { paidWith, tokenPairs } from './token-result.ts';

const POST = 'silent_post';
const FORM = 'application/x-www-form-urlencoded';

/**
 * What is to be posted to SILENTPOSTURL because of a change: once for the attempt to pay, and nothing for one that was
 * cancelled or came too late.
 */
export function postsOf({ before, stored, at }: Changed): readonly DialectObject[] {
  const url = decodeDetails(stored).token?.silentPostUrl;
  const made = paidWith(stored);
  if (url === undefined || made === undefined) return [];
  if (before !== undefined && paidWith(before)?.pnref === made.pnref) return [];
  const { environment, merchantId, dialect, paymentId: payment } = stored;
  const body = new URLSearchParams(
    tokenPairs(stored, made.result, made).map(([name, value]) => [name, value]),
  ).toString();
  const value: KeptPost = { payment, url, body };
  return [
    {
      environment,
      merchantId,
      dialect,
      kind: POST,
      id: `post_${made.pnref}`,
      createdAt: at,
      dueAt: at,
      tags: [],
      value: { ...value },
      version: 1,
    },
  ];
}

/** Posts what is due, once, whatever is answered; undefined where somebody else has done it. */
export async function postWhatIsDue(world: World, due: DialectObject): Promise<readonly string[] | undefined> {
  return world.inTurn(`${due.merchantId}/${due.id}`, async () => {
    const object = await world.store.findObject(due, POST, due.id);
    if (object?.dueAt === undefined) return undefined;
    const post = readPost(object);
    const { dueAt, ...kept } = object;
    // Taken off the clock first: what is posted twice looks like a shop's mistake.
    const committed = await world.store.commit({ objects: [{ ...kept, version: kept.version + 1 }], at: dueAt });
    if (committed !== 'committed') return undefined;
    const headers = { 'content-type': FORM };
    const from = world.elapsedMs();
    const posted = await world.poster.post({ url: post.url, headers, body: post.body });
    journal(world, object, { post, headers, posted, durationMs: world.elapsedMs() - from });
    return [POST];
  });
}

type Done = Readonly<{
  post: KeptPost;
  headers: Readonly<Record<string, string>>;
  posted: Posted;
  durationMs: number;
}>;

function journal(world: World, object: DialectObject, { post, headers, posted, durationMs }: Done): void {
  const { environment, merchantId, dialect, id } = object;
  world.store.append({
    environment,
    dialect,
    operation: 'receiveSilentPost',
    merchantId,
    paymentId: paymentId(post.payment),
    at: world.now(object),
    requestId: id,
    delivery: {
      deliveryId: id,
      notificationId: id,
      endpointId: 'SILENTPOSTURL',
      type: POST,
      attempt: 1,
      ...(posted.kind === 'unanswered' ? { unanswered: posted.reason } : {}),
    },
    crossing: false,
    request: {
      method: 'POST',
      path: world.masks.target(post.url),
      headers: world.masks.headers(headers),
      ...world.masks.body(FORM, post.body),
    },
    response:
      posted.kind === 'answered'
        ? { status: posted.status, headers: world.masks.headers(posted.headers) }
        : { headers: {} },
    durationMs,
  });
}
