import { expectStatus } from '../merchant-account.ts';
import {
  type Line,
  openLine,
  type PayPalAccount,
  type PayPalWire,
  paypalAccount,
  tokenOf,
  visitApproval,
} from '../paypal/paypal-account.ts';
import { DAY, type Running } from '../running-simulator.ts';
import { altered, type Facts, type Parameters, type States } from './states.ts';

const LONGER_THAN_A_TOKEN = DAY;
const RETURN_URL = 'https://shop.example/checkout/return/a';

/** A seller's account at PayPal, and the wire to its environment. */
type Place = Readonly<{ account: PayPalAccount; line: Line }>;

/**
 * The states that the pact with the shop's PayPal adapter may ask for, set up as a seller or a customer would. `end` closes
 * the wires.
 */
export function paypalStates(running: Running): Readonly<{ states: States; end: () => Promise<void> }> {
  const lines = new Map<string, Line>();
  let place: Place | undefined;
  const opened = async (environment: string): Promise<Place> => {
    const line = lines.get(environment) ?? (await openLine(running, environment));
    lines.set(environment, line);
    return { account: await paypalAccount(running, line, environment), line };
  };
  const states: States = {
    'an app': async ({ environment, secret }) => {
      const { account } = await opened(String(environment));
      const pair = `${account.clientId}:${secret === 'wrong' ? altered(account.secret) : account.secret}`;
      return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
    },

    'a token of an app': async ({ environment, token }) => {
      place = await opened(String(environment));
      const given = await tokenOf(place.line, place.account);
      if (token === 'expired') await running.pass(LONGER_THAN_A_TOKEN);
      return { authorization: `Bearer ${given}` };
    },

    'an order': async (asked) => {
      const at = asked.elsewhere === undefined ? place : await opened(String(asked.elsewhere));
      if (at === undefined) throw new Error('a state with a token has to come first');
      const facts = await orderThatIs(at, asked, (days) => running.pass(days * DAY));
      // The token was given before the days went by.
      return at === place && (asked.ageDays !== undefined || asked.status === 'reauthorized')
        ? { ...facts, authorization: `Bearer ${await tokenOf(at.line, at.account)}` }
        : facts;
    },
  };
  const end = async () => {
    for (const line of lines.values()) await line[Symbol.asyncDispose]();
  };
  return { states, end };
}

async function orderThatIs(at: Place, asked: Parameters, pass: (days: number) => Promise<void>): Promise<Facts> {
  const { account } = at;
  const amount = { currency_code: String(asked.currency), value: String(asked.value) };
  const ask = async (path: string, body: object = {}) => {
    const headers = { prefer: 'return=representation', 'paypal-request-id': path };
    const answer = await account.ask('POST', path, { headers, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const made = (await ask('/v2/checkout/orders', {
    intent: 'AUTHORIZE',
    purchase_units: [{ reference_id: asked.reference, custom_id: asked.names, amount }],
    payment_source: { paypal: { experience_context: { return_url: RETURN_URL, cancel_url: RETURN_URL } } },
  })) as PayPalWire['Order'];
  const orderId = made.id ?? '';
  const wanted = STAGES[String(asked.status)];
  if (wanted === undefined) throw new Error(`no order is ${asked.status}`);
  if (!wanted.includes('approve')) return { orderId };
  const link = made.links?.find(({ rel }) => rel === 'payer-action');
  await visitApproval(at.line, link?.href ?? '', 'approve');
  if (!wanted.includes('authorize')) return { orderId };
  await ask(`/v2/checkout/orders/${orderId}/authorize`);
  const look = async () =>
    expectStatus<PayPalWire['Order']>(await account.ask('GET', `/v2/checkout/orders/${orderId}`), 200)
      .purchase_units?.[0]?.payments;
  const authorizationId = (await look())?.authorizations?.[0]?.id ?? '';
  const hold = `/v2/payments/authorizations/${authorizationId}`;
  const days = Number(asked.ageDays ?? (wanted.includes('reauthorize') ? 4 : 0));
  if (days > 0) await pass(days);
  if (wanted.includes('reauthorize')) await ask(`${hold}/reauthorize`, { amount });
  if (wanted.includes('void')) await ask(`${hold}/void`);
  if (wanted.includes('capture')) await ask(`${hold}/capture`, { amount, final_capture: true });
  const captureId = (await look())?.captures?.[0]?.id;
  if (wanted.includes('refund')) {
    await ask(`/v2/payments/captures/${captureId}/refund`, { amount, custom_id: `refund/${orderId}/command_2` });
  }
  return { orderId, authorizationId, ...(captureId === undefined ? {} : { captureId }) };
}

/** What is done to an order until it is called so. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  open: [],
  approved: ['approve'],
  authorized: ['approve', 'authorize'],
  reauthorized: ['approve', 'authorize', 'reauthorize'],
  voided: ['approve', 'authorize', 'void'],
  captured: ['approve', 'authorize', 'capture'],
  refunded: ['approve', 'authorize', 'capture', 'refund'],
};
