import fc from 'fast-check';
import type { Asked } from '../asked.ts';
import { fresh } from '../fresh.ts';
import { mustEqual } from '../law.ts';
import { operationRequest } from '../outgoing.ts';
import type { PaymentModel, Refused } from '../payment-model.ts';
import type { Move } from '../property.ts';
import type { Showing } from '../shown.ts';
import type { Stage } from '../stage.ts';
import { type Aim, aimed, at, nameOf, pick } from './aim.ts';
import { conserving } from './conserving.ts';
import { fits, MINOR_MAX } from './wanting.ts';

/** Captures or refunds of one payment that arrive together, all alike: as many succeed as there is money for. */
export function racing(aims: fc.Arbitrary<Aim>): fc.Arbitrary<Move<Stage>> {
  return fc
    .record({
      aim: aims,
      operation: fc.constantFrom('capturePayment' as const, 'refundPayment' as const),
      percent: fc.integer({ min: 10, max: 60 }),
      copies: fc.integer({ min: 2, max: 10 }),
      named: fc.option(pick, { nil: undefined }),
    })
    .map(({ aim, operation, percent, copies, named }) =>
      conserving('race', async (stage, say) => {
        const { payment, holding, listener, showing, mounted } = aimed(stage.world, aim, (one) => fits(operation, one));
        const captures = payment.captures.filter(({ id }) => id !== '');
        const captureId = named === undefined || captures.length === 0 ? undefined : at(captures, named).id;
        const limit = operation === 'capturePayment' ? payment.heaps().capturable : payment.refundLimit(captureId);
        const minor = (limit * BigInt(percent)) / 100n;
        if (!fits(operation, payment) || minor === 0n || minor > MINOR_MAX) return undefined;
        const { currency } = payment.amount;
        const amount = { minor, currency };
        const asked: Asked =
          operation === 'capturePayment'
            ? { operation, paymentId: payment.id, amount, rest: 'keep' }
            : { operation, paymentId: payment.id, amount, ...(captureId === undefined ? {} : { captureId }) };
        const wanted = await race({ stage, listener, showing, mounted }, payment, asked, copies);
        say(
          `${copies} times ${operation} ${minor} ${currency} of payment ${payment.number} with ${nameOf(holding)}: ${wanted} succeed`,
        );
        return payment;
      }),
    );
}

/** Sends so many of a request at once, and says how many of them have to succeed, as so many do. */
export async function race(
  by: Readonly<{ stage: Stage; listener: string; showing: Showing; mounted: boolean }>,
  payment: PaymentModel,
  asked: Asked,
  copies: number,
): Promise<number> {
  const { stage, listener, showing, mounted } = by;
  const requests = Array.from({ length: copies }, () =>
    operationRequest(stage.session, stage.world, { listener, showing, asked, key: fresh('key'), mounted }),
  );
  const wanted = played(payment, asked, copies);
  const answers = await Promise.all(requests.map((request) => request.send()));
  const succeeded = answers.filter(({ status }) => status === 201).length;
  const law = 'of requests that arrive together as many succeed as there is money for';
  mustEqual(law, wanted, succeeded, () => answers.map((answer) => answer.describe()).join('\n'));
  stage.session.counters.count(`race: ${asked.operation}, ${wanted < copies ? 'some' : 'all'} succeed`);
  requests.forEach((request, index) => {
    const answer = answers[index];
    if (answer === undefined) return;
    const { status, problem } = answer;
    // Which of them was late is not for the law to say, only that nothing else is wrong with it.
    const { problem: _, ...alike } = request;
    stage.judge({ ...alike, status, ...(problem === undefined ? {} : { problem }), agree: () => payment }, answer);
  });
  return wanted;
}

/** Plays the requests one after the other on the model; answers how many it allows. */
function played(payment: PaymentModel, asked: Asked, copies: number): number {
  for (let count = 0; count < copies; count += 1) {
    if (refused(payment, asked) !== undefined) return count;
    if (asked.operation === 'capturePayment') payment.capture(asked.amount, '', asked.rest);
    else if (asked.operation === 'refundPayment') payment.refund(asked.amount, asked.captureId);
  }
  return copies;
}

function refused(payment: PaymentModel, asked: Asked): Refused | undefined {
  if (asked.operation === 'capturePayment') return payment.captureRefused(asked.amount);
  if (asked.operation === 'refundPayment') return payment.refundRefused(asked.amount, asked.captureId);
  return undefined;
}
