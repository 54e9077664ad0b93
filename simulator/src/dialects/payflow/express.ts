import { authorizationId, type Instant, instant } from '../../engine/ids.ts';
import { askIssuer, attemptAfterChallenge } from '../../operations/attempt.ts';
import { caughtUp, changePayment } from '../../operations/change.ts';
import { coded } from '../../platform/coded.ts';
import type { About } from '../../situations/match.ts';
import type { StoredPayment } from '../../store/store.ts';
import { readAddresses } from './addresses.ts';
import { askedAmount, askedOf } from './amount.ts';
import { type Call, DIALECT, ownerOf } from './call.ts';
import { decodeDetails } from './codec.ts';
import { said } from './fields.ts';
import { EXPRESS_LIFETIME_MS } from './policy.ts';
import type { Prepared } from './prepared.ts';
import { pairsReply, RESULT_MESSAGES, type Refused, refused } from './results.ts';
import { tooLate } from './voiding.ts';
import { prepareWaiting } from './waiting.ts';
import { LETTERS, payerOf } from './wallet.ts';

const TOKEN_LENGTH = 17;
const ADDRESSES = { RETURNURL: 'returnUrl', CANCELURL: 'cancelUrl' } as const;

// The numbers are those of PayPal's own errors, which Payflow hands on in its message.
const INVALID_TOKEN = refused(7, '10410-Invalid token');
const EXPIRED = refused(7, '10411-This Express Checkout session has expired');
const PAID = refused(7, '10415-A successful transaction has already been completed for this token');
const NOT_APPROVED = refused(7, '10485-Payment has not been authorized by the user');
const OTHER_PAYER = refused(7, '10406-The PayerID value is invalid');
const OTHER_AMOUNT = refused(7, '10413-The amount or the type is not what the buyer has approved');

/** ACTION=S: a payment that waits for a buyer to approve it; the page token is the one that is answered. */
export async function prepareSet(call: Call, type: 'A' | 'S'): Promise<Prepared | Refused> {
  const { fields, world } = call;
  const read = askedAmount(fields, call.profile);
  if (!read.ok) return read;
  const named = await readAddresses(call, ADDRESSES);
  if (!named.ok) return named;
  const { returnUrl, cancelUrl } = named.addresses;
  if (returnUrl === undefined) return refused(7, 'RETURNURL');
  if (cancelUrl === undefined) return refused(7, 'CANCELURL');
  const pageToken = `EC-${coded(world.random.secret(), LETTERS, TOKEN_LENGTH)}`;
  return prepareWaiting(call, {
    type,
    amount: read.amount,
    details: { express: { returnUrl, cancelUrl } },
    pageToken,
    shown: [
      ['RESULT', '0'],
      ['RESPMSG', RESULT_MESSAGES[0]],
      ['TOKEN', pageToken],
    ],
  });
}

/** ACTION=G: who has approved it, once somebody has. */
export async function getExpress(call: Call) {
  const found = await expressOf(call);
  if (!found.ok) return found;
  const { stored } = found;
  return pairsReply([
    ['RESULT', '0'],
    ['RESPMSG', RESULT_MESSAGES[0]],
    ['TOKEN', stored.pageToken],
    ...(isApproved(stored)
      ? ([
          ['PAYERID', payerOf(stored)],
          ['PAYERSTATUS', 'verified'],
          ['EMAIL', 'buyer@example.com'],
        ] as const)
      : []),
  ]);
}

/** ACTION=D: takes or holds what the buyer has approved. */
export async function prepareDo(call: Call, type: 'A' | 'S'): Promise<Prepared | Refused> {
  const { world, exchange, caller, fields } = call;
  const found = await expressOf(call);
  if (!found.ok) return found;
  const now = world.now(ownerOf(call));
  const asked = askedOf(fields, found.stored.payment.amount, call.profile);
  if (!asked.ok) return asked;
  if (asked.amount === undefined) return refused(4);
  const { amount } = asked;
  const captureMode = type === 'S' ? 'automatic' : 'manual';
  const isOther = ({ payment }: StoredPayment) =>
    amount.minor !== payment.amount.minor || captureMode !== payment.captureMode;
  const problemOf = (stored: StoredPayment) =>
    stateProblem(stored, now) ??
    (said(fields, 'PAYERID') === payerOf(stored) ? undefined : OTHER_PAYER) ??
    (isOther(stored) && call.profile.express === 'as_approved' ? OTHER_AMOUNT : undefined);
  const part = authorizationId(world.random.id('auth'));
  const { reference } = found.stored;
  const about: About = {
    operations: ['authorize'],
    headers: exchange.headers,
    amount,
    ...(reference === '' ? {} : { reference }),
  };
  return {
    ok: true,
    about,
    type,
    part,
    beside: [],
    explain: problemOf,
    run: (asking) => {
      const { conduct = { kind: 'approves' } } = decodeDetails(found.stored);
      const issuer = askIssuer(world, caller.merchant, about, conduct, captureMode);
      const target = { ...ownerOf(call), paymentId: found.stored.paymentId };
      return changePayment(
        world,
        target,
        (stored, at) => {
          if (problemOf(stored) !== undefined) return tooLate(world, at);
          const attempt = { ...attemptAfterChallenge(world, issuer, amount, at), authorizationId: part };
          const amend = isOther(stored) ? [{ type: 'amend', amount, captureMode, at } as const] : [];
          return { commands: [...amend, { type: 'authorize', attempt, at }] };
        },
        asking,
      );
    },
  };
}

/** Whether the buyer has approved it, and nobody has asked for the money yet. */
function isApproved({ payment }: StoredPayment): boolean {
  return payment.state === 'requested' && payment.pastActions.at(-1)?.outcome === 'approved';
}

function stateProblem(stored: StoredPayment, now: Instant): Refused | undefined {
  const { payment, createdAt } = stored;
  if (payment.state === 'approved' || payment.state === 'processing') return PAID;
  if (payment.state === 'cancelled' || now >= instant(createdAt + EXPRESS_LIFETIME_MS)) return EXPIRED;
  return isApproved(stored) ? undefined : NOT_APPROVED;
}

async function expressOf(call: Call): Promise<Readonly<{ ok: true; stored: StoredPayment }> | Refused> {
  const { world, exchange, caller, fields } = call;
  const found = await world.store.findPaymentByPage(exchange.environment.name, said(fields, 'TOKEN') ?? '');
  if (found?.dialect !== DIALECT || found.merchantId !== caller.merchant.id) return INVALID_TOKEN;
  if (decodeDetails(found).express === undefined) return INVALID_TOKEN;
  const stored = await caughtUp(world, found);
  exchange.notes.paymentId = stored.paymentId;
  return { ok: true, stored };
}
