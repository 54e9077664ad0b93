import { readAddresses } from './addresses.ts';
import { askedAmount } from './amount.ts';
import { leastOf } from './authorize.ts';
import type { Call } from './call.ts';
import type { KeptToken } from './codec.ts';
import { said } from './fields.ts';
import type { Pair } from './pairs.ts';
import type { Prepared } from './prepared.ts';
import { RESULT_MESSAGES, type Refused, refused } from './results.ts';
import { prepareWaiting } from './waiting.ts';

/** The kind under which it is kept which payment a SECURETOKENID belongs to. */
export const TOKEN = 'secure_token';

const TOKEN_ID = /^[\x21-\x7e]{1,36}$/;
const ECHO_LENGTH_MAX = 200;
// What comes back with everything that is told of the token.
const ECHOED = ['CUSTREF', 'INVNUM', ...Array.from({ length: 10 }, (_, index) => `USER${index + 1}`)];
// What may not stand in a request for a token: the card is entered on the page, or posted there.
const OF_CARDS = ['ACCT', 'EXPDATE', 'CVV2', 'ORIGID'];
const ADDRESSES = {
  RETURNURL: 'returnUrl',
  ERRORURL: 'errorUrl',
  CANCELURL: 'cancelUrl',
  SILENTPOSTURL: 'silentPostUrl',
} as const;

/** A payment that waits for its customer, for an amount that nobody can change any more; the page token is the secure one. */
export async function prepareToken(call: Call, type: 'A' | 'S'): Promise<Prepared | Refused> {
  const { world, fields } = call;
  const read = askedAmount(fields, call.profile, leastOf(type));
  if (!read.ok) return read;
  const ofCard = OF_CARDS.find((name) => said(fields, name) !== undefined);
  if (ofCard !== undefined) return refused(7, ofCard);
  const id = said(fields, 'SECURETOKENID') ?? '';
  if (!TOKEN_ID.test(id)) return refused(7, 'SECURETOKENID');
  const named = await readAddresses(call, ADDRESSES);
  if (!named.ok) return named;
  const echo = ECHOED.map((name): Pair => [name, said(fields, name) ?? '']).filter(([, value]) => value !== '');
  const tooLong = echo.find(([, value]) => value.length > ECHO_LENGTH_MAX);
  if (tooLong !== undefined) return refused(7, tooLong[0]);
  const token: KeptToken = { id, ...named.addresses, echo };
  const value = world.random.secret();
  return prepareWaiting(call, {
    type,
    amount: read.amount,
    details: { token },
    pageToken: value,
    pointer: { kind: TOKEN, id },
    shown: [
      ['RESULT', '0'],
      ['SECURETOKEN', value],
      ['SECURETOKENID', id],
      ['RESPMSG', RESULT_MESSAGES[0]],
    ],
  });
}
