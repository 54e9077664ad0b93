import { brandOf } from '../../situations/card.ts';
import { conductOf } from '../../situations/issuer.ts';
import type { CardConduct } from '../../situations/test-cards.ts';
import type { Call } from './call.ts';
import type { KeptCard, KeptSource } from './codec.ts';
import { issue, type Read } from './errors.ts';
import { namedDecline } from './processor.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What an order is to be paid with, and whether the customer's bank is to be asked in any case. */
export type ReadSource = Readonly<{ source: KeptSource; challenge: 'always' | 'where_required' | 'never' }>;

const WALLET: CardConduct = { kind: 'approves' };

/** Reads what an order is to be paid with; a card number lives as long as the request. */
export function readSource(call: Call, asked: Wire['PaymentSourceRequest'] | undefined): Read<ReadSource | undefined> {
  if (asked === undefined) return { ok: true, value: undefined };
  const { card, paypal } = asked;
  if (card !== undefined && paypal !== undefined) {
    return issue('INVALID_PARAMETER_VALUE', { field: '/payment_source', description: 'Only one of them can be used.' });
  }
  if (card !== undefined) return readCard(call, card);
  if (paypal === undefined) {
    return issue('MISSING_REQUIRED_PARAMETER', {
      field: '/payment_source',
      description: 'Only card and paypal can be used here.',
    });
  }
  return { ok: true, value: { source: { kind: 'paypal', conduct: WALLET }, challenge: 'never' } };
}

function readCard({ exchange, now }: Call, asked: Wire['CardRequest']): Read<ReadSource> {
  const { number, expiry, name, attributes } = asked;
  const [year = 0, month = 0] = expiry.split('-').map(Number);
  const { mode } = exchange.environment;
  const entry = { number, expiryMonth: month, expiryYear: year };
  const byNumber = conductOf(entry, mode, now);
  if (byNumber.kind === 'declines' && byNumber.code === 'expired_card' && isPast(year, month, now)) {
    return issue('CARD_EXPIRED', { field: '/payment_source/card/expiry' });
  }
  const named = mode === 'test' ? namedDecline(name) : undefined;
  const conduct: CardConduct = named === undefined ? byNumber : { kind: 'declines', code: named.code };
  const card: KeptCard = {
    brand: BRANDS[brandOf(number)],
    lastDigits: number.slice(-4),
    expiry,
    ...(name === undefined ? {} : { name }),
    ...(named === undefined ? {} : { responseCode: named.responseCode }),
  };
  return { ok: true, value: { source: { kind: 'card', card, conduct }, challenge: challengeOf(attributes) } };
}

function isPast(year: number, month: number, now: number): boolean {
  return Date.UTC(year, month, 1) <= now;
}

function challengeOf(attributes: Wire['CardRequest']['attributes']): ReadSource['challenge'] {
  switch (attributes?.verification?.method) {
    case 'SCA_ALWAYS':
    case '3D_SECURE':
      return 'always';
    case 'SCA_WHEN_REQUIRED':
      return 'where_required';
    case 'AVS_CVV':
    case undefined:
      return 'never';
  }
}

/** Whether the customer has to prove who it is before anything is paid. */
export function needsChallenge({ source, challenge }: ReadSource): boolean {
  if (source.kind !== 'card' || challenge === 'never') return false;
  return challenge === 'always' || source.conduct.kind === 'challenges';
}

const BRANDS: Readonly<Record<ReturnType<typeof brandOf>, Wire['Card']['brand']>> = {
  visa: 'VISA',
  mastercard: 'MASTERCARD',
  american_express: 'AMEX',
  discover: 'DISCOVER',
  diners_club: 'DINERS',
  jcb: 'JCB',
  unionpay: 'CHINA_UNION_PAY',
  unknown: 'UNKNOWN',
};
