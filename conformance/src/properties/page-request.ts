import { within } from '../platform/clock.ts';
import { type Card, numberOf } from './card.ts';
import type { Outgoing } from './outgoing.ts';
import type { PaymentModel } from './payment-model.ts';
import type { World } from './world.ts';

const ANSWER_WITHIN_MS = 15_000;

/** What a customer does on a payment page. */
export type OnPage =
  | Readonly<{ act: 'look' }>
  | Readonly<{ act: 'pay'; card: Card }>
  | Readonly<{ act: 'answer'; answer: 'pass' | 'fail' }>
  | Readonly<{ act: 'cancel' }>;

/** Their names in the journal. */
export const PAGE_OPERATIONS = {
  look: 'showPaymentPage',
  pay: 'submitCard',
  answer: 'submitChallenge',
  cancel: 'cancelOnPage',
} as const;

/** A customer opens the page of a payment on a listener, and does something there. Only one listener has that page. */
export function pageRequest(world: World, listener: string, payment: PaymentModel, deed: OnPage): Outgoing {
  const here = payment.merchant.environment === listener;
  const { mode, url } = world.environment(listener);
  const path = `/pay/${payment.pageToken}`;
  return {
    listener,
    operation: PAGE_OPERATIONS[deed.act],
    shown: { kind: 'nothing' },
    status: here ? (deed.act === 'look' ? 200 : 303) : 404,
    ...(here ? { viewer: payment.merchant } : {}),
    async send() {
      const { suffix, form } = submission(deed, mode);
      const said = `${form === undefined ? 'GET' : 'POST'} ${url}${path}${suffix}`;
      const request = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
      const answer = fetch(`${url}${path}${suffix}`, { redirect: 'manual', ...request });
      const { status, headers, text } = await within(ANSWER_WITHIN_MS, `the answer to ${said}`, read(answer));
      const requestId = headers.get('request-id') ?? '';
      return { status, headers, text, requestId, describe: () => `${said}\n→ ${status}\n${text}` };
    },
    agree() {
      if (!here) return undefined;
      if (deed.act === 'pay' && payment.action?.kind === 'card') payment.pay(deed.card, mode);
      else if (deed.act === 'answer' && payment.action?.kind === 'challenge') payment.answerChallenge(deed.answer);
      else if (deed.act === 'cancel' && payment.action !== undefined) payment.cancel();
      return payment;
    },
  };
}

async function read(answer: Promise<Response>) {
  const { status, headers, ...response } = await answer.then(async (whole) => ({
    status: whole.status,
    headers: whole.headers,
    text: await whole.text(),
  }));
  return { status, headers, text: response.text };
}

function submission(deed: OnPage, mode: 'test' | 'live') {
  switch (deed.act) {
    case 'look':
      return { suffix: '', form: undefined };
    case 'pay':
      return { suffix: '/card', form: { number: numberOf(deed.card, mode), expiry: '12/99', cvc: '123' } };
    case 'answer':
      return { suffix: '/challenge', form: { answer: deed.answer } };
    case 'cancel':
      return { suffix: '/cancel', form: {} };
  }
}
