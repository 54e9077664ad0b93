import { type Instant, paymentId } from '../../engine/ids.ts';
import { readPayment } from '../../operations/change.ts';
import { oneChangeAgo } from '../../operations/stale.ts';
import type { DialectObject, ObjectOwner } from '../../store/objects.ts';
import type { Json, StoredPayment } from '../../store/store.ts';
import { type Call, type Fresh, ownerOf } from './call.ts';
import { missing, type Read } from './errors.ts';

/** The kinds of object that are kept beside payments; those that belong to one are kept as a pointer to it. */
export const KINDS = [
  'customer',
  'payment_method',
  'token',
  'payment_intent',
  'charge',
  'refund',
  'dispute',
  'balance_transaction',
  'event',
  'checkout_session',
  'setup_intent',
] as const;
export type Kind = (typeof KINDS)[number];

/** A new object, made now. */
export function newObject(
  call: Call,
  kind: Kind,
  {
    id,
    value,
    tags = [],
  }: Readonly<{ id: string; value: { readonly [name: string]: Json }; tags?: readonly string[] }>,
): DialectObject {
  return { ...ownerOf(call), kind, id, createdAt: call.now, tags, value, version: 1 };
}

/** The object with another value, for a commit that fails where somebody else has changed it in the meantime. */
export function changedObject(
  object: DialectObject,
  value: { readonly [name: string]: Json },
  tags: readonly string[] = object.tags,
): DialectObject {
  return { ...object, value, tags, version: object.version + 1 };
}

/** Where objects and payments are looked up: in what is about to be committed first, then in the store. */
export type Source = Readonly<{
  object: (kind: Kind, id: string) => Promise<DialectObject | undefined>;
  payment: (id: string) => Promise<StoredPayment | undefined>;
  /** The payment that is about to be committed. */
  fresh: StoredPayment | undefined;
  at: At;
}>;

/** What an answer shows of where it is given. */
export type At = Readonly<{ livemode: boolean; pages: string; now: Instant }>;

/** Where the caller is answered. */
export function atOf({ livemode, world, exchange, now }: Call): At {
  return { livemode, now, pages: world.pageAddress(exchange.environment.name) };
}

/** Everything that the caller can see. */
export function sourceOf(call: Call, { objects = [], payment }: Fresh = {}): Source {
  const { store } = call.world;
  return {
    object: async (kind, id) =>
      objects.find((object) => object.kind === kind && object.id === id) ?? store.findObject(ownerOf(call), kind, id),
    payment: async (id) => {
      if (payment?.paymentId === id) return payment;
      const stored = await readPayment(call.world, { ...ownerOf(call), paymentId: paymentId(id) });
      return stored === undefined || call.view !== 'stale' ? stored : oneChangeAgo(call.world, stored);
    },
    fresh: payment,
    at: atOf(call),
  };
}

/** The object of this id, or that there is none: with a hint where the seller has one like it in the other mode. */
export async function found(
  call: Call,
  kind: Kind,
  id: string,
  { param = 'id' }: Readonly<{ param?: string }> = {},
): Promise<Read<DialectObject>> {
  const object = await call.world.store.findObject(ownerOf(call), kind, id);
  if (object !== undefined) return { ok: true, value: object };
  return missing(NAMES[kind], id, { param, hint: await otherMode(call, kind, id) });
}

/** What errors call a kind. */
const NAMES: Readonly<Record<Kind, string>> = {
  customer: 'customer',
  payment_method: 'PaymentMethod',
  token: 'token',
  payment_intent: 'payment_intent',
  charge: 'charge',
  refund: 'refund',
  dispute: 'dispute',
  balance_transaction: 'balance transaction',
  event: 'event',
  checkout_session: 'checkout.session',
  setup_intent: 'setupintent',
};

function otherMode(call: Call, kind: Kind, id: string): Promise<string> {
  const { store } = call.world;
  return otherModeHint(call, async (owner) => (await store.findObject(owner, kind, id)) !== undefined);
}

/** Where the same seller has such a thing in the other mode: the one look-up that leaves the caller's environment. */
export async function otherModeHint(call: Call, has: (owner: ObjectOwner) => Promise<boolean>): Promise<string> {
  const { mode } = call.exchange.environment;
  const others = call.world.environments.filter((environment) => environment.mode !== mode);
  for (const { id: merchantId, environment } of await call.world.store.accountsOf(call.caller.merchant.sellerId)) {
    if (!others.some(({ name }) => name === environment)) continue;
    if (!(await has({ ...ownerOf(call), environment, merchantId }))) continue;
    const other = mode === 'live' ? 'test' : 'live';
    return `; a similar object exists in ${other} mode, but a ${mode} mode key was used to make this request.`;
  }
  return '';
}
