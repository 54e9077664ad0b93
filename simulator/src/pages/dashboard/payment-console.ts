import { exponent } from '../../engine/currency.ts';
import { captureId, disputeId, refundId } from '../../engine/ids.ts';
import { type Money, money } from '../../engine/money.ts';
import { DECLINE_CODES } from '../../engine/payment.ts';
import type { Rejection } from '../../engine/rejection.ts';
import { beginning, journalConsole } from '../../http/console-journal.ts';
import type { Exchange, WholeReply } from '../../http/exchange.ts';
import { actOnConsole, type ConsoleAction, DISPUTE_REASONS, findPaymentAnywhere } from '../../operations/console.ts';
import type { World } from '../../operations/world.ts';
import type { StoredPayment } from '../../store/store.ts';
import { moneyText } from '../money-text.ts';
import type { Notice } from './frame.ts';
import { inWords } from './words.ts';

// What the control API calls the same, so that the journal has one word for it.
const OPERATIONS: Readonly<Record<ConsoleAction['do'], string>> = {
  capture: 'captureOnConsole',
  void: 'voidOnConsole',
  cancel: 'cancelOnConsole',
  refund: 'refundOnConsole',
  return_refund: 'returnRefund',
  decide: 'decidePayment',
  open_dispute: 'openDispute',
  submit_evidence: 'submitEvidence',
  escalate: 'escalateDispute',
  accept: 'acceptDispute',
  win: 'winDispute',
  lose: 'loseDispute',
};

/** Does with a payment what a form asks for. The form names the version it was made for: what is not, is not done. */
export async function submitConsole(
  world: World,
  { paymentId }: StoredPayment,
  exchange: Exchange,
  replyTo: (notice: Notice) => WholeReply | Promise<WholeReply>,
): Promise<WholeReply> {
  const form = new URLSearchParams(exchange.body.toString('utf8'));
  // In turn, so that of two clicks on one button the second finds what the first has done.
  return world.inTurn(`console ${paymentId}`, async () => {
    const stored = await findPaymentAnywhere(world, paymentId);
    if (stored === undefined) return replyTo({ kind: 'refused', text: 'There is no such payment any more.' });
    if (form.get('version') !== String(stored.version)) {
      return replyTo({
        kind: 'refused',
        text: 'The payment has changed since you looked at it. This is how it stands now.',
      });
    }
    const action = readAction(form, stored.payment.amount);
    if (typeof action === 'string') return replyTo({ kind: 'refused', text: action });
    const began = beginning(world, stored);
    const result = await actOnConsole(world, stored, action);
    const reply = await replyTo(
      result.kind === 'changed'
        ? { kind: 'done', text: `Done: ${inWords(action.do)}.` }
        : {
            kind: 'refused',
            text: result.kind === 'rejected' ? rejectionText(result.rejection) : 'There is no such payment.',
          },
    );
    const brief = { ...reply, body: '' };
    journalConsole(world, stored, { operation: OPERATIONS[action.do], exchange, reply: brief, began });
    return reply;
  });
}

function readAction(form: URLSearchParams, like: Money): ConsoleAction | string {
  const asked = form.get('do') ?? '';
  switch (asked) {
    case 'capture':
    case 'refund':
    case 'open_dispute':
      return readWithAmount(asked, form, like);
    case 'void':
    case 'cancel':
      return { do: asked };
    case 'approve':
      return { do: 'decide', answer: 'approve' };
    case 'decline': {
      const code = DECLINE_CODES.find((known) => known === form.get('code'));
      return code === undefined ? 'The code of the decline is none that issuers have.' : { do: 'decide', answer: code };
    }
    case 'return_refund':
      return { do: asked, refundId: refundId(form.get('refund') ?? ''), reason: 'returned_by_issuer' };
    case 'submit_evidence':
    case 'escalate':
    case 'accept':
    case 'win':
    case 'lose':
      return { do: asked, disputeId: disputeId(form.get('dispute') ?? '') };
    default:
      return 'Nothing was asked for that a console can do.';
  }
}

function readWithAmount(
  asked: 'capture' | 'refund' | 'open_dispute',
  form: URLSearchParams,
  like: Money,
): ConsoleAction | string {
  const amount = readAmount(form.get('amount') ?? '', like);
  if (amount === undefined)
    return `The amount has to be as in ${exponent(like.currency) === 0 ? '1250' : '12.50'}, in ${like.currency}.`;
  const from = form.get('capture') ?? '';
  const outOf = from === '' ? {} : { captureId: captureId(from) };
  switch (asked) {
    case 'capture':
      return { do: asked, amount, rest: form.get('rest') === 'release' ? 'release' : 'keep' };
    case 'refund':
      return { do: asked, amount, ...outOf };
    case 'open_dispute': {
      const reason = DISPUTE_REASONS.find((known) => known === form.get('reason'));
      if (reason === undefined) return 'The reason is none that cardholders have.';
      return { do: asked, amount, reason, stage: form.get('stage') === 'inquiry' ? 'inquiry' : 'chargeback', ...outOf };
    }
  }
}

/** Decimal text with at most as many digits as the currency has, and no more before the point than any amount needs. */
function readAmount(text: string, { currency }: Money): Money | undefined {
  const digits = exponent(currency);
  const found = /^(\d{1,15})(?:\.(\d*))?$/.exec(text.trim());
  const [, whole = '', part = ''] = found ?? [];
  if (found === null || part.length > digits) return undefined;
  return money(BigInt(whole + part.padEnd(digits, '0')), currency);
}

function rejectionText(rejection: Rejection): string {
  const limit =
    'capturable' in rejection
      ? `; ${moneyText(rejection.capturable)} can be captured`
      : 'refundable' in rejection
        ? `; ${moneyText(rejection.refundable)} can be refunded`
        : 'disputable' in rejection
          ? `; ${moneyText(rejection.disputable)} can be disputed`
          : '';
  return `The rules of the payment do not allow it: ${inWords(rejection.code)}${limit}.`;
}
