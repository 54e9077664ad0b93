import { actionId, paymentId } from '../../engine/ids.ts';
import { mayReturnTo } from '../../operations/artefacts.ts';
import { createPayment, Overtaken } from '../../operations/change.ts';
import type { About } from '../../situations/match.ts';
import type { DialectObject } from '../../store/objects.ts';
import { readAmount, readCurrency } from './amount.ts';
import { type Call, ownerOf } from './call.ts';
import { encodeDetails, type KeptToken } from './codec.ts';
import { type Fields, said } from './fields.ts';
import type { Pair } from './pairs.ts';
import type { Prepared } from './prepared.ts';
import { pairsReply, RESULT_MESSAGES, type Refused, refused } from './results.ts';

/** The kind under which it is kept which payment a SECURETOKENID belongs to. */
export const TOKEN = 'secure_token';

const TOKEN_ID = /^[\x21-\x7e]{1,36}$/;
const URL_LENGTH_MAX = 2000;
const ECHO_LENGTH_MAX = 200;
// What comes back with everything that is told of the token.
const ECHOED = ['CUSTREF', 'INVNUM', ...Array.from({ length: 10 }, (_, index) => `USER${index + 1}`)];
// What may not stand in a request for a token: the card is entered on the page.
const OF_CARDS = ['ACCT', 'EXPDATE', 'CVV2', 'ORIGID'];

/** A payment that waits for its customer, for an amount that nobody can change any more; the page token is the secure one. */
export async function prepareToken(call: Call, type: 'A' | 'S'): Promise<Prepared | Refused> {
  const { world, exchange, fields } = call;
  const currency = readCurrency(said(fields, 'CURRENCY'));
  if (!currency.ok) return currency;
  const read = readAmount(fields.get('AMT') ?? '', currency.currency);
  if (!read.ok) return read;
  const ofCard = OF_CARDS.find((name) => said(fields, name) !== undefined);
  if (ofCard !== undefined) return refused(7, ofCard);
  const id = said(fields, 'SECURETOKENID') ?? '';
  if (!TOKEN_ID.test(id)) return refused(7, 'SECURETOKENID');
  const urls = await readUrls(call);
  if (!urls.ok) return urls;
  const echo = ECHOED.map((name): Pair => [name, said(fields, name) ?? '']).filter(([, value]) => value !== '');
  const tooLong = echo.find(([, value]) => value.length > ECHO_LENGTH_MAX);
  if (tooLong !== undefined) return refused(7, tooLong[0]);
  const owner = ownerOf(call);
  const now = world.now(owner);
  const payment = paymentId(world.random.id('pay'));
  const value = world.random.secret();
  const reference = referenceOf(fields);
  const { amount } = read;
  const about: About = {
    operations: ['request_payment'],
    headers: exchange.headers,
    amount,
    ...(reference === '' ? {} : { reference }),
  };
  const pointer: DialectObject = {
    ...owner,
    kind: TOKEN,
    id,
    createdAt: now,
    tags: [],
    value: { payment },
    version: 1,
  };
  const token: KeptToken = { id, ...urls.urls, echo };
  return {
    ok: true,
    about,
    type,
    part: '',
    beside: [],
    shown: pairsReply([
      ['RESULT', '0'],
      ['SECURETOKEN', value],
      ['SECURETOKENID', id],
      ['RESPMSG', RESULT_MESSAGES[0]],
    ]),
    run: async (asking) => {
      const isTaken = { kind: 'rejected', rejection: { code: 'already_exists' } } as const;
      if ((await world.store.findObject(owner, TOKEN, id)) !== undefined) return isTaken;
      const action = { actionId: actionId(world.random.id('act')), kind: 'redirect' } as const;
      const step = {
        commands: [
          {
            type: 'request',
            paymentId: payment,
            amount,
            captureMode: type === 'S' ? 'automatic' : 'manual',
            at: now,
          },
          { type: 'require_action', action, at: now },
        ] as const,
        objects: [pointer],
        details: encodeDetails({ token }),
      };
      try {
        const ownership = { ...owner, paymentId: payment, reference, pageToken: value, createdAt: now };
        return await createPayment(world, ownership, step, asking);
      } catch (error) {
        // Another process has made a token of this name just now.
        if (error instanceof Overtaken) return isTaken;
        throw error;
      }
    },
  };
}

function referenceOf(fields: Fields): string {
  return said(fields, 'CUSTREF') ?? said(fields, 'INVNUM') ?? '';
}

type Urls = Pick<KeptToken, 'returnUrl' | 'errorUrl' | 'cancelUrl' | 'silentPostUrl'>;

const URLS = {
  RETURNURL: 'returnUrl',
  ERRORURL: 'errorUrl',
  CANCELURL: 'cancelUrl',
  SILENTPOSTURL: 'silentPostUrl',
} as const;

async function readUrls({ world, caller, fields }: Call): Promise<Readonly<{ ok: true; urls: Urls }> | Refused> {
  const urls: Record<string, string> = {};
  for (const [name, key] of Object.entries(URLS)) {
    const url = said(fields, name);
    if (url === undefined) continue;
    const isAddress = url.length <= URL_LENGTH_MAX && /^https?:\/\//i.test(url) && URL.canParse(url);
    if (!isAddress || !(await mayReturnTo(world, caller.merchant.id, url))) return refused(7, name);
    urls[key] = url;
  }
  return { ok: true, urls };
}
