import type { DeclineCode } from '../../engine/payment.ts';
import { brandOf } from '../../situations/card.ts';
import { cardDetails } from '../../situations/card-details.ts';
import { conductOf } from '../../situations/issuer.ts';
import { adviceFor, type CardConduct } from '../../situations/test-cards.ts';
import type { Call } from './call.ts';
import type { KeptCard, KeptMethod } from './codec.ts';
import { declineError } from './declines.ts';
import { type ErrorCode, invalid, type Read, type Refused } from './errors.ts';

/** A card as somebody has typed it in; it lives as long as the request. */
export type CardGiven = Readonly<{
  number?: string;
  exp_month?: number | string;
  exp_year?: number | string;
  cvc?: string;
}>;

/** What is kept of a card, and what the issuer does with it. */
export type ReadCard = Pick<KeptMethod, 'attaches' | 'card' | 'conduct'>;

/** Reads a card: what is wrong with it in itself is said at once, in the words of a decline. */
export async function readCard(
  call: Pick<Call, 'exchange' | 'now' | 'world'>,
  given: CardGiven,
  at: string,
): Promise<Read<ReadCard>> {
  const { number, exp_month: month, exp_year: year, cvc } = given;
  for (const [name, value] of Object.entries({ number, exp_month: month, exp_year: year })) {
    if (value !== undefined) continue;
    const param = `${at}[${name}]`;
    return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  const digits = (number ?? '').replaceAll(/[\s-]/g, '');
  if (!/^\d{12,19}$/.test(digits)) return declined('invalid_number');
  const expiry = expiryOf(call, Number(month), Number(year));
  if (!expiry.ok) return expiry;
  const { expiryMonth, expiryYear } = expiry.value;
  if (cvc !== undefined && !/^\d{3,4}$/.test(cvc)) {
    return wrongCard('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  const entry = { number: digits, expiryMonth, expiryYear };
  const { mode, name } = call.exchange.environment;
  const conduct = conductOf(entry, mode, call.now);
  if (conduct.kind === 'declines' && UNUSABLE.has(conduct.code)) return declined(conduct.code);
  const kept = cardDetails(entry, await call.world.fingerprintKey(name));
  return {
    ok: true,
    value: {
      conduct,
      attaches: conduct.kind !== 'declines' || digits === ATTACHES_THEN_DECLINES,
      card: {
        brand: BRANDS[brandOf(digits)],
        country: 'US',
        expMonth: expiryMonth,
        expYear: expiryYear,
        fingerprint: kept.fingerprint,
        funding: FUNDING[digits] ?? 'credit',
        last4: kept.lastFour,
        cvcCheck: checkOf(cvc, conduct),
      },
    },
  };
}

// The card that is declined only when it is used.
const ATTACHES_THEN_DECLINES = '4000000000000341';

// A number that is none, or of the wrong mode, is no card to keep.
const UNUSABLE: ReadonlySet<DeclineCode> = new Set([
  'invalid_number',
  'test_card_in_live_environment',
  'real_card_in_test_environment',
]);

function expiryOf(
  { now }: Pick<Call, 'now'>,
  month: number,
  year: number,
): Read<Readonly<{ expiryMonth: number; expiryYear: number }>> {
  const full = year < 100 ? 2000 + year : year;
  const today = new Date(now);
  const wrongMonth = () => wrongCard('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  if (!Number.isInteger(month) || month < 1 || month > 12) return wrongMonth();
  if (!Number.isInteger(full) || full < today.getUTCFullYear() || full > today.getUTCFullYear() + YEARS_MAX) {
    return wrongCard('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  }
  if (full === today.getUTCFullYear() && month < today.getUTCMonth() + 1) return wrongMonth();
  return { ok: true, value: { expiryMonth: month, expiryYear: full } };
}

const YEARS_MAX = 50;

function checkOf(cvc: string | undefined, conduct: CardConduct): KeptCard['cvcCheck'] {
  if (cvc === undefined) return null;
  return conduct.kind === 'declines' && conduct.code === 'incorrect_cvc' ? 'fail' : 'pass';
}

/** A decline without a payment, such as of a card that was only to be kept. */
export function declined(code: DeclineCode): Refused {
  return { ok: false, status: 402, error: declineError({ code, advice: adviceFor(code) }) };
}

function wrongCard(code: ErrorCode, message: string, param: string): Refused {
  return { ok: false, status: 402, error: { type: 'card_error', code, message, param } };
}

const BRANDS: Readonly<Record<ReturnType<typeof brandOf>, KeptCard['brand']>> = {
  visa: 'visa',
  mastercard: 'mastercard',
  american_express: 'amex',
  discover: 'discover',
  diners_club: 'diners',
  jcb: 'jcb',
  unionpay: 'unionpay',
  unknown: 'unknown',
};

const FUNDING: Readonly<Record<string, KeptCard['funding']>> = {
  '4000056655665556': 'debit',
  '5200828282828210': 'debit',
  '5105105105105100': 'prepaid',
};
