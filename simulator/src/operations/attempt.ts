import type { Attempt } from '../engine/command.ts';
import { actionId, authorizationId, captureId, type Instant } from '../engine/ids.ts';
import type { Money } from '../engine/money.ts';
import { finalAnswer, firstAnswer } from '../situations/issuer.ts';
import type { CardConduct } from '../situations/test-cards.ts';
import type { World } from './world.ts';

/** An attempt to authorize, with fresh ids and the answer that the issuer gives to this card. */
export function newAttempt(world: World, conduct: CardConduct, amount: Money, now: Instant): Attempt {
  const answer = firstAnswer(conduct, { amount, challengeId: actionId(world.random.id('act')), now });
  return { ...ids(world), answer };
}

/** The attempt that follows a challenge the customer has passed. */
export function attemptAfterChallenge(world: World, conduct: CardConduct, amount: Money): Attempt {
  return { ...ids(world), answer: finalAnswer(conduct, amount) };
}

function ids(world: World): Omit<Attempt, 'answer'> {
  return {
    authorizationId: authorizationId(world.random.id('auth')),
    automaticCapture: {
      captureId: captureId(world.random.id('cap')),
      plan: { when: 'now', outcome: { kind: 'succeeded' } },
    },
  };
}
