import type { Decline, ProviderPayment, ProviderStatus } from '../../payments/outcome.ts';
import { money } from '../../shop/money.ts';
import { asObject, type JsonObject, textField, wordField } from '../json.ts';
import { fromUnits } from './amounts.ts';
import { declineBy } from './declines.ts';

/**
 * A page on which nobody has paid yet, or ever will, or on which a card was checked; nothing when it is not as described, or
 * has been paid on.
 */
export function paymentOfPage(session: JsonObject): ProviderPayment | undefined {
  const isCheck = session.mode === 'setup';
  const setup = isCheck ? asObject(session.setup_intent) : undefined;
  const names = namesOn(session);
  const mode = modeOf(session);
  const amount = fromUnits(isCheck ? 0 : session.amount_total, session.currency);
  const error = asObject(setup ? setup.last_setup_error : asObject(session.payment_intent)?.last_payment_error);
  const status = setup?.status === 'succeeded' ? 'card_checked' : statusOf(session, error);
  // The card is found by the setup intent, and by nothing that can be paid on.
  const reference = textField(status === 'card_checked' && setup ? setup : session, 'id');
  if (!reference || !names || !mode || !amount || !status) return undefined;
  const nothing = money(0n, amount.currency);
  const sums = { amount, authorized: nothing, capturable: nothing, captures: [], refunds: [], disputes: [] };
  const redirectUrl = status === 'action_required' ? webAddress(textField(session, 'url')) : undefined;
  return {
    ...{ reference, mode, status, ...names, ...sums, authorizations: [] },
    ...(redirectUrl === undefined ? {} : { redirectUrl }),
    ...(status === 'declined' ? { decline: declineOf(error) } : {}),
  };
}

/** A card that was declined leaves the page open, on which the customer may try another. */
function statusOf(session: JsonObject, error: JsonObject | undefined): ProviderStatus | undefined {
  const word = wordField(session, 'status', ['open', 'complete', 'expired']);
  switch (word) {
    case 'open':
      return 'action_required';
    case 'expired':
      return error ? 'declined' : 'cancelled';
    case 'complete':
    case undefined:
      return undefined;
  }
}

/** What the shop has called it: page and payment intent bear the same names. */
export function namesOn({
  metadata,
}: JsonObject): Pick<ProviderPayment, 'environment' | 'orderNumber' | 'commandId'> | undefined {
  const names = asObject(metadata) ?? {};
  const environment = textField(names, 'environment');
  const orderNumber = textField(names, 'order');
  const commandId = textField(names, 'command');
  return environment && orderNumber && commandId ? { environment, orderNumber, commandId } : undefined;
}

/** Whether money is real, as nearly every object of Stripe says. */
export function modeOf({ livemode }: JsonObject): 'live' | 'test' | undefined {
  if (typeof livemode !== 'boolean') return undefined;
  return livemode ? 'live' : 'test';
}

/** The decline that an error tells of. */
export function declineOf(error: JsonObject | undefined): Decline {
  return declineBy(error ? [textField(error, 'decline_code'), textField(error, 'code')] : []);
}

/** Only an address that a browser opens as a page; anything else would run in the shop's name. */
function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? text : undefined;
}
