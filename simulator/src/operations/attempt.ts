import type { Attempt } from '../engine/command.ts';
import { actionId, authorizationId, captureId, type Instant } from '../engine/ids.ts';
import type { Money } from '../engine/money.ts';
import type { CaptureMode } from '../engine/payment.ts';
import { finalAnswer, firstAnswer, outcomePlan } from '../situations/issuer.ts';
import type { About } from '../situations/match.ts';
import type { IssuerRule, OutcomeRule } from '../situations/situation.ts';
import type { CardConduct } from '../situations/test-cards.ts';
import type { Whose } from './situations.ts';
import type { World } from './world.ts';

/** What an attempt comes from: what the card makes its issuer do, and the rules that say otherwise. */
export type Asked = Readonly<{
  conduct: CardConduct;
  issuer?: IssuerRule | undefined;
  capture?: OutcomeRule | undefined;
}>;

/** Asks the situation once what the issuer is to say, and how the capture ends that comes with it. */
export function askIssuer(
  world: World,
  whose: Whose,
  about: About,
  conduct: CardConduct,
  captureMode: CaptureMode,
): Asked {
  const issuer = world.situations.issuer(whose, about);
  if (captureMode === 'manual') return { conduct, issuer };
  return { conduct, issuer, capture: world.situations.outcome(whose, { ...about, operations: ['capture'] }) };
}

/** An attempt to authorize, with fresh ids and the answer that the issuer gives. */
export function newAttempt(world: World, asked: Asked, amount: Money, now: Instant): Attempt {
  const challengeId = actionId(world.random.id('act'));
  const answer = firstAnswer(asked.conduct, { amount, challengeId, now, rule: asked.issuer });
  return { ...drawn(world, asked, now), answer };
}

/** The attempt that follows a challenge the customer has passed. */
export function attemptAfterChallenge(world: World, asked: Asked, amount: Money, now: Instant): Attempt {
  return { ...drawn(world, asked, now), answer: finalAnswer(asked.conduct, amount, asked.issuer) };
}

function drawn(world: World, { capture }: Asked, now: Instant): Omit<Attempt, 'answer'> {
  return {
    authorizationId: authorizationId(world.random.id('auth')),
    automaticCapture: { captureId: captureId(world.random.id('cap')), plan: outcomePlan(capture, now) },
  };
}
