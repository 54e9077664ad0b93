import type { DialectObject, ObjectQuery } from '../../store/objects.ts';
import { type Call, ownerOf } from './call.ts';

/** The newest objects of a kind that the caller has. */
export function newest(
  call: Call,
  kind: string,
  asked: Pick<ObjectQuery, 'tags' | 'from' | 'before' | 'limit'>,
): Promise<readonly DialectObject[]> {
  return call.world.store.listObjects({ ...ownerOf(call), kind, ...asked });
}
