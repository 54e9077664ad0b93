import { balances } from '../engine/balances.ts';
import type { Command } from '../engine/command.ts';
import { disputeId, type Instant } from '../engine/ids.ts';
import type { Payment } from '../engine/payment.ts';
import type { CardConduct } from '../situations/test-cards.ts';
import type { World } from './world.ts';

/** What a cardholder who disputes everything does right after a capture: contests all that can be contested. */
export function disputeAfterCapture(
  world: World,
  conduct: CardConduct,
  payment: Payment,
  at: Instant,
): readonly Command[] {
  if (conduct.kind !== 'disputes' || balances(payment).refundable === 0n) return [];
  const { stage = 'chargeback', reason = 'fraudulent' } = conduct;
  return [
    {
      type: 'open_dispute',
      disputeId: disputeId(world.random.id('dis')),
      stage,
      amount: 'all',
      reason,
      at,
    },
  ];
}
