import { unreachable } from '../shop/unreachable.ts';
import type { Reading } from './outcome.ts';
import type { Known, Provider, Wish } from './provider.ts';
import type { FollowUp, PaymentTransaction, Purchase } from './transaction.ts';

/** The request for what is to be done to a purchase, always the same for the same transaction. */
export function requestFor(
  provider: Provider,
  purchase: Purchase,
  followUp: FollowUp,
  { source, known }: Readonly<{ source: PaymentTransaction | undefined; known: Known }>,
): Wish<Reading> {
  const { origin, amount } = followUp;
  const { reference: paymentReference } = purchase;
  if (origin.by !== 'shop' || paymentReference === undefined) throw new Error(`${followUp.id} cannot be sent`);
  const { commandId, idempotencyKey } = origin;
  switch (followUp.action) {
    case 'capture':
      return provider.captureRequest({ paymentReference, amount, rest: followUp.rest, idempotencyKey }, known);
    case 'cancel':
      return provider.voidRequest({ paymentReference, idempotencyKey }, known);
    case 're_authorize':
      return provider.reauthorizeRequest({ paymentReference, idempotencyKey }, known);
    case 'refund': {
      const { note } = followUp;
      const command = {
        ...{ paymentReference, amount, commandId, idempotencyKey },
        ...(note === undefined ? {} : { note }),
      };
      const captureReference = source?.action === 'capture' ? source.reference : undefined;
      const ofCapture = captureReference === undefined ? {} : { captureReference };
      return provider.refundRequest({ ...command, ...ofCapture }, known);
    }
    case 'dispute':
      throw new Error(`${followUp.id} is a dispute, which nobody here can open`);
    case 'invoice':
      throw new Error(`${followUp.id} is an invoice, which is sent without a provider`);
    default:
      return unreachable(followUp);
  }
}
