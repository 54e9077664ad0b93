import { parseArgs } from 'node:util';
import { mutantById } from '../../src/mutants/catalogue.ts';
import { editedNode } from '../../src/mutants/edits.ts';
import { PROTOCOL_VERSION } from '../../src/subject/protocol.ts';
import { serveProtocol } from '../json-rpc.ts';
import { CHECKOUT_TEXTS } from './checkout.ts';
import { withoutBodies } from './deployment.ts';
import { PROVIDERS, type ProviderType } from './integration.ts';
import { Notifications } from './notifications.ts';
import { Payments } from './payments.ts';
import { Shops } from './shops.ts';

const HELP = `reference-shop: the reference shop as a subject

Usage: assay check --subject 'stdio:node conformance/subjects/reference-shop/main.ts'

  --provider name  the provider it speaks to: generic (unless told otherwise), stripe, paypal or payflow
  --mutant id      run the shop with this known mistake; the mistakes are in conformance/src/mutants/catalogue.ts
  --help           this text

Speaks the protocol of conformance/PROTOCOL.md on standard input and output, and starts the shop as child programs.
`;

const CAPABILITIES = [
  'redirect',
  'manual_capture',
  'partial_capture',
  'multiple_capture',
  'void',
  'refund',
  'partial_refund',
  'environments',
  'rotate',
  'several_shops',
  'oauth',
  'methods',
  'sync',
  'unresolved',
  'history',
  'dump',
  'notifications',
  'restart',
  'change_order',
  'signed_requests',
];

/** The price of one touchstone in the shop's catalogue: an order is some of them. */
const UNIT_PRICES = [
  { minor: '1999', currency: 'EUR' },
  { minor: '2149', currency: 'USD' },
  { minor: '3200', currency: 'JPY' },
  { minor: '6605', currency: 'KWD' },
];

/** What a shop cannot do with a provider: Stripe gives keys to shops and Payflow logins, and only ours takes signed requests. */
const NOT_AT: Readonly<Record<ProviderType, readonly string[]>> = {
  generic: [],
  stripe: ['oauth', 'signed_requests'],
  paypal: ['signed_requests'],
  payflow: ['oauth', 'signed_requests'],
};

/** In which prices an order has to come out even: what Stripe takes of thousandths ends with a zero, and PayPal and Payflow take none. */
const PRICES_AT: Readonly<Record<ProviderType, typeof UNIT_PRICES>> = {
  generic: UNIT_PRICES,
  paypal: UNIT_PRICES.filter(({ currency }) => currency !== 'KWD'),
  payflow: UNIT_PRICES.filter(({ currency }) => currency !== 'KWD'),
  stripe: UNIT_PRICES.map((price) => (price.currency === 'KWD' ? { ...price, minor: '13210' } : price)),
};

const {
  help = false,
  mutant,
  provider = 'generic',
} = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, mutant: { type: 'string' }, provider: { type: 'string' } },
}).values;
const type = PROVIDERS.find((known) => known === provider);
if (help) process.stdout.write(HELP);
else if (type === undefined) {
  process.stderr.write(`--provider ${provider}: there is ${PROVIDERS.join(', ')}\n`);
  process.exitCode = 2;
} else await run(mutant === undefined ? [] : mutantById(mutant).edits, type);

async function run(edits: Parameters<typeof editedNode>[0], type: ProviderType): Promise<void> {
  // Without edits, the shop runs as anybody runs it.
  const edited = edits.length === 0 ? { args: [], environment: {} } : editedNode(edits);
  let shops = new Shops('.', edited, type);
  let payments = new Payments(shops);
  let notifications = new Notifications(shops);
  const unlessRestarted = <T>(work: () => Promise<T>) => shops.unlessRestarted(() => withoutBodies(work));
  await serveProtocol(
    {
      async initialize({ stateDirectory }) {
        shops = new Shops(stateDirectory, edited, type);
        payments = new Payments(shops);
        notifications = new Notifications(shops);
        return {
          outcome: 'ok',
          protocolVersion: PROTOCOL_VERSION,
          subject: { name: 'reference shop', version: '0.1.0', language: 'TypeScript' },
          provider: type,
          capabilities: CAPABILITIES.filter((name) => !NOT_AT[type].includes(name)),
          clock: 'real',
          unitPrices: PRICES_AT[type],
          textFields: { createPayment: [...CHECKOUT_TEXTS], void: ['note'], refund: ['note'] },
        };
      },
      configure: (configuration) => done(() => shops.configure(configuration)),
      async setEnvironment({ shopId, environment }) {
        const shop = shops.find(shopId);
        if (!shop) return { outcome: 'failed', code: 'shop.unknown' };
        return done(() => shops.setEnvironment(shop, shop.configuration, environment, 'one_each'));
      },
      async rotateCredentials({ shopId, environment, credential }) {
        const shop = shops.find(shopId);
        if (!shop) return { outcome: 'failed', code: 'shop.unknown' };
        return done(() => shops.rotate(shop, environment, credential));
      },
      listMethods: (params) => withoutBodies(() => payments.methods(params)),
      createPayment: (params) => unlessRestarted(() => payments.create(params)),
      completeReturn: (params) => unlessRestarted(() => payments.completeReturn(params)),
      capture: (params) => unlessRestarted(() => payments.capture(params)),
      void: (params) => unlessRestarted(() => payments.void(params)),
      refund: (params) => unlessRestarted(() => payments.refund(params)),
      changeOrder: (params) => withoutBodies(() => payments.changeOrder(params)),
      deliverWebhook: (params) => withoutBodies(() => notifications.deliver(params)),
      getPayment: ({ paymentId }) => withoutBodies(() => payments.observe(paymentId)),
      syncPayment: ({ paymentId }) => unlessRestarted(() => payments.sync(paymentId)),
      history: ({ paymentId }) => withoutBodies(() => payments.history(paymentId)),
      listUnresolved: () => withoutBodies(() => payments.unresolved()),
      dumpState: async () => shops.files(),
      async restart({ shopId }) {
        const shop = shops.find(shopId);
        if (!shop) return { outcome: 'failed', code: 'shop.unknown' };
        return done(() => shops.restart(shop));
      },
      async settle() {
        await withoutBodies(() => notifications.settle());
        return { outcome: 'ok' };
      },
      shutdown: async () => ({ outcome: 'ok' }),
    },
    () => shops.stop(),
  );
}

type Refusal = NonNullable<Awaited<ReturnType<Shops['configure']>>>;

async function done(work: () => Promise<Refusal | undefined>): Promise<Refusal | Readonly<{ outcome: 'ok' }>> {
  return (await withoutBodies(work)) ?? { outcome: 'ok' };
}
