import { paymentId } from '../../engine/ids.ts';
import type { WholeReply } from '../../http/exchange.ts';
import { followedJournal } from '../../http/followed-journal.ts';
import { findPaymentAnywhere } from '../../operations/console.ts';
import { readReport } from '../../operations/settlement.ts';
import type { World } from '../../operations/world.ts';
import { markup } from '../html.ts';
import { deliveriesPage, deliveryPage } from './deliveries-page.ts';
import { environmentPage } from './environment-page.ts';
import { findPage } from './find-page.ts';
import { entryPage, entrySequence, findEntry, journalPage, readFilter } from './journal-page.ts';
import { exchangeText, journalRow } from './journal-table.ts';
import { merchantPage } from './merchant-page.ts';
import { overviewPage } from './overview.ts';
import { paymentPage, paymentSequence } from './payment-detail.ts';
import { paymentsPage } from './payments-page.ts';
import { payoutPage } from './payout-page.ts';
import { placedEnvironment } from './places.ts';
import type { Look, Visit } from './routes.ts';
import type { Sequence } from './sequence.ts';
import { drawingFile } from './sequence-drawing.ts';
import { mermaidText } from './sequence-text.ts';
import { situationPage, situationsPage } from './situations-page.ts';

/** Everything in the dashboard that can be looked at. */
export function pageRoutes(world: World): readonly Look[] {
  const payment = (visit: Visit) => findPaymentAnywhere(world, paymentId(visit.parameters.paymentId ?? ''));
  return [
    { path: '/dashboard', operation: 'showOverview', show: () => overviewPage(world) },
    { path: '/dashboard/find', operation: 'find', show: ({ exchange }) => findPage(world, exchange.query) },
    {
      path: '/dashboard/environments/:environment',
      operation: 'showEnvironment',
      show: ({ exchange, parameters }) => {
        const environment = placedEnvironment(world, parameters.environment);
        return environment === undefined ? 'environment' : environmentPage(world, environment, exchange.query);
      },
    },
    {
      path: '/dashboard/merchants/:merchantId',
      operation: 'showMerchant',
      show: async ({ parameters }) => {
        const merchant = await world.store.findMerchant(parameters.merchantId ?? '');
        return merchant === undefined ? 'merchant account' : merchantPage(world, merchant);
      },
    },
    {
      path: '/dashboard/payments',
      operation: 'showPayments',
      show: ({ exchange }) => paymentsPage(world, exchange.query),
    },
    {
      path: '/dashboard/payments/:paymentId',
      operation: 'showPayment',
      show: async (visit) => {
        const stored = await payment(visit);
        return stored === undefined ? 'payment' : paymentPage(world, stored);
      },
    },
    ...sequenceFiles('/dashboard/payments/:paymentId', 'Payment', async (visit) => {
      const stored = await payment(visit);
      if (stored === undefined) return 'payment';
      const title = `Payment ${stored.reference} (${stored.environment})`;
      return { title, name: stored.paymentId, sequence: await paymentSequence(world, stored) };
    }),
    {
      path: '/dashboard/payouts/:payoutId',
      operation: 'showPayout',
      show: async ({ parameters }) => {
        const report = await readReport(world, parameters.payoutId ?? '');
        return report === undefined ? 'payout' : payoutPage(world, report);
      },
    },
    {
      path: '/dashboard/deliveries',
      operation: 'showDeliveries',
      show: ({ exchange }) => deliveriesPage(world, exchange.query),
    },
    {
      path: '/dashboard/deliveries/:deliveryId',
      operation: 'showDelivery',
      show: async ({ parameters }) => {
        const delivery = await world.store.findDelivery(parameters.deliveryId ?? '');
        return delivery === undefined ? 'delivery' : deliveryPage(world, delivery);
      },
    },
    {
      path: '/dashboard/journal',
      operation: 'showJournal',
      show: ({ exchange }) => journalPage(world, exchange.query),
    },
    { path: '/dashboard/journal/stream', operation: 'streamJournal', show: (visit) => streamed(world, visit) },
    {
      path: '/dashboard/journal/:number',
      operation: 'showEntry',
      show: async ({ parameters }) => {
        const entry = await findEntry(world, parameters.number ?? '');
        return entry === undefined ? 'entry' : entryPage(world, entry);
      },
    },
    ...sequenceFiles('/dashboard/journal/:number', 'Entry', async ({ parameters }) => {
      const entry = await findEntry(world, parameters.number ?? '');
      if (entry === undefined) return 'entry';
      const name = `entry-${entry.number}`;
      return { title: exchangeText(entry), name, sequence: entrySequence(entry) };
    }),
    { path: '/dashboard/situations', operation: 'showSituations', show: () => situationsPage(world) },
    {
      path: '/dashboard/situations/:name',
      operation: 'showSituation',
      show: ({ parameters }) => situationPage(world, parameters.name ?? '') ?? 'situation',
    },
  ];
}

/** Lines of the journal as the page has them, one by one as they are written. */
function streamed(world: World, { exchange }: Visit) {
  const { query } = readFilter(world, exchange.query);
  const after = exchange.query.get('after') ?? '';
  return followedJournal(world.store, {
    query: { ...query, limit: 1, ...(/^\d{1,15}$/.test(after) ? { after: Number(after) } : {}) },
    lastEventId: exchange.headers['last-event-id'],
    render: (entry) => markup(journalRow(world, entry)),
  });
}

type Told = Readonly<{ title: string; name: string; sequence: Sequence }>;

function sequenceFiles(path: string, whose: string, tell: (visit: Visit) => Promise<Told | string>): readonly Look[] {
  const file = (ending: string, type: string, written: (told: Told) => string): Look => ({
    path: `${path}/sequence.${ending}`,
    operation: `export${whose}`,
    show: async (visit): Promise<WholeReply | string> => {
      const told = await tell(visit);
      if (typeof told === 'string') return told;
      return {
        status: 200,
        headers: {
          'content-type': `${type}; charset=utf-8`,
          'content-disposition': `attachment; filename="${told.name}.${ending}"`,
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
          'cache-control': 'no-store',
        },
        body: written(told),
      };
    },
  });
  return [
    file('svg', 'image/svg+xml', ({ sequence, title }) => drawingFile(sequence, title)),
    file('mmd', 'text/plain', ({ sequence }) => mermaidText(sequence)),
  ];
}
