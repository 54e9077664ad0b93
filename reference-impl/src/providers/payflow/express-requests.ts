import type { PurchaseCommand } from '../../payments/provider.ts';
import { toText } from './amounts.ts';
import type { Pair } from './pairs.ts';
import { custRefOf, typeOf } from './requests.ts';

/** What a customer has approved: by which token, and who it was. */
export type Approval = Readonly<{ token: string; payerId: string }>;

/** Asks for a page on which the customer approves the amount with a PayPal account; nothing is taken or held by that. */
export function setPairs(command: PurchaseCommand): readonly Pair[] | undefined {
  const { returnUrl } = command;
  return withAmount('S', command, [
    ['RETURNURL', returnUrl],
    ['CANCELURL', returnUrl],
  ]);
}

/** Asks who has approved, if anybody has. */
export function detailsPairs({ action }: Pick<PurchaseCommand, 'action'>, token: string): readonly Pair[] {
  return [...begun('G', action), ['TOKEN', token]];
}

/** Takes or holds what was approved: the amount that the shop asks for, whatever was approved. */
export function payPairs(command: PurchaseCommand, { token, payerId }: Approval): readonly Pair[] | undefined {
  return withAmount('D', command, [
    ['TOKEN', token],
    ['PAYERID', payerId],
  ]);
}

function begun(step: 'S' | 'G' | 'D', action: PurchaseCommand['action']): readonly Pair[] {
  return [
    ['TRXTYPE', typeOf(action)],
    ['TENDER', 'P'],
    ['ACTION', step],
  ];
}

function withAmount(
  step: 'S' | 'D',
  { action, amount, orderNumber, commandId }: PurchaseCommand,
  more: readonly Pair[],
): readonly Pair[] | undefined {
  const text = toText(amount);
  if (text === undefined) return undefined;
  return [
    ...begun(step, action),
    ['AMT', text],
    ['CURRENCY', amount.currency],
    ['INVNUM', orderNumber],
    ['CUSTREF', custRefOf(commandId)],
    ...more,
  ];
}
