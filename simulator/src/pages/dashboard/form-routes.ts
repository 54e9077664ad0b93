import { MERCHANT_MOVES, type Merchant, placeOf } from '../../accounts/merchant.ts';
import { paymentId } from '../../engine/ids.ts';
import type { WholeReply } from '../../http/exchange.ts';
import { turnClock } from '../../operations/clocks.ts';
import { findPaymentAnywhere } from '../../operations/console.ts';
import { redeliver } from '../../operations/deliveries.ts';
import { moveMerchant } from '../../operations/merchants.ts';
import { settleDay } from '../../operations/settlement.ts';
import type { Place, World } from '../../operations/world.ts';
import { seeOther } from '../html.ts';
import { readTurn, turnNotice } from './clock-form.ts';
import { deliveryPage } from './deliveries-page.ts';
import { environmentPage } from './environment-page.ts';
import { type DashboardPage, dashboardReply, type Notice } from './frame.ts';
import { merchantPage } from './merchant-page.ts';
import { submitConsole } from './payment-console.ts';
import { paymentPage } from './payment-detail.ts';
import { type PlacedEnvironment, placedEnvironment } from './places.ts';
import type { Deed, Visit } from './routes.ts';
import { nothingHere } from './sign-in-page.ts';
import { submitSituation } from './situation-form.ts';

/** Everything in the dashboard that can be done. */
export function formRoutes(world: World): readonly Deed[] {
  return [
    ...environmentDeeds(world),
    ...merchantDeeds(world),
    {
      path: '/dashboard/payments/:paymentId/console',
      operation: 'submitConsole',
      submit: async (visit) => {
        const stored = await findPaymentAnywhere(world, paymentId(visit.parameters.paymentId ?? ''));
        if (stored === undefined) return dashboardReply(nothingHere('payment'));
        return submitConsole(world, stored, visit.exchange, async (notice) => {
          if (notice.kind === 'done') return done(visit, notice, `/dashboard/payments/${stored.paymentId}`);
          const now = await findPaymentAnywhere(world, stored.paymentId);
          return refused(await paymentPage(world, now ?? stored), notice);
        });
      },
    },
    {
      path: '/dashboard/deliveries/:deliveryId/redeliver',
      operation: 'submitRedelivery',
      submit: async (visit) => {
        const delivery = await redeliver(world, visit.parameters.deliveryId ?? '');
        if (delivery === undefined) return dashboardReply(nothingHere('delivery'));
        const notice: Notice = { kind: 'done', text: 'It is sent again.' };
        return answered(visit, notice, `/dashboard/deliveries/${delivery.id}`, () => deliveryPage(world, delivery));
      },
    },
  ];
}

function environmentDeeds(world: World): readonly Deed[] {
  const deed = (
    what: string,
    operation: string,
    does: (place: Place, form: URLSearchParams) => Promise<Notice>,
  ): Deed => ({
    path: `/dashboard/environments/:environment/${what}`,
    operation,
    submit: async (visit, form) => {
      const environment = placedEnvironment(world, visit.parameters.environment);
      if (environment === undefined) return dashboardReply(nothingHere('environment'));
      const notice = await does({ environment: environment.name }, form);
      const page = () => environmentPage(world, environment, new URLSearchParams());
      return answered(visit, notice, pathOf(environment), page);
    },
  });
  return [
    deed('clock', 'submitEnvironmentClock', (place, form) => turned(world, place, form)),
    deed('situation', 'submitEnvironmentSituation', (place, form) => submitSituation(world, place, form)),
  ];
}

function merchantDeeds(world: World): readonly Deed[] {
  const deed = (
    what: string,
    operation: string,
    does: (merchant: Merchant, form: URLSearchParams) => Promise<Notice>,
  ): Deed => ({
    path: `/dashboard/merchants/:merchantId/${what}`,
    operation,
    submit: async (visit, form) => {
      const merchant = await world.store.findMerchant(visit.parameters.merchantId ?? '');
      if (merchant === undefined) return dashboardReply(nothingHere('merchant account'));
      const notice = await does(merchant, form);
      return answered(visit, notice, `/dashboard/merchants/${merchant.id}`, () => merchantPage(world, merchant));
    },
  });
  return [
    deed('clock', 'submitMerchantClock', (merchant, form) => turned(world, placeOf(merchant), form)),
    deed('situation', 'submitMerchantSituation', (merchant, form) => submitSituation(world, placeOf(merchant), form)),
    deed('status', 'submitMerchantStatus', (merchant, form) => moved(world, merchant, form)),
    deed('settle', 'submitSettlement', (merchant) => settled(world, merchant)),
  ];
}

async function turned(world: World, place: Place, form: URLSearchParams): Promise<Notice> {
  const turn = readTurn(form);
  return typeof turn === 'string' ? { kind: 'refused', text: turn } : turnNotice(await turnClock(world, place, turn));
}

async function moved(world: World, { id }: Merchant, form: URLSearchParams): Promise<Notice> {
  const move = MERCHANT_MOVES.find((known) => known === form.get('do'));
  if (move === undefined) return { kind: 'refused', text: 'An account can be activated or suspended.' };
  const result = await moveMerchant(world, id, move);
  if (result.kind === 'moved') return { kind: 'done', text: `The account is ${result.merchant.status}.` };
  return { kind: 'refused', text: 'The account has changed since you looked at it.' };
}

async function settled(world: World, merchant: Merchant): Promise<Notice> {
  const settlement = await settleDay(world, placeOf(merchant), undefined);
  if (settlement.kind !== 'settled') return { kind: 'refused', text: 'The day has not begun.' };
  const { made, day } = settlement;
  if (made.length === 0) return { kind: 'done', text: 'There was nothing to settle.' };
  return { kind: 'done', text: `${day} is settled: ${made.length} ${made.length === 1 ? 'payout' : 'payouts'}.` };
}

async function answered(
  visit: Visit,
  notice: Notice,
  path: string,
  page: () => Promise<DashboardPage>,
): Promise<WholeReply> {
  return notice.kind === 'done' ? done(visit, notice, path) : refused(await page(), notice);
}

/** Shown again by a GET, so that loading the page again does nothing a second time. */
function done({ session }: Visit, notice: Notice, path: string): WholeReply {
  session.notice = notice;
  return seeOther(path);
}

function refused(page: DashboardPage, notice: Notice): WholeReply {
  return dashboardReply({ ...page, title: `Not done: ${page.title}`, status: 409 }, { notice });
}

function pathOf({ name }: PlacedEnvironment): string {
  return `/dashboard/environments/${name}`;
}
