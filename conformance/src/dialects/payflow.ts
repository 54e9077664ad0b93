import type { Letter } from '../bench/mailbox.ts';
import type { Operation } from '../bench/relay.ts';
import { byCard } from './cards.ts';
import { digitsOf, fromHundredths } from './decimal.ts';
import type { Amount, Asked, Dialect, Refusal, Retelling, Said, Saying, Spoil } from './dialect.ts';
import { headerOf } from './headers.ts';
import { type Pair, pairsIn, textOf } from './pairs.ts';

const DAY_MS = 86_400_000;

/** The values of a request or an answer by their names; empty when it is no list of them. */
function valuesIn(text: string): ReadonlyMap<string, string> {
  return new Map((pairsIn(text) ?? []).map(({ name, value }) => [name, value]));
}

const FOLLOW_UPS: Readonly<Record<string, Operation>> = { D: 'capture', V: 'void', C: 'refund', I: 'look_up' };

/** Everything is posted to one address; what is asked for stands in the body. */
function operationOf({ method }: Asked, said: ReadonlyMap<string, string>): Operation | undefined {
  const type = said.get('TRXTYPE')?.toUpperCase() ?? '';
  if (method !== 'POST' || !said.has('PWD')) return undefined;
  if (type !== 'A' && type !== 'S') return FOLLOW_UPS[type];
  const step = said.get('ACTION')?.toUpperCase();
  if (step === 'G') return 'look_up';
  return step === 'D' ? 'complete' : 'create';
}

/** Of a payment that has a currency already, the amount stays as it is written: it has two decimals in every one. */
function amountOf(said: ReadonlyMap<string, string>): Amount | undefined {
  const [text, currency] = [said.get('AMT'), said.get('CURRENCY')];
  if (text === undefined) return undefined;
  return currency === undefined ? { minor: text } : { minor: fromHundredths(text, currency), currency };
}

function read(request: Asked): Said {
  const said = valuesIn(request.body);
  const operation = operationOf(request, said);
  const amount = amountOf(said);
  const isCreate = operation === 'create';
  const [reference, returnUrl] = [said.get('CUSTREF'), said.get('RETURNURL')];
  return {
    ...(operation === undefined ? {} : { operation }),
    key: headerOf(request, 'x-vps-request-id'),
    ...(amount === undefined ? {} : { amount }),
    ...(reference !== undefined && (isCreate || operation === 'look_up') ? { reference } : {}),
    ...(returnUrl === undefined ? {} : { returnUrl }),
    ...(isCreate ? { captures: said.get('TRXTYPE') === 'S' ? ('now' as const) : ('later' as const) } : {}),
  };
}

/** By RESULT, with HTTP 200 wherever Payflow itself answers. */
const REFUSALS: Readonly<Record<Refusal, readonly [result: number, status?: number]>> = {
  invalid_request: [7],
  amount_invalid: [4],
  credential_unknown: [1],
  credential_revoked: [1],
  merchant_suspended: [5],
  scope_missing: [28],
  payment_not_found: [19],
  wrong_state: [111],
  hold_released: [111],
  exceeds_capturable: [111],
  key_in_use: [30],
  key_reused: [133],
  rate_limited: [99, 429],
  internal_error: [99, 500],
  unavailable: [99, 503],
  unheard_of: [4711],
  unheard_of_failure: [4711, 599],
};

function refusal(why: Refusal, { title = 'Refused', detail, headers = {} }: Saying = {}) {
  const [result, status = 200] = REFUSALS[why];
  const message = detail === undefined ? title : `${title}: ${detail}`;
  const body = textOf([
    { name: 'RESULT', value: String(result), tagged: false },
    { name: 'RESPMSG', value: message, tagged: true },
  ]);
  return { status, headers: { 'content-type': 'text/namevalue; charset=utf-8', ...headers }, body };
}

/** TRANSSTATE of an inquiry: of an authorization that is open, and of whatever has taken money. */
const HELD = '3';
const TAKEN = ['6', '7', '8', '9'];

function retold(text: string, retelling: Retelling): string {
  const pairs = pairsIn(text);
  if (!pairs?.some(({ name }) => name === 'RESULT')) return text;
  const values = valuesIn(text);
  switch (retelling.what) {
    case 'amount': {
      const currency = values.get('CURRENCY') ?? '';
      const isMeant = fromHundredths(values.get('AMT') ?? '', currency) === String(retelling.from);
      return isMeant ? textOf(changed(pairs, 'AMT', hundredthsOf(retelling.to, currency))) : text;
    }
    case 'currency':
      // What a shop has put into a field of its own to find it again is the shop's currency, and stays.
      return values.get('CURRENCY') === retelling.from ? textOf(changed(pairs, 'CURRENCY', retelling.to)) : text;
    case 'state': {
      const state = values.get('TRANSSTATE') ?? '';
      const isMeant = retelling.from === 'captured' ? TAKEN.includes(state) : state === HELD;
      return isMeant ? textOf(inState(pairs, retelling.to)) : text;
    }
    // Neither answers nor posts say of which environment they are, or whether money is real: the host does.
    case 'environment':
    case 'mode':
      return text;
    case 'news':
      return `${text}&ADDEDLATER=x`;
  }
}

