import type { Mode } from '../../accounts/environment.ts';
import { exponent } from '../../engine/currency.ts';
import type { Money } from '../../engine/money.ts';
import type { DeclineCode } from '../../engine/payment.ts';
import type { CardConduct } from '../../situations/test-cards.ts';
import { type Fields, said } from './fields.ts';
import type { Pair } from './pairs.ts';
import type { Profile } from './profiles.ts';
import type { ResultCode } from './results.ts';

/** A decline that an amount asks for. */
export type AskedDecline = Readonly<{ result: ResultCode; code: DeclineCode }>;

// What 1000 and so much more asks for; everything else beyond 1000 is declined with 12.
const BY_AMOUNT: Readonly<Record<string, AskedDecline>> = {
  13: { result: 13, code: 'do_not_honor' },
  23: { result: 23, code: 'invalid_number' },
  24: { result: 24, code: 'expired_card' },
  50: { result: 50, code: 'insufficient_funds' },
  51: { result: 51, code: 'amount_limit_exceeded' },
  114: { result: 114, code: 'incorrect_cvc' },
  125: { result: 125, code: 'suspected_fraud' },
};
const LIMIT = 1000n;
const PLAIN: AskedDecline = { result: 12, code: 'do_not_honor' };

/** What an amount asks for where money is not real: up to 1000 nothing, 1001 to 2000 a RESULT, beyond that 12. */
export function declineByAmount({ minor, currency }: Money): AskedDecline | undefined {
  const unit = 10n ** BigInt(exponent(currency));
  if (minor <= LIMIT * unit) return undefined;
  return minor % unit === 0n ? (BY_AMOUNT[String(minor / unit - LIMIT)] ?? PLAIN) : PLAIN;
}

/** What a card does that the profile declines where money is not real. */
export function asProfileAsks(
  { declinedCards }: Pick<Profile, 'declinedCards'>,
  number: string,
  mode: Mode,
): CardConduct | undefined {
  return mode === 'test' && declinedCards.includes(number) ? { kind: 'declines', code: PLAIN.code } : undefined;
}

/**
 * What a card does on a page: what the profile says of its number, else what it does by itself, and of one that is good what
 * the amount asks for, where the profile wants that and money is not real.
 */
export function conductOnPage(
  profile: Pick<Profile, 'declinedCards' | 'pageAmounts'>,
  amount: Money,
  { number, mode, conduct }: Readonly<{ number: string; mode: Mode; conduct: CardConduct }>,
): CardConduct {
  const byProfile = asProfileAsks(profile, number, mode);
  if (byProfile !== undefined) return byProfile;
  const mayAsk = mode === 'test' && profile.pageAmounts === 'ask' && conduct.kind !== 'declines';
  const asked = mayAsk ? declineByAmount(amount) : undefined;
  return asked === undefined ? conduct : { kind: 'declines', code: asked.code };
}

/**
 * What is said of address and security code, by their numbers as PayPal's own simulator has it: it says nothing of what was
 * not sent.
 */
export function verifications(fields: Fields): readonly Pair[] {
  const street = /^\s*(\d{1,9})/.exec(said(fields, 'BILLTOSTREET') ?? '')?.[1];
  const zip = /^\d{5}/.exec(said(fields, 'BILLTOZIP') ?? '')?.[0];
  const code = said(fields, 'CVV2');
  return [
    ...(street === undefined ? [] : [['AVSADDR', letter(Number(street), 333, 666)] as const]),
    ...(zip === undefined ? [] : [['AVSZIP', letter(Number(zip), 50_000, 99_999)] as const]),
    ...(code === undefined ? [] : [['CVV2MATCH', letter(Number(code), 300, 600)] as const]),
  ];
}

function letter(number: number, yesMax: number, noMax: number): 'Y' | 'N' | 'X' {
  if (number <= yesMax) return 'Y';
  return number <= noMax ? 'N' : 'X';
}
