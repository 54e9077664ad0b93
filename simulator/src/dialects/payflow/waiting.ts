import { actionId, paymentId } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import { createPayment, Overtaken } from '../../operations/change.ts';
import type { About } from '../../situations/match.ts';
import type { DialectObject } from '../../store/objects.ts';
import { type Call, ownerOf } from './call.ts';
import { encodeDetails, type PayflowDetails } from './codec.ts';
import { type Fields, said } from './fields.ts';
import type { Pair } from './pairs.ts';
import type { Prepared } from './prepared.ts';
import { pairsReply } from './results.ts';

/** A page on which somebody is to pay, and what is answered to who has asked for it. */
export type NewPage = Readonly<{
  type: 'A' | 'S';
  amount: Money;
  details: PayflowDetails;
  /** What leads to the page. */
  pageToken: string;
  shown: readonly Pair[];
  /** By what the shop finds the page; good once in an account. */
  pointer?: Readonly<{ kind: string; id: string }>;
}>;

/** A payment that waits for its customer, for an amount that nobody but the merchant can change any more. */
export function prepareWaiting(call: Call, page: NewPage): Prepared {
  const { world, exchange, fields } = call;
  const { type, amount, details, pageToken, shown, pointer } = page;
  const owner = ownerOf(call);
  const now = world.now(owner);
  const payment = paymentId(world.random.id('pay'));
  const reference = referenceOf(fields);
  const about: About = {
    operations: ['request_payment'],
    headers: exchange.headers,
    amount,
    ...(reference === '' ? {} : { reference }),
  };
  const objects: readonly DialectObject[] =
    pointer === undefined ? [] : [{ ...owner, ...pointer, createdAt: now, tags: [], value: { payment }, version: 1 }];
  return {
    ok: true,
    about,
    type,
    part: '',
    beside: [],
    shown: pairsReply(shown),
    run: async (asking) => {
      const isTaken = { kind: 'rejected', rejection: { code: 'already_exists' } } as const;
      const known = pointer === undefined ? undefined : await world.store.findObject(owner, pointer.kind, pointer.id);
      if (known !== undefined) return isTaken;
      const action = { actionId: actionId(world.random.id('act')), kind: 'redirect' } as const;
      const captureMode = type === 'S' ? 'automatic' : 'manual';
      const step = {
        commands: [
          { type: 'request', paymentId: payment, amount, captureMode, at: now },
          { type: 'require_action', action, at: now },
        ] as const,
        objects,
        details: encodeDetails(details),
      };
      try {
        return await createPayment(
          world,
          { ...owner, paymentId: payment, reference, pageToken, createdAt: now },
          step,
          asking,
        );
      } catch (error) {
        // Another process has made a page of this name just now.
        if (error instanceof Overtaken) return isTaken;
        throw error;
      }
    },
  };
}

/** What the shop calls the payment, so that an inquiry can find it. */
export function referenceOf(fields: Fields): string {
  return said(fields, 'CUSTREF') ?? said(fields, 'INVNUM') ?? '';
}
