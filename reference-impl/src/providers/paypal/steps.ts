import type { Conversation } from '../../payments/provider.ts';
import { type JsonObject, textField, wordField } from '../json.ts';
import { toValue, type Value } from './amounts.ts';
import { agreedNames } from './names.ts';
import { latestAuthorization, leftToCapture } from './parts.ts';
import { conversation, type Speaker } from './sdk.ts';

/** Whoever asks wants to be told all. */
export const PREFER = { prefer: 'return=representation' };

/** What was to be changed is not there. */
export const NOTHING_THERE = { refused: 'NOTHING_THERE' };

/** An order as it stands. */
export async function lookAt({ orders, heard }: Speaker, id: string): Promise<JsonObject> {
  await orders.getOrder({ id });
  return heard();
}

/** Does something to the newest authorization of an order, and looks at all of it afterwards. */
export function onAuthorization(
  id: string,
  act: (speaker: Speaker, authorizationId: string, left: Value | undefined) => Promise<unknown>,
): Conversation {
  return conversation(async (speaker) => {
    const before = await lookAt(speaker, id);
    const authorization = latestAuthorization(before);
    const authorizationId = authorization && textField(authorization, 'id');
    if (authorizationId === undefined) return NOTHING_THERE;
    const left = leftToCapture(before);
    await act(speaker, authorizationId, left && toValue(left));
    return { order: await lookAt(speaker, id) };
  });
}

/** What PayPal says when another request of ours was faster. */
const DONE_ALREADY = ['ORDER_ALREADY_AUTHORIZED', 'ORDER_ALREADY_CAPTURED', 'ORDER_ALREADY_COMPLETED'];

/**
 * An order that the customer has approved is paid, once: it has to bear the shop's names and the amount that was asked
 * for and the account that is to be paid, and the id of the request follows from the order.
 */
export async function completed(speaker: Speaker, order: JsonObject, account?: string): Promise<object> {
  const id = textField(order, 'id');
  if (order.status !== 'APPROVED' || id === undefined || !agreedNames(order, account)) return { order };
  const wanted = { ...PREFER, id, paypalRequestId: `complete-${id}` };
  const intent = wordField(order, 'intent', ['AUTHORIZE', 'CAPTURE']);
  if (intent === undefined) return { order };
  const refused = await speaker.refused(
    intent === 'AUTHORIZE' ? speaker.orders.authorizeOrder(wanted) : speaker.orders.captureOrder(wanted),
  );
  const after = await lookAt(speaker, id);
  return refused === undefined || DONE_ALREADY.includes(refused) ? { order: after } : { order: after, refused };
}
