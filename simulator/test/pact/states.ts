import { account, CARDS, card, expectStatus, issue, type MerchantAccount, signUp } from '../merchant-account.ts';
import { type ControlWire, DAY, HOUR, type Running, type Wire } from '../running-simulator.ts';

/** What a pact says about a state; every value is text or a number. */
export type Parameters = Readonly<Record<string, string | number>>;

/** What a state fills into the request, by the names in the pact's expressions. */
export type Facts = Readonly<
  Partial<
    Record<
      'authorization' | 'paymentId' | 'sessionId' | 'intentId' | 'orderId' | 'authorizationId' | 'captureId',
      string
    >
  >
>;

/** Sets up states one after the other. */
export type States = Readonly<Record<string, (parameters: Parameters) => Promise<Facts>>>;

const LONGER_THAN_A_TOKEN = HOUR + 1;
const LONGER_THAN_A_HOLD = 8 * DAY;
const RETURN_URL = 'https://shop.example/checkout/return/a';

/**
 * The states that pacts may ask for, set up over the wire as a merchant, a shop or a customer would. A payment belongs to
 * the merchant account of the credential that came before it.
 */
export function providerStates(running: Running): States {
  let shop: MerchantAccount | undefined;
  const current = (): MerchantAccount => {
    if (shop === undefined) throw new Error('a state with a credential has to come first');
    return shop;
  };
  return {
    'an OAuth client': async ({ environment, merchant, secret }) => {
      const owner = await newMerchant(running, { environment, status: merchant });
      const issued = await issue(running, owner.id, { kind: 'oauth_client' });
      if (merchant === 'suspended') await moved(running, owner.id, 'suspend');
      const { publicId } = issued.credential;
      return { authorization: basic(publicId, secret === 'wrong' ? altered(issued.secret) : issued.secret) };
    },

    'an API key': async ({ environment, merchant, key, scopes }) => {
      shop = await newMerchant(running, { environment, status: merchant });
      const { credential, secret } = await issue(running, shop.id, {
        scopes: String(scopes).split(' ') as ControlWire['Scope'][],
        ...(key === 'expired' ? { lifetimeMs: HOUR } : {}),
      });
      if (key === 'expired') await running.pass(HOUR + 1);
      if (key === 'revoked') await running.control.ask('POST', `/credentials/${credential.id}/revoke`);
      if (merchant === 'suspended') await moved(running, shop.id, 'suspend');
      return { authorization: `Bearer ${key === 'unknown' ? altered(secret) : secret}` };
    },

    'an access token': async ({ environment, token }) => {
      shop = await newMerchant(running, { environment, status: 'active' });
      const { credential, secret } = await issue(running, shop.id, { kind: 'oauth_client' });
      const answer = await running.provider(shop.environment).ask('POST', '/oauth/token', {
        headers: {
          authorization: basic(credential.publicId, secret),
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials',
      });
      if (token === 'expired') await running.pass(LONGER_THAN_A_TOKEN);
      return { authorization: `Bearer ${expectStatus<Wire['Token']>(answer, 200).access_token}` };
    },

    'a payment': async (parameters) => {
      const { environment } = parameters;
      const owner =
        environment === current().environment
          ? current()
          : await newMerchant(running, { environment, status: 'active' });
      const { id } = await paymentThatIs(running, owner, parameters);
      return { paymentId: id };
    },

    'a used idempotency key': async ({ key }) => {
      const headers = { 'idempotency-key': `"${key}"` };
      const body = {
        amount: { minor: 1, currency: 'EUR' },
        captureMode: 'manual',
        reference: 'N-0',
        returnUrl: RETURN_URL,
      };
      expectStatus(await current().ask('POST', '/v1/payments', { headers, body }), 201);
      return {};
    },
  };
}

async function newMerchant(
  running: Running,
  { environment, status }: Readonly<{ environment: unknown; status: unknown }>,
): Promise<MerchantAccount> {
  const name = String(environment);
  const { id } = await signUp(running, name);
  if (status !== 'pending') await moved(running, id, 'activate');
  const { credential, secret } = await issue(running, id);
  return account(running, { id, environment: name, credentialId: credential.id, secret });
}

async function moved(running: Running, merchantId: string, how: 'activate' | 'suspend'): Promise<void> {
  expectStatus(await running.control.ask('POST', `/merchants/${merchantId}/${how}`), 200);
}

/** A payment of a merchant account, brought into the state that a pact asks for. */
export async function paymentThatIs(
  running: Running,
  shop: MerchantAccount,
  asked: Parameters,
): Promise<Wire['Payment']> {
  const live = shop.environment === 'production';
  const pay = (how: Partial<Wire['PaymentRequest']>) =>
    shop.pay({
      amount: { minor: Number(asked.minor), currency: String(asked.currency) },
      reference: String(asked.reference),
      metadata: { command: String(asked.command) },
      ...how,
    });
  const byCard = (number: string) => pay({ card: card(live ? CARDS.realLooking : number) });
  const authorized = () => byCard(CARDS.approves);
  switch (asked.status) {
    case 'action_required':
      return pay({ returnUrl: RETURN_URL });
    case 'processing':
      return byCard(CARDS.reviews);
    case 'authorized':
      return authorized();
    case 'partially_captured':
      return shop.change(await authorized(), 'captures', { amount: { minor: 600, currency: asked.currency } });
    case 'captured':
      return shop.change(await authorized(), 'captures', {});
    case 'voided':
      return shop.change(await authorized(), 'void');
    case 'expired': {
      const payment = await authorized();
      await running.pass(LONGER_THAN_A_HOLD);
      return payment;
    }
    case 'declined':
      return byCard(CARDS.noFunds);
    case 'card_checked':
      return authorized();
    case 'cancelled':
      return shop.change(await pay({ returnUrl: RETURN_URL }), 'cancel');
    default:
      throw new Error(`no payment is ${asked.status}`);
  }
}

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** A secret of the same form that was never issued. */
export function altered(secret: string): string {
  return secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');
}
