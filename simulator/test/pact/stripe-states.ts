import Stripe from 'stripe';
import { issue, signUp } from '../merchant-account.ts';
import { DAY, HOUR, type Running } from '../running-simulator.ts';
import { altered, type Parameters, type States } from './states.ts';

const LONGER_THAN_A_HOLD = 8 * DAY;
const RETURN_URL = 'https://shop.example/checkout/return/a';
const GOOD_CARD = '4242424242424242';

/** A seller's account at Stripe in one environment. */
type Account = Readonly<{ stripe: Stripe; pageAt: string }>;

/** The states that the pact with the shop's Stripe adapter may ask for, set up as a seller or a customer would. */
export function stripeStates(running: Running): States {
  let account: Account | undefined;
  const current = (): Account => {
    if (account === undefined) throw new Error('a state with a key has to come first');
    return account;
  };
  const opened = async (environment: string, more: Readonly<{ lifetimeMs?: number }> = {}) => {
    const { id } = await signUp(running, environment);
    await running.control.ask('POST', `/merchants/${id}/activate`);
    const { secret } = await issue(running, id, { dialect: 'stripe', ...more });
    const url = running.provider(environment).url;
    const { hostname: host, port } = new URL(url);
    return { secret, account: { stripe: new Stripe(secret, { host, port, protocol: 'http' }), pageAt: url } };
  };
  return {
    'a secret key': async ({ environment, key }) => {
      const made = await opened(String(environment), key === 'expired' ? { lifetimeMs: HOUR } : {});
      if (key === 'expired') await running.pass(HOUR + 1);
      account = made.account;
      return { authorization: `Bearer ${key === 'unknown' ? altered(made.secret) : made.secret}` };
    },

    'a page for a payment': async (asked) => {
      const { stripe, pageAt } = current();
      const session = await stripe.checkout.sessions.create({
        mode: 'payment',
        line_items: [{ quantity: 1, price_data: { ...priced(asked), product_data: { name: 'Order' } } }],
        metadata: namesIn(asked),
        payment_intent_data: { capture_method: 'manual', metadata: namesIn(asked) },
        success_url: RETURN_URL,
        cancel_url: RETURN_URL,
      });
      if (asked.status === 'paid') await paidOn(`${pageAt}/c/pay/${session.id}/card`);
      if (asked.status === 'expired') await stripe.checkout.sessions.expire(session.id);
      return { sessionId: session.id };
    },

    'a payment': async (asked) => {
      const { stripe } = asked.elsewhere === undefined ? current() : (await opened(String(asked.elsewhere))).account;
      const live = asked.elsewhere === 'production';
      const { id } = await stripe.paymentIntents.create({
        amount: Number(asked.minor),
        currency: String(asked.currency),
        metadata: namesIn(asked),
        capture_method: 'manual',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        ...(live ? {} : { payment_method: 'pm_card_visa', confirm: true }),
      });
      await broughtTo(running, stripe, id, asked);
      return { intentId: id };
    },

    'a used idempotency key': async ({ key }) => {
      await current().stripe.customers.create({}, { idempotencyKey: String(key) });
      return {};
    },
  };
}

async function broughtTo(running: Running, stripe: Stripe, id: string, asked: Parameters): Promise<void> {
  switch (asked.status) {
    case 'authorized':
      return;
    case 'captured':
    case 'refunded':
      await stripe.paymentIntents.capture(id, { metadata: marksIn(asked) });
      if (asked.status === 'refunded')
        await stripe.refunds.create({ payment_intent: id, metadata: { command: String(asked.refund) } });
      return;
    case 'voided':
      await stripe.paymentIntents.cancel(id);
      return;
    case 'expired':
      await running.pass(LONGER_THAN_A_HOLD);
      return;
    default:
      throw new Error(`no payment is ${asked.status}`);
  }
}

async function paidOn(page: string): Promise<void> {
  const body = new URLSearchParams({ number: GOOD_CARD, expiry: '12/30', cvc: '737', email: 'ada@example.com' });
  const answer = await fetch(page, { method: 'POST', redirect: 'manual', body });
  if (answer.status !== 303) throw new Error(`the page was not paid on: ${answer.status}`);
}

function priced({ minor, currency }: Parameters) {
  return { unit_amount: Number(minor), currency: String(currency) };
}

/** What the shop calls a payment. */
function namesIn({ command, environment, order }: Parameters): Record<string, string> {
  return { command: String(command), environment: String(environment), order: String(order) };
}

/** What the shop keeps with a payment of what it has captured. */
function marksIn(asked: Parameters): Record<string, string> {
  const marks = Object.entries(asked).filter(([name]) => name.startsWith('capture_'));
  return Object.fromEntries(marks.map(([name, value]) => [name, String(value)]));
}
