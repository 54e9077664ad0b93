import { parseArgs } from 'node:util';
import { serveProtocol } from '../json-rpc.ts';
import { Book, observed } from './ledger.ts';
import { type Inbox, receive } from './notifications.ts';
import { changePayment, createPayment, syncPayment } from './payments.ts';
import { ask, isConnection } from './provider.ts';
import { isOffered, movedTo, type Refusal, rotated, type Shop, shopOf } from './shops.ts';

const HELP = `everything: a small, correct integration of the generic provider, to try the harness with

Usage: assay check --subject 'stdio:node conformance/subjects/everything/main.ts'

Speaks the protocol of conformance/PROTOCOL.md on standard input and output.
`;

const CAPABILITIES = [
  'card',
  'redirect',
  'manual_capture',
  'partial_capture',
  'multiple_capture',
  'void',
  'refund',
  'partial_refund',
  'validate',
  'environments',
  'rotate',
  'several_shops',
  'oauth',
  'methods',
  'unresolved',
  'sync',
  'history',
  'dump',
  'notifications',
];

const { help = false } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } }).values;
if (help) process.stdout.write(HELP);
else await run();

async function run(): Promise<void> {
  const shops = new Map<string, Shop>();
  const book = new Book();
  const world = { shops, book };
  const inbox: Inbox = { acted: new Set(), working: new Set() };

  const accept = async (made: Shop | Refusal) => {
    if ('outcome' in made) return made;
    const refusal = await probe(made);
    if (refusal) return refusal;
    shops.set(made.id, made);
    return { outcome: 'ok' } as const;
  };
  const change = (shopId: string, changed: (shop: Shop) => Shop | Refusal) => {
    const shop = shops.get(shopId);
    return accept(shop ? changed(shop) : { outcome: 'failed', code: 'shop.unknown' });
  };

  await serveProtocol(
    {
      initialize: async () => ({
        outcome: 'ok',
        protocolVersion: '2026-12',
        subject: { name: 'everything', version: '1', language: 'TypeScript' },
        provider: 'generic',
        capabilities: CAPABILITIES,
        clock: 'real',
      }),
      configure: (configuration) => accept(shopOf(configuration)),
      async validateConfig(configuration) {
        const made = shopOf(configuration);
        return 'outcome' in made ? made : { outcome: 'ok' };
      },
      setEnvironment: ({ shopId, environment }) => change(shopId, (shop) => movedTo(shop, environment)),
      rotateCredentials: ({ shopId, environment, credential }) =>
        change(shopId, (shop) => rotated(shop, environment, credential)),
      async listMethods({ shopId, order }) {
        const shop = shops.get(shopId);
        const offered = shop && isOffered(shop, order) ? [{ id: 'generic', label: 'Card' }] : [];
        return { outcome: 'ok', methods: offered };
      },
      createPayment: (params) => createPayment(world, params),
      completeReturn: ({ paymentId }) => syncPayment(world, paymentId),
      capture: ({ paymentId, commandId, amount, final }) =>
        changePayment(world, paymentId, {
          operation: 'captures',
          commandId,
          body: { ...amountIn(amount), ...(final === undefined ? {} : { final }) },
        }),
      void: ({ paymentId, commandId }) =>
        changePayment(world, paymentId, { operation: 'void', commandId, body: undefined }),
      refund: ({ paymentId, commandId, amount }) =>
        changePayment(world, paymentId, { operation: 'refunds', commandId, body: amountIn(amount) }),
      async getPayment({ paymentId }) {
        const payment = book.find(paymentId);
        if (!payment) return { outcome: 'failed', code: 'payment.not_found' };
        return { outcome: 'ok', payment: observed(payment) };
      },
      syncPayment: ({ paymentId }) => syncPayment(world, paymentId),
      async history({ paymentId }) {
        const payment = book.find(paymentId);
        if (!payment) return { outcome: 'failed', code: 'payment.not_found' };
        return { outcome: 'ok', entries: [...payment.history] };
      },
      listUnresolved: async () => ({ outcome: 'ok', paymentIds: [...book.unresolved()] }),
      deliverWebhook: async (params) => ({ outcome: 'ok', status: await receive(world, inbox, params) }),
      async settle() {
        await Promise.all(inbox.working);
        return { outcome: 'ok' };
      },
      async dumpState() {
        const contentBase64 = Buffer.from(book.text()).toString('base64');
        return { outcome: 'ok', files: [{ name: 'payments.json', contentBase64 }] };
      },
      shutdown: async () => ({ outcome: 'ok' }),
    },
    async () => {},
  );
}

/** Asks the provider who is calling, in the environment the shop is to trade in. */
async function probe(shop: Shop): Promise<Refusal | undefined> {
  const account = shop.accounts.get(shop.active);
  if (!account) return { outcome: 'failed', code: 'config.environment_unknown' };
  const reading = await ask(account, { method: 'GET', path: '/v1/connection' }, isConnection);
  if (reading.kind === 'refused') return { outcome: 'failed', code: reading.code };
  if (reading.kind === 'unknown') return { outcome: 'failed', code: 'config.provider_unreachable' };
  if (reading.body.environment === shop.active) return undefined;
  return { outcome: 'failed', code: 'config.environment_mismatch' };
}

function amountIn(amount: Readonly<{ minor: string; currency: string }> | undefined) {
  return amount === undefined ? {} : { amount: { minor: Number(amount.minor), currency: amount.currency } };
}
