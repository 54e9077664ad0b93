import type { PageDetails } from '../dialects/dialect.ts';
import type { Command, IssuerAnswer } from '../engine/command.ts';
import { type ActionId, actionId, type Instant } from '../engine/ids.ts';
import type { ListenerExchange, WholeReply } from '../http/exchange.ts';
import { meet } from '../http/meet.ts';
import type { PathParameters, Refusals, Route, RouteTable } from '../http/route-table.ts';
import { type Asked, askIssuer, attemptAfterChallenge, newAttempt } from '../operations/attempt.ts';
import { caughtUp, changePayment, type Step } from '../operations/change.ts';
import { disputeAfterCapture } from '../operations/dispute.ts';
import { policyOf, type World } from '../operations/world.ts';
import { cardDetails } from '../situations/card-details.ts';
import { conductOf } from '../situations/issuer.ts';
import type { About } from '../situations/match.ts';
import { transferAnswer, WALLET_DECLINES } from '../situations/payment-method.ts';
import type { CardConduct } from '../situations/test-cards.ts';
import type { StoredPayment } from '../store/store.ts';
import { assetRoutes } from './assets.ts';
import { readCardForm } from './card-form.ts';
import { pageWords } from './fault-words.ts';
import { cardPage, challengePage, noSuchPage, type PaymentView, transferPage, walletPage } from './payment-page.ts';
import { next, show, stepOf } from './payment-step.ts';

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
    answer: (view: PaymentView, exchange: ListenerExchange) => Promise<WholeReply> | WholeReply,
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
      if (merchant === undefined) return answer(view, exchange);
      const { paymentId } = stored;
      const kind = method === 'post' ? 'change' : 'question';
      const about = aboutPage(stored, exchange);
      return meet(
        { world, exchange, merchant, about, kind, paymentId, words: pageWords(exchange.environment) },
        async ({ slowly }) => {
          await slowly();
          return answer(view, exchange);
        },
      );
    },
  });

  /** What the issuer is to say now, whom the customer has given reason to ask. */
  const issuerAsked = async ({ stored }: PaymentView, exchange: ListenerExchange, card: CardAsked): Promise<Asked> => {
    // Where the merchant says when, the issuer is asked then, and not twice.
    const { afterApproval } = policyOf(world, stored).action;
    if (afterApproval === 'await_merchant') return { conduct: card.conduct };
    const merchant = await world.store.findMerchant(stored.merchantId);
    if (merchant === undefined) return { conduct: card.conduct };
    const about: About = { ...aboutPage(stored, exchange), operations: ['page', 'authorize'], ...card.named };
    return askIssuer(world, merchant, about, card.conduct, stored.payment.captureMode);
  };

  const asksHere = (stored: StoredPayment, { kind }: CardConduct): boolean =>
    kind === 'challenges' && policyOf(world, stored).action.afterApproval === 'await_merchant';

  const viewOf = async (stored: StoredPayment, exchange: ListenerExchange): Promise<PaymentView> => {
    const merchant = await world.store.findMerchant(stored.merchantId);
    const { read, backTo } = detailsOf(stored.dialect);
    const details = read(stored);
    const { returnUrl } = details;
    return {
      stored,
      environment: exchange.environment,
      merchantName: merchant?.name ?? 'the shop',
      returnUrl: returnUrl === undefined ? undefined : backTo(stored, returnUrl),
      step: stepOf(stored.payment, details),
    };
  };

  /** Does what the customer asked, then shows what comes next; a second submit finds the first one's result. */
  const act = async (view: PaymentView, exchange: ListenerExchange, step: (stored: StoredPayment) => Step) => {
    const { stored } = view;
    const change = await changePayment(world, stored, step);
    // A refusal means that something else was faster: another tab, a second click, the clock. What is now, is shown.
    const after = 'stored' in change && change.stored !== undefined ? change.stored : stored;
    const { beforeReturn } = detailsOf(stored.dialect);
    const isOver = beforeReturn !== undefined && after.payment.state !== 'action_required';
    return next(await viewOf(isOver ? await beforeReturn(world, after) : after, exchange));
  };

  const submitCard = async (view: PaymentView, exchange: ListenerExchange): Promise<WholeReply> => {
    const { payment } = view.stored;
    if (payment.state !== 'action_required' || view.step !== 'enter_card') return next(view);
    const read = readCardForm(new URLSearchParams(exchange.body.toString('utf8')));
    if (!read.ok) return cardPage(view, read.problems);
    const fingerprintKey = await world.fingerprintKey(exchange.environment.name);
    const { action } = payment;
    const { mode } = exchange.environment;
    const { number } = read.card;
    const own = conductOf(read.card, mode, world.now(view.stored));
    const { conductOf: withRules } = detailsOf(view.stored.dialect);
    const conduct = withRules?.(world, view.stored, { number, mode, conduct: own }) ?? own;
    const named = { card: { number, lastFour: number.slice(-4) } };
    const asked = await issuerAsked(view, exchange, { conduct, named });
    return act(view, exchange, (stored) => {
      const at = world.now(stored);
      const attempt = newAttempt(world, asked, stored.payment.amount, at);
      const card = cardDetails(read.card, fingerprintKey);
      // Where the merchant asks for the money later, the bank asks the customer now, who is still here.
      const bank: Command[] = asksHere(stored, conduct)
        ? [{ type: 'require_action', action: { actionId: actionId(world.random.id('act')), kind: 'challenge' }, at }]
        : [];
      return {
        commands: [
          { type: 'complete_action', actionId: action.id, outcome: { kind: 'approved', attempt }, at },
          ...bank,
        ],
        next: (after) => disputeAfterCapture(world, conduct, after, at),
        details: detailsOf(stored.dialect).withAttempt(stored, { card, conduct }),
      };
    });
  };

  const submitChallenge = async (view: PaymentView, exchange: ListenerExchange): Promise<WholeReply> => {
    const { payment } = view.stored;
    if (payment.state !== 'action_required' || view.step !== 'prove_identity') return next(view);
    const answer = answerIn(exchange, ['pass', 'fail']);
    if (answer === undefined) return challengePage(view);
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

  /** Pays with a method that needs no card; whoever refuses is not asked by any situation whether he means it. */
  const payWith = async (view: PaymentView, exchange: ListenerExchange, action: ActionId, pays: Paying) => {
    const conduct: CardConduct = { kind: 'approves' };
    const asked = pays.willing ? await issuerAsked(view, exchange, { conduct, named: {} }) : { conduct };
    return act(view, exchange, (stored) => {
      const at = world.now(stored);
      const attempt = newAttempt(world, asked, stored.payment.amount, at);
      const answer = asked.issuer === undefined ? pays.answer?.(at) : undefined;
      const made = answer === undefined ? attempt : { ...attempt, answer };
      return {
        commands: [{ type: 'complete_action', actionId: action, outcome: { kind: 'approved', attempt: made }, at }],
        details: detailsOf(stored.dialect).withAttempt(stored, { conduct, willing: pays.willing }),
      };
    });
  };

  const submitWallet = async (view: PaymentView, exchange: ListenerExchange): Promise<WholeReply> => {
    const { payment } = view.stored;
    if (payment.state !== 'action_required' || view.step !== 'approve_in_wallet') return next(view);
    const answer = answerIn(exchange, ['approve', 'decline']);
    if (answer === undefined) return walletPage(view);
    const pays = answer === 'approve' ? { willing: true } : { willing: false, answer: () => WALLET_DECLINES };
    return payWith(view, exchange, payment.action.id, pays);
  };

  const submitTransfer = async (view: PaymentView, exchange: ListenerExchange): Promise<WholeReply> => {
    const { payment } = view.stored;
    if (payment.state !== 'action_required' || view.step !== 'send_transfer') return next(view);
    const becomes = answerIn(exchange, ['arrives', 'fails']);
    if (becomes === undefined) return transferPage(view);
    const pays = { willing: becomes === 'arrives', answer: (at: Instant) => transferAnswer(becomes, at) };
    return payWith(view, exchange, payment.action.id, pays);
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
      page('post', '/pay/:token/wallet', 'submitWallet', submitWallet),
      page('post', '/pay/:token/transfer', 'submitTransfer', submitTransfer),
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

/** How somebody pays without a card. Without an answer of its own the method is as good as a card that approves. */
type Paying = Readonly<{ willing: boolean; answer?: (at: Instant) => IssuerAnswer }>;

/** What a form answers, where it is one of the answers that there are. */
function answerIn<Answer extends string>(exchange: ListenerExchange, known: readonly Answer[]): Answer | undefined {
  const given = new URLSearchParams(exchange.body.toString('utf8')).get('answer');
  return known.find((answer) => answer === given);
}
