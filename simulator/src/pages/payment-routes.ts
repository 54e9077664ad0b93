import type { PageDetails } from '../dialects/dialect.ts';
import { actionId } from '../engine/ids.ts';
import { unreachable } from '../engine/unreachable.ts';
import type { ListenerExchange, WholeReply } from '../http/exchange.ts';
import { meet } from '../http/meet.ts';
import type { PathParameters, Refusals, Route, RouteTable } from '../http/route-table.ts';
import { type Asked, askIssuer, attemptAfterChallenge, newAttempt } from '../operations/attempt.ts';
import { caughtUp, changePayment, type Step } from '../operations/change.ts';
import { disputeAfterCapture } from '../operations/dispute.ts';
import type { World } from '../operations/world.ts';
import { cardDetails } from '../situations/card-details.ts';
import { conductOf } from '../situations/issuer.ts';
import type { About } from '../situations/match.ts';
import type { CardConduct } from '../situations/test-cards.ts';
import type { StoredPayment } from '../store/store.ts';
import { assetRoutes } from './assets.ts';
import { readCardForm } from './card-form.ts';
import { pageWords } from './fault-words.ts';
import { seeOther } from './html.ts';
import { cardPage, challengePage, donePage, noSuchPage, type PaymentView } from './payment-page.ts';

/** The pages that customers see, in the provider's name. They work without JavaScript. */
export function paymentPageRoutes(
  world: World,
  detailsOf: (dialect: string) => PageDetails,
  refusals: Refusals<ListenerExchange>,
): RouteTable<ListenerExchange> {
  const page = (
    method: 'get' | 'post',
    path: string,
    operation: string,
    show: (view: PaymentView, exchange: ListenerExchange) => Promise<WholeReply> | WholeReply,
  ): Route<ListenerExchange> => ({
    method,
    path,
    operation,
    handle: async (exchange, parameters: PathParameters) => {
      const found = await world.store.findPaymentByPage(exchange.environment.name, parameters.token ?? '');
      if (found === undefined) return noSuchPage(exchange.environment);
      const stored = await caughtUp(world, found);
      exchange.notes.dialect = stored.dialect;
      exchange.notes.paymentId = stored.paymentId;
      exchange.notes.merchantId = stored.merchantId;
      const view = await viewOf(stored, exchange);
      const merchant = await world.store.findMerchant(stored.merchantId);
      if (merchant === undefined) return show(view, exchange);
      const { paymentId } = stored;
      const kind = method === 'post' ? 'change' : 'question';
      const about = aboutPage(stored, exchange);
      return meet(
        { world, exchange, merchant, about, kind, paymentId, words: pageWords(exchange.environment) },
        async ({ slowly }) => {
          await slowly();
          return show(view, exchange);
        },
      );
    },
  });

  /** What the issuer is to say now, whom the customer has given reason to ask. */
  const issuerAsked = async ({ stored }: PaymentView, exchange: ListenerExchange, card: CardAsked): Promise<Asked> => {
    const merchant = await world.store.findMerchant(stored.merchantId);
    if (merchant === undefined) return { conduct: card.conduct };
    const about: About = { ...aboutPage(stored, exchange), operations: ['page', 'authorize'], ...card.named };
    return askIssuer(world, merchant, about, card.conduct, stored.payment.captureMode);
  };

  const viewOf = async (stored: StoredPayment, exchange: ListenerExchange): Promise<PaymentView> => {
    const merchant = await world.store.findMerchant(stored.merchantId);
    const { returnUrl } = detailsOf(stored.dialect).read(stored);
    return {
      stored,
      environment: exchange.environment,
      merchantName: merchant?.name ?? 'the shop',
      returnUrl: returnUrl === undefined ? undefined : returnAddress(returnUrl, stored.paymentId),
    };
  };

  /** Does what the customer asked, then shows what comes next; a second submit finds the first one's result. */
  const act = async (view: PaymentView, exchange: ListenerExchange, step: (stored: StoredPayment) => Step) => {
    const { stored } = view;
    const change = await changePayment(world, stored, step);
    // A refusal means that something else was faster: another tab, a second click, the clock. What is now, is shown.
    const after = 'stored' in change && change.stored !== undefined ? change.stored : stored;
    return next(await viewOf(after, exchange));
  };

  const submitCard = async (view: PaymentView, exchange: ListenerExchange): Promise<WholeReply> => {
    const { payment } = view.stored;
    if (payment.state !== 'action_required' || payment.action.kind !== 'redirect') return next(view);
    const read = readCardForm(new URLSearchParams(exchange.body.toString('utf8')));
    if (!read.ok) return cardPage(view, read.problems);
    const fingerprintKey = await world.fingerprintKey(exchange.environment.name);
    const { action } = payment;
    const conduct = conductOf(read.card, exchange.environment.mode, world.now(view.stored));
    const { number } = read.card;
    const named = { card: { number, lastFour: number.slice(-4) } };
    const asked = await issuerAsked(view, exchange, { conduct, named });
    return act(view, exchange, (stored) => {
      const at = world.now(stored);
      const attempt = newAttempt(world, asked, stored.payment.amount, at);
      const card = cardDetails(read.card, fingerprintKey);
      return {
        commands: [{ type: 'complete_action', actionId: action.id, outcome: { kind: 'approved', attempt }, at }],
        next: (after) => disputeAfterCapture(world, conduct, after, at),
        details: detailsOf(stored.dialect).withCard(stored, { card, conduct }),
      };
    });
  };

  const submitChallenge = async (view: PaymentView, exchange: ListenerExchange): Promise<WholeReply> => {
    const { payment } = view.stored;
    if (payment.state !== 'action_required' || payment.action.kind !== 'challenge') return next(view);
    const answer = new URLSearchParams(exchange.body.toString('utf8')).get('answer');
    if (answer !== 'pass' && answer !== 'fail') return challengePage(view);
    const { action } = payment;
    const conduct = detailsOf(view.stored.dialect).read(view.stored).conduct ?? { kind: 'approves' };
    const asked = answer === 'pass' ? await issuerAsked(view, exchange, { conduct, named: {} }) : { conduct };
    return act(view, exchange, (stored) => {
      const at = world.now(stored);
      const attempt = attemptAfterChallenge(world, asked, stored.payment.amount, at);
      const outcome = answer === 'pass' ? ({ kind: 'approved', attempt } as const) : ({ kind: 'failed' } as const);
      return { commands: [{ type: 'complete_action', actionId: action.id, outcome, at }] };
    });
  };

  const cancel = async (view: PaymentView, exchange: ListenerExchange): Promise<WholeReply> => {
    const { payment } = view.stored;
    if (payment.state !== 'action_required') return next(view);
    const id = actionId(payment.action.id);
    return act(view, exchange, (stored) => ({
      commands: [{ type: 'complete_action', actionId: id, outcome: { kind: 'cancelled' }, at: world.now(stored) }],
    }));
  };

  return {
    name: 'pages',
    refusals,
    routes: [
      page('get', '/pay/:token', 'showPaymentPage', show),
      page('post', '/pay/:token/card', 'submitCard', submitCard),
      page('post', '/pay/:token/challenge', 'submitChallenge', submitChallenge),
      page('post', '/pay/:token/cancel', 'cancelOnPage', cancel),
      ...assetRoutes<ListenerExchange>(),
    ],
  };
}

