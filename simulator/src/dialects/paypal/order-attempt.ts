import type { Attempt, Command } from '../../engine/command.ts';
import type { Instant } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import type { CaptureMode, Payment } from '../../engine/payment.ts';
import { askIssuer, attemptAfterChallenge, newAttempt } from '../../operations/attempt.ts';
import { disputeAfterCapture } from '../../operations/dispute.ts';
import type { About } from '../../situations/match.ts';
import type { ChangeCall } from './call.ts';
import type { KeptSource } from './codec.ts';

/** How an order is attempted to be paid. */
export type Attempting = Readonly<{
  source: KeptSource | undefined;
  amount: Money;
  captureMode: CaptureMode;
  /** The customer has proved who it is, and is not asked again. */
  challenged: boolean;
  now: Instant;
}>;

/** One attempt: what is to happen, and what comes after it. */
export function attempted(
  call: ChangeCall,
  { source, amount, captureMode, challenged, now }: Attempting,
): Readonly<{ attempt: Attempt; command: Command; next: (payment: Payment) => readonly Command[] }> {
  const { world, caller } = call;
  const conduct = source?.conduct ?? { kind: 'approves' };
  const about: About = { ...call.about, operations: ['authorize'] };
  const asked = askIssuer(world, caller.merchant, about, conduct, captureMode);
  const attempt = challenged ? attemptAfterChallenge(world, asked, amount, now) : newAttempt(world, asked, amount, now);
  return {
    attempt,
    command: { type: 'authorize', attempt, at: now },
    next: (payment) => disputeAfterCapture(world, conduct, payment, now),
  };
}
