import type { Merchant } from '../../accounts/merchant.ts';
import { paymentId } from '../../engine/ids.ts';
import type { Decline } from '../../engine/payment.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import { meet } from '../../http/meet.ts';
import type { PathParameters, Route } from '../../http/route-table.ts';
import { readPayment } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import { readCardForm } from '../../pages/card-form.ts';
import { pageWords } from '../../pages/fault-words.ts';
import { seeOther } from '../../pages/html.ts';
import { noSuchPage } from '../../pages/payment-page.ts';
import type { About } from '../../situations/match.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { DIALECT } from './call.ts';
import { readCard } from './card-entry.ts';
import { sessionStatus } from './checkout-session-object.ts';
import { ID_TEMPLATE } from './checkout-sessions.ts';
import { readSession, readSetup } from './codec.ts';
import { declineError } from './declines.ts';
import { lastFailure } from './intent-state.ts';
import { type SessionView, sessionCardPage, sessionEndPage } from './session-page.ts';
import { amountOf, payInSession } from './session-payment.ts';
import { keepInSession } from './session-setup.ts';

/** A session that a customer looks at. */
type Visit = Readonly<{
  view: SessionView;
  object: DialectObject;
  merchant: Merchant;
  stored: StoredPayment | undefined;
  /** Why the last card was not kept. */
  declined: Decline | undefined;
}>;

/** The pages on which customers pay in a session. They work without JavaScript, and ask for no key. */
export function sessionPageRoutes(world: World): readonly Route<ListenerExchange>[] {
  const page = (
    method: 'get' | 'post',
    path: string,
    operation: string,
    answer: (visit: Visit, exchange: ListenerExchange) => Promise<WholeReply> | WholeReply,
  ): Route<ListenerExchange> => ({
    method,
    path,
    operation,
    handle: async (exchange, parameters: PathParameters) => {
      const visit = await visited(world, exchange, parameters.id ?? '');
      if (visit === undefined) return noSuchPage(exchange.environment);
      const { merchant, stored } = visit;
      exchange.notes.merchantId = merchant.id;
      if (stored !== undefined) exchange.notes.paymentId = stored.paymentId;
      return meet(
        {
          world,
          exchange,
          merchant,
          about: aboutSession(visit, exchange),
          kind: method === 'post' ? 'change' : 'question',
          words: pageWords(exchange.environment),
        },
        async ({ slowly }) => {
          await slowly();
          return answer(visit, exchange);
        },
      );
    },
  });

  const submit = async (visit: Visit, exchange: ListenerExchange): Promise<WholeReply> => {
    const { view, object } = visit;
    const isOpen = sessionStatus(view.kept, visit.stored, { now: nowAt(world, visit) }) === 'open';
    if (!isOpen || isUnderWay(visit.stored)) return seeOther(`/c/pay/${object.id}`);
    const form = new URLSearchParams(exchange.body.toString('utf8'));
    const read = readCardForm(form);
    if (!read.ok) return sessionCardPage(view, { problems: read.problems });
    const { number, expiryMonth, expiryYear } = read.card;
    const given = { number, exp_month: expiryMonth, exp_year: expiryYear, cvc: (form.get('cvc') ?? '').trim() };
    const now = nowAt(world, visit);
    const card = await readCard({ world, exchange, now }, given, 'card');
    if (!card.ok) return sessionCardPage(view, { failure: card.error.message });
    const email = (form.get('email') ?? '').trim().slice(0, EMAIL_LENGTH_MAX);
    const entered = { merchant: visit.merchant, id: object.id, number, card: card.value, email };
    await (view.kept.setup ? keepInSession : payInSession)(world, exchange, entered);
    const after = await visited(world, exchange, object.id);
    if (after?.stored !== undefined) exchange.notes.paymentId = after.stored.paymentId;
    return after === undefined ? noSuchPage(exchange.environment) : next(after, nowAt(world, after));
  };

  return [
    page('get', '/c/pay/:id', 'showCheckoutPage', (visit) => next(visit, nowAt(world, visit))),
    page('post', '/c/pay/:id/card', 'submitCheckoutCard', submit),
  ];
}

function aboutSession({ view: { kept } }: Visit, { headers }: ListenerExchange): About {
  const { clientReferenceId: reference } = kept;
  return { operations: ['page'], headers, amount: amountOf(kept), ...(reference === undefined ? {} : { reference }) };
}

const EMAIL_LENGTH_MAX = 254;

function nowAt(world: World, { object }: Pick<Visit, 'object'>) {
  return world.now({ environment: object.environment, merchantId: object.merchantId });
}

/** Whose session it is follows from its id, and so does the mode; the environment is that of the listener. */
async function visited(world: World, exchange: ListenerExchange, id: string): Promise<Visit | undefined> {
  const { environment } = exchange;
  const [, suffix] = /^cs_(?:test|live)_([A-Za-z0-9]{20})[A-Za-z0-9]{40}$/.exec(id) ?? [];
  if (suffix === undefined) return undefined;
  const owner = { environment: environment.name, merchantId: `mer_${suffix}`, dialect: DIALECT };
  const object = await world.store.findObject(owner, 'checkout_session', id);
  const merchant = await world.store.findMerchant(owner.merchantId);
  if (object === undefined || merchant === undefined) return undefined;
  const kept = readSession(object);
  const { payment } = kept;
  const stored =
    payment === undefined ? undefined : await readPayment(world, { ...owner, paymentId: paymentId(payment) });
  const setup = kept.setup && (await world.store.findObject(owner, 'setup_intent', kept.setup.intent));
  const declined = setup && readSetup(setup).failure;
  return { view: { id, kept, environment, merchantName: merchant.name }, object, merchant, stored, declined };
}

/** What there is to do now: pay, prove who one is, or go back to the shop. */
function next({ view, stored, declined }: Visit, now: ReturnType<typeof nowAt>): WholeReply {
  const { kept, id } = view;
  switch (sessionStatus(kept, stored, { now })) {
    case 'complete':
      return seeOther(kept.successUrl.replaceAll(ID_TEMPLATE, id));
    case 'expired':
      return sessionEndPage(view, 'Time is up', 'This page is no longer open. Nothing was taken from your account.');
    case 'open': {
      if (stored === undefined) {
        return sessionCardPage(view, declined === undefined ? {} : { failure: declineError(declined).message });
      }
      const { payment } = stored;
      if (payment.state === 'action_required') return seeOther(`/pay/${stored.pageToken}`);
      if (payment.state === 'processing') {
        return sessionEndPage(
          view,
          'Not decided yet',
          'This payment is being looked at. The shop will hear how it went.',
        );
      }
      const failure = lastFailure(stored);
      if (failure === undefined) return sessionCardPage(view);
      const sentence =
        failure.kind === 'declined'
          ? declineError(failure.decline).message
          : 'Your bank could not confirm that it is you. Nothing was taken from your account.';
      return sessionCardPage(view, { failure: sentence });
    }
  }
}

function isUnderWay(stored: StoredPayment | undefined): boolean {
  return stored?.payment.state === 'action_required' || stored?.payment.state === 'processing';
}