/** The card that the issuer is asked about; it is named only as long as its number is at hand. */
type CardAsked = Readonly<{ conduct: CardConduct; named: Pick<About, 'card'> }>;

function aboutPage({ reference, payment }: StoredPayment, exchange: ListenerExchange): About {
  return { operations: ['page'], headers: exchange.headers, reference, amount: payment.amount };
}

/** After something was submitted: the next thing to do, or back to the shop. */
function next(view: PaymentView): WholeReply {
  const { stored, returnUrl } = view;
  if (stored.payment.state === 'action_required') return seeOther(`/pay/${stored.pageToken}`);
  return returnUrl === undefined ? seeOther(`/pay/${stored.pageToken}`) : seeOther(returnUrl);
}

/** What the page shows when it is opened, or opened again. */
function show(view: PaymentView): WholeReply {
  const { payment } = view.stored;
  switch (payment.state) {
    case 'action_required':
      return payment.action.kind === 'challenge' ? challengePage(view) : cardPage(view);
    case 'approved':
      return donePage(view, { heading: 'Paid', sentence: 'This payment has been made.' });
    case 'declined':
      return donePage(view, {
        heading: 'Declined',
        sentence: 'This payment was declined. Nothing was taken from your account.',
      });
    case 'cancelled':
      return donePage(view, {
        heading: 'Cancelled',
        sentence: 'This payment was cancelled. Nothing was taken from your account.',
      });
    case 'requested':
    case 'processing':
      return donePage(view, {
        heading: 'Not decided yet',
        sentence: 'This payment is being looked at. The shop will hear how it went.',
      });
    default:
      return unreachable(payment);
  }
}

/** The shop's address with the payment's id in its query. The id says which payment, and proves nothing. */
function returnAddress(returnUrl: string, id: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set('payment', id);
  return url.href;
}
