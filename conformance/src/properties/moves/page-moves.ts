import fc from 'fast-check';
import { CARDS } from '../card.ts';
import { type OnPage, pageRequest } from '../page-request.ts';
import type { Move } from '../property.ts';
import type { Stage } from '../stage.ts';
import { at, pick } from './aim.ts';
import { observed } from './observed.ts';

const anyDeed: fc.Arbitrary<OnPage> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ act: 'look' } as const) },
  {
    weight: 4,
    arbitrary: fc
      .oneof({ weight: 3, arbitrary: fc.constant('good' as const) }, fc.constantFrom(...CARDS))
      .map((card) => ({ act: 'pay', card }) as const),
  },
  { weight: 2, arbitrary: fc.constantFrom('pass', 'fail').map((answer) => ({ act: 'answer', answer }) as const) },
  { weight: 1, arbitrary: fc.constant({ act: 'cancel' } as const) },
);

/** A customer does something on the page of a payment, at its own listener or at another. */
export const visiting: fc.Arbitrary<Move<Stage>> = fc
  .record({
    which: pick,
    away: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constantFrom(1, 2)),
    deed: anyDeed,
  })
  .map(({ which, away, deed }) =>
    observed('visit a page', async (stage, say) => {
      const { world, session } = stage;
      const withPage = world.payments.filter(({ pageToken }) => pageToken !== undefined);
      if (withPage.length === 0) return;
      const waiting = withPage.filter(({ action }) => action !== undefined);
      const payment = at(waiting.length > 0 ? waiting : withPage, which);
      const { environment, number: merchant } = payment.merchant;
      const listener = world.environmentAfter(environment, away).name;
      const request = pageRequest(world, listener, payment, deed);
      const does =
        deed.act === 'pay' ? `pays by card ${deed.card}` : deed.act === 'answer' ? `says ${deed.answer}` : deed.act;
      say(`page of payment ${payment.number} (merchant ${merchant}, ${environment}) on ${listener}: ${does}`);
      session.counters.count(
        away === 0 ? `page: ${deed.act} in ${listener}` : `page elsewhere: ${request.operation} on ${listener}`,
      );
      await stage.deliver(request);
    }),
  );
