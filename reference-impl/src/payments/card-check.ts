import { type TransactionId, transactionId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { PaymentAction } from './integration.ts';
import { type CardPurchase, isPurchase, type PaymentTransaction, progressed, type Validation } from './transaction.ts';
import type { PaymentWorld } from './world.ts';

/** Whether a card is first checked with an amount of nothing, and what then happens to what is to be paid. */
export const CARD_CHECKS = ['none', 'only', 'then_authorize'] as const;
export type CardCheck = (typeof CARD_CHECKS)[number];

/** What is done with a card once it is checked: `wait` until a sales person takes the money with it. */
export type AfterCheck = 'wait' | 'authorize' | 'charge';

/** The first thing that a provider is asked for. */
export type FirstAsked =
  | Readonly<{ action: 'authorize' | 'charge' }>
  | Readonly<{ action: 'validate'; next: AfterCheck }>;

/** What a card check means, in words. */
export function cardCheckInWords(check: CardCheck): string {
  switch (check) {
    case 'none':
      return 'No: the card is entered for what is to be paid';
    case 'only':
      return 'Yes, and nothing is held until a sales person takes the money';
    case 'then_authorize':
      return 'Yes, and then the whole amount is held';
    default:
      return unreachable(check);
  }
}

/** What a provider is asked for first, as in OroCommerce: what is to be taken at once is taken right after the check. */
export function firstAskedFor(paymentAction: PaymentAction, check: CardCheck): FirstAsked {
  if (check === 'none') return { action: paymentAction };
  if (paymentAction === 'charge') return { action: 'validate', next: 'charge' };
  return { action: 'validate', next: check === 'only' ? 'wait' : 'authorize' };
}

/** A purchase with the card that was checked, with a key of its own, not yet stored and not yet sent. */
export function purchaseByCard(
  { random, clock }: Pick<PaymentWorld, 'random' | 'clock'>,
  validation: Validation,
  action: 'authorize' | 'charge',
): CardPurchase {
  const { orderId, environment, mode, method, pays, reference, account } = validation;
  if (reference === undefined) throw new Error(`${validation.id} has checked no card that could be paid with`);
  const now = clock.now();
  return {
    id: transactionId(random.id('transaction')),
    orderId,
    accessIdentifier: random.token(),
    environment,
    mode,
    method,
    action,
    amount: pays,
    ...(account === undefined ? {} : { account }),
    card: { checkedBy: validation.id, reference },
    origin: { by: 'shop', commandId: random.id('command'), idempotencyKey: random.token() },
    progress: { state: 'waiting', waiting: { for: 'answer' } },
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}

/** What was paid with a card that was checked, or may have been. */
export function paidByCard(id: TransactionId, transactions: readonly PaymentTransaction[]): CardPurchase | undefined {
  return transactions
    .filter(isPurchase)
    .flatMap((one) => (one.action === 'validate' || one.card?.checkedBy !== id ? [] : [one]))
    .find(({ progress }) => progress.state !== 'failed');
}

/** A check that has just come out well is over where the card is to be used at once, with the purchase that uses it. */
export function nextAfterCheck(
  world: Pick<PaymentWorld, 'random' | 'clock'>,
  checked: PaymentTransaction,
): Readonly<{ validation: Validation; purchase: CardPurchase }> | undefined {
  if (checked.action !== 'validate' || checked.progress.state !== 'open' || checked.next === 'wait') return undefined;
  const purchase = purchaseByCard(world, checked, checked.next);
  return { validation: { ...checked, progress: { state: 'finished' } }, purchase };
}

/** The check of a card is over once money was taken with it. */
export function checkEndedBy(
  purchase: PaymentTransaction,
  transactions: readonly PaymentTransaction[],
): readonly Validation[] {
  if (purchase.action !== 'authorize' && purchase.action !== 'charge') return [];
  const { card, progress } = purchase;
  if (card === undefined || (progress.state !== 'open' && progress.state !== 'finished')) return [];
  return transactions.flatMap((one) =>
    one.action === 'validate' && one.id === card.checkedBy && one.progress.state === 'open'
      ? [progressed(one, { state: 'finished' }, purchase.updatedAt)]
      : [],
  );
}
