import type { WholeReply } from '../../http/exchange.ts';
import { Overtaken } from '../../operations/change.ts';
import { deliveriesFor } from '../../operations/notifications.ts';
import type { DialectObject } from '../../store/objects.ts';
import { type Answer, type ChangeCall, causeOf, ownerOf } from './call.ts';
import type { Read, Refused } from './errors.ts';
import { eventObject } from './event-object.ts';
import { toldOfObject } from './events-of-objects.ts';
import { notificationOf } from './notify.ts';
import { atOf, found, type Kind } from './objects.ts';

/** What a change answers; `key_taken` where another process was faster with the same idempotency key. */
export type Made = WholeReply | 'key_taken';

/** Commits objects together with the memory of the answer; undefined where one of them has changed in the meantime. */
export async function commitObjects(
  call: ChangeCall,
  objects: readonly DialectObject[],
  answer: Answer,
  before?: DialectObject,
): Promise<Made | undefined> {
  const reply = await call.reply(answer, { objects });
  const idempotency = call.recordOf?.(reply, undefined);
  const told = await toldOf(call, objects, before);
  const batch = { objects: [...objects, ...told.events], deliveries: told.deliveries, at: call.now };
  const result = await call.world.store.commit(idempotency === undefined ? batch : { ...batch, idempotency });
  switch (result) {
    case 'committed':
      call.world.outbox.owed(told.deliveries);
      return reply;
    case 'key_conflict':
      return 'key_taken';
    case 'object_conflict':
    case 'version_conflict':
      return undefined;
  }
}

/** What is told of objects that are new, and of the one that has changed: what is kept of it, and what is owed. */
async function toldOf(call: ChangeCall, objects: readonly DialectObject[], before: DialectObject | undefined) {
  const owner = ownerOf(call);
  const cause = causeOf(call);
  const told = objects
    .flatMap((object) => toldOfObject(object.id === before?.id ? before : undefined, object, atOf(call)))
    .map((one) => ({ ...one, id: call.world.random.id('evt') }));
  const notifications = told.map((one) => notificationOf(one, one.id, cause, call.exchange));
  return {
    events: told.map((one) => eventObject(owner, one.id, one, cause)),
    deliveries: await deliveriesFor(call.world, notifications, owner, call.now),
  };
}

/** Commits objects that are new, perhaps with one that is used up for them, which somebody else may have been faster with. */
export async function commitNew(call: ChangeCall, objects: readonly DialectObject[], answer: Answer): Promise<Made> {
  const made = await commitObjects(call, objects, answer);
  if (made === undefined) throw new Overtaken('what is used up for a new object has changed');
  return made;
}

// With the queue in front a conflict needs a second process.
const ATTEMPTS_MAX = 5;

/** Changes the object of this id as it stands: one after the other, and again where another process was faster. */
export async function commitChange(
  call: ChangeCall,
  kind: Kind,
  change: (object: DialectObject) => Promise<Read<Changed>> | Read<Changed>,
  named: Readonly<{ id?: string; param?: string }> = {},
): Promise<Made | Refused> {
  const { id = call.id, ...where } = named;
  return call.world.inTurn(id, async () => {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const object = await found(call, kind, id, where);
      if (!object.ok) return object;
      const changed = await change(object.value);
      if (!changed.ok) return changed;
      const made = await commitObjects(call, changed.value.objects, changed.value.answer, object.value);
      if (made !== undefined) return made;
    }
    throw new Error(`${id}: gave up after ${ATTEMPTS_MAX} conflicting commits`);
  });
}

/** What a change leads to, and what is answered then. */
export type Changed = Readonly<{ objects: readonly DialectObject[]; answer: Answer }>;

/** A repeat that asks for something else. */
export function keyReused(key: string): Refused {
  return {
    ok: false,
    status: 400,
    error: {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    },
  };
}
