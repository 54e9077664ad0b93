import { type Instant, instant } from '../../engine/ids.ts';
import type { DialectObject, ObjectQuery } from '../../store/objects.ts';
import { type Answer, type Call, ownerOf, type Shown, show } from './call.ts';
import { invalid, type Read } from './errors.ts';
import { definite } from './expand.ts';
import { found, type Kind } from './objects.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What every list takes. */
export type ListParams = Readonly<{
  created?: Wire['RangeInput'];
  ending_before?: string;
  limit?: number;
  starting_after?: string;
}>;

const LIMIT = 10;

/**
 * A page of the caller's objects of one kind, newest first, as cursors and `created` ask for it; `tags` have to be on all
 * of them. What `render` answers undefined for is left out.
 */
export async function listOf(
  call: Call,
  params: ListParams,
  asked: Readonly<{
    kind: Kind;
    url: string;
    tags?: readonly string[];
    /** At least one of these is on each of them. */
    anyTag?: readonly string[] | undefined;
    render: (object: DialectObject) => Promise<Shown | undefined> | Shown | undefined;
  }>,
): Promise<Answer> {
  const { kind, tags = [], anyTag } = asked;
  const limit = params.limit ?? LIMIT;
  const cursor = await cursorOf(call, kind, params);
  if (!cursor.ok) return cursor;
  const some = anyTag === undefined ? {} : { anyTag };
  const query = {
    ...ownerOf(call),
    kind,
    tags,
    ...some,
    ...rangeOf(params.created),
    ...cursor.value,
    limit: limit + 1,
  };
  const found = await call.world.store.listObjects(query);
  const more = found.length > limit;
  // Backwards, what is nearest to the cursor stands last.
  const page = 'newerThan' in cursor.value ? found.slice(more ? 1 : 0) : found.slice(0, limit);
  const rendered = await Promise.all(page.map((object) => asked.render(object)));
  const data = rendered.flatMap((shown) => (shown === undefined ? [] : [definite(shown)]));
  return show({ object: 'list', data, has_more: more, url: asked.url });
}

async function cursorOf(
  call: Call,
  kind: Kind,
  { starting_after: after, ending_before: before }: ListParams,
): Promise<Read<Pick<ObjectQuery, 'olderThan' | 'newerThan'>>> {
  if (after !== undefined && before !== undefined) {
    return invalid('You cannot specify both starting_after and ending_before.', { param: 'ending_before' });
  }
  const id = after ?? before;
  if (id === undefined) return { ok: true, value: {} };
  const known = await found(call, kind, id, { param: after === undefined ? 'ending_before' : 'starting_after' });
  if (!known.ok) return { ...known, status: 400 };
  return { ok: true, value: after === undefined ? { newerThan: id } : { olderThan: id } };
}

/** Times here are whole seconds, and in the store milliseconds. */
function rangeOf(created: Wire['RangeInput'] | undefined): Pick<ObjectQuery, 'from' | 'before'> {
  if (created === undefined) return {};
  if (typeof created === 'number') return { from: second(created), before: second(created + 1) };
  const { gt, gte, lt, lte } = created;
  const from = [...(gt === undefined ? [] : [gt + 1]), ...(gte === undefined ? [] : [gte])];
  const before = [...(lt === undefined ? [] : [lt]), ...(lte === undefined ? [] : [lte + 1])];
  return {
    ...(from.length === 0 ? {} : { from: second(Math.max(...from)) }),
    ...(before.length === 0 ? {} : { before: second(Math.min(...before)) }),
  };
}

const SECONDS_MAX = Math.floor(Number.MAX_SAFE_INTEGER / 1000);

function second(count: number): Instant {
  return instant(Math.min(Math.max(count, -SECONDS_MAX), SECONDS_MAX) * 1000);
}