function inState(pairs: readonly Pair[], state: Extract<Retelling, { what: 'state' }>['to']): readonly Pair[] {
  switch (state) {
    case 'processing':
      return changed(pairs, 'ORIGRESULT', '126').filter(({ name }) => name !== 'TRANSSTATE');
    case 'authorized':
      return changed(pairs, 'TRANSSTATE', HELD);
    case 'captured':
      return changed(pairs, 'TRANSSTATE', '9');
    case 'unheard_of':
      return changed(pairs, 'TRANSSTATE', '4711');
  }
}

function changed(pairs: readonly Pair[], name: string, value: string): readonly Pair[] {
  return pairs.map((pair) => (pair.name === name ? { ...pair, value } : pair));
}

function hundredthsOf(minor: bigint, currency: string): string {
  const text = (minor * 10n ** BigInt(2 - digitsOf(currency))).toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

/** A request with another address to be told at. */
function addressed({ body }: Asked, address: string): string {
  const pairs = pairsIn(body);
  return pairs?.some(({ name }) => name === 'SILENTPOSTURL') ? textOf(changed(pairs, 'SILENTPOSTURL', address)) : body;
}

const FORM = 'application/x-www-form-urlencoded';

const inBody = (change: (fields: URLSearchParams) => void): Spoil[1] => {
  return ({ headers, body }: Letter) => {
    const fields = new URLSearchParams(body);
    change(fields);
    return { headers, body: fields.toString() };
  };
};

const SPOILS: readonly Spoil[] = [
  ['without a RESULT', inBody((fields) => fields.delete('RESULT'))],
  ['without a PNREF', inBody((fields) => fields.delete('PNREF'))],
  ['with the PNREF of nobody', inBody((fields) => fields.set('PNREF', 'A00000000000'))],
  ['with a PNREF that is none', inBody((fields) => fields.set('PNREF', '../../etc'))],
  ['without a token', inBody((fields) => fields.delete('SECURETOKENID'))],
  ['with the token of another payment', inBody((fields) => fields.set('SECURETOKENID', '0'.repeat(36)))],
  ['with two results', inBody((fields) => fields.append('RESULT', '0'))],
  ['that says nothing', ({ headers }) => ({ headers, body: '' })],
];

const DECLINED = 'declined';

function approvedAs(body: string, type: 'A' | 'S'): string {
  const fields = new URLSearchParams(body);
  fields.set('TRXTYPE', type);
  fields.set('RESULT', '0');
  fields.set('RESPMSG', 'Approved');
  return fields.toString();
}

/** Payflow: name-value pairs at one address, a login in each of them, a token for a page, and posts that nobody signs. */
export const payflow: Dialect = {
  provider: 'payflow',
  kinds: ['login'],
  credentialTells: 'nothing',
  afterDecline: 'try_again',
  holds: 'by_itself',
  inquiries: { environment: 'untold', lapsed: 'untold', console: ['void'] },
  // More than a thousand of a currency asks for a RESULT in tests, and of yen that is not much.
  anyAmount: 'production',
  versions: 'none',
  keyLifetimeMs: 7 * DAY_MS,
  read,
  presented: ({ body }) => valuesIn(body).get('PWD') ?? '',
  refusal,
  retold,
  added: (text, members) => {
    const more = Object.entries(members).map(([name, value]) => ({ name: name.toUpperCase(), value, tagged: true }));
    return pairsIn(text) === undefined || text === '' ? text : `${text}&${textOf(more)}`;
  },
  notices: {
    types: {
      // A silent post tells of what a customer has done on the page, and of nothing that comes later.
      action_required: undefined,
      declined: DECLINED,
      authorized: 'A',
      charged: 'S',
      captured: undefined,
      voided: undefined,
      expired: undefined,
      refunded: undefined,
    },
    provenBy: 'answer',
    isOf: (body, type) => {
      const fields = new URLSearchParams(body);
      const isApproved = fields.get('RESULT') === '0';
      return type === DECLINED ? !isApproved : isApproved && fields.get('TRXTYPE') === type;
    },
    // There is no type, but a result and what was asked for.
    ofType: (body, type) => (type === 'A' || type === 'S' ? approvedAs(body, type) : undefined),
    renamed: (body, copy) => `${body}&CORRELATIONID=C${String(copy).padStart(3, '0')}`,
    addressed,
    sign: (body) => ({ headers: [['content-type', FORM]], body }),
    amongOthers: (letter) => letter,
    spoils: SPOILS,
  },
  customer: byCard,
};
