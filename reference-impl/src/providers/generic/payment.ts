import {
  type Decline,
  PROVIDER_STATUSES,
  type ProviderAuthorization,
  type ProviderCapture,
  type ProviderDispute,
  type ProviderPayment,
  type ProviderRefund,
} from '../../payments/outcome.ts';
import { isCurrency } from '../../shop/currency.ts';
import { instant } from '../../shop/ids.ts';
import { type Money, money } from '../../shop/money.ts';
import { asObject, type JsonObject, listField, textField, whole, wordField } from '../json.ts';
import type { components } from './wire.d.ts';

/** A payment in neutral words; nothing when it does not have the shape it is described with. */
export function paymentOf(body: JsonObject | undefined): ProviderPayment | undefined {
  const balances = asObject(body?.balances);
  if (!body || !balances) return undefined;
  const reference = textField(body, 'id');
  const environment = textField(body, 'environment');
  const mode = textField(body, 'mode');
  const status = wordField(body, 'status', PROVIDER_STATUSES);
  const amount = moneyOf(body.amount);
  const orderNumber = textField(body, 'reference');
  const authorized = amount && moneyOf({ minor: balances.authorized, currency: balances.currency });
  const capturable = amount && moneyOf({ minor: balances.capturable, currency: balances.currency });
  const captures = capturesOf(listField(body, 'captures'), amount);
  if (!reference || !environment || !mode || !status || !amount || !orderNumber) return undefined;
  const refunds = refundsOf(listField(body, 'refunds'), amount);
  const disputes = disputesOf(listField(body, 'disputes'), amount);
  const authorizations = authorizationsOf(listField(body, 'authorizations'));
  if (!captures || !refunds || !disputes || !authorizations) return undefined;
  if (authorized?.currency !== amount.currency || capturable?.currency !== amount.currency) return undefined;
  const commandId = textField(asObject(body.metadata) ?? {}, 'command');
  const redirectUrl = webAddress(textField(asObject(body.action) ?? {}, 'url'));
  const decline = declineOf(asObject(body.decline));
  return {
    reference,
    environment,
    mode,
    status,
    amount,
    orderNumber,
    authorized,
    capturable,
    captures,
    refunds,
    disputes,
    authorizations,
    ...(commandId === undefined ? {} : { commandId }),
    ...(redirectUrl === undefined ? {} : { redirectUrl }),
    ...(decline === undefined ? {} : { decline }),
  };
}

function capturesOf(
  list: readonly JsonObject[] | undefined,
  payment: Money | undefined,
): readonly ProviderCapture[] | undefined {
  return whole(list, (capture): ProviderCapture | undefined => {
    const reference = textField(capture, 'id');
    const amount = moneyOf(capture.amount);
    const status = wordField(capture, 'status', ['pending', 'succeeded', 'failed']);
    return reference && amount && amount.currency === payment?.currency && status
      ? { reference, amount, status }
      : undefined;
  });
}

function refundsOf(list: readonly JsonObject[] | undefined, payment: Money): readonly ProviderRefund[] | undefined {
  const captures = capturesOf(list, payment);
  return captures?.map((refund, index): ProviderRefund => {
    const captureReference = textField(list?.[index] ?? {}, 'captureId');
    const reason = textField(list?.[index] ?? {}, 'reason');
    return {
      ...refund,
      ...(captureReference === undefined ? {} : { captureReference }),
      ...(reason === undefined ? {} : { commandId: reason }),
    };
  });
}

const DISPUTE_STATUS: Readonly<Record<components['schemas']['Dispute']['status'], ProviderDispute['status']>> = {
  inquiry: 'open',
  open: 'open',
  under_review: 'open',
  won: 'won',
  lost: 'lost',
  closed: 'won',
};

function disputesOf(list: readonly JsonObject[] | undefined, payment: Money): readonly ProviderDispute[] | undefined {
  return whole(list, (dispute): ProviderDispute | undefined => {
    const reference = textField(dispute, 'id');
    const amount = moneyOf(dispute.amount);
    const reason = textField(dispute, 'reason');
    const status = keyField(dispute, 'status', DISPUTE_STATUS);
    if (!reference || !reason || !status || amount?.currency !== payment.currency) return undefined;
    return { reference, amount, reason, status };
  });
}

const AUTHORIZATION_STATUS: Readonly<
  Record<components['schemas']['Authorization']['status'], ProviderAuthorization['status']>
> = {
  processing: 'ended',
  open: 'open',
  closed: 'ended',
  voided: 'ended',
  expired: 'expired',
  replaced: 'replaced',
  declined: 'ended',
};

function authorizationsOf(list: readonly JsonObject[] | undefined): readonly ProviderAuthorization[] | undefined {
  return whole(list, (authorization): ProviderAuthorization | undefined => {
    const reference = textField(authorization, 'id');
    const status = keyField(authorization, 'status', AUTHORIZATION_STATUS);
    const expiry = Date.parse(textField(authorization, 'expiresAt') ?? '');
    if (!reference || !status) return undefined;
    return Number.isNaN(expiry) ? { reference, status } : { reference, status, expiresAt: instant(expiry) };
  });
}

function keyField<Value>(object: JsonObject, name: string, table: Readonly<Record<string, Value>>): Value | undefined {
  const word = textField(object, name);
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}

function declineOf(decline: JsonObject | undefined): Decline | undefined {
  const code = decline && textField(decline, 'code');
  if (!decline || code === undefined) return undefined;
  const advice = wordField(decline, 'advice', ['never_again', 'other_method', 'try_later']) ?? 'other_method';
  return { code, advice };
}

/** An amount, unless it is none or in a currency the shop does not know. */
export function moneyOf(value: unknown): Money | undefined {
  const body = asObject(value);
  const currency = body && textField(body, 'currency');
  if (!body || currency === undefined || !isCurrency(currency)) return undefined;
  const { minor } = body;
  return typeof minor === 'number' && Number.isSafeInteger(minor) && minor >= 0
    ? money(BigInt(minor), currency)
    : undefined;
}

/** Only an address that a browser opens as a page; anything else would run in the shop's name. */
function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? text : undefined;
}
