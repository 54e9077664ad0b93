import { type InboxEntry, progressInWords } from '../payments/notification.ts';
import type { PaymentTransaction } from '../payments/transaction.ts';
import { becameInWords, wantedInWords } from '../payments/transaction-words.ts';
import type { Actor, AuditEntry } from '../shop/audit.ts';
import type { Instant } from '../shop/ids.ts';
import { inWords } from '../shop/money.ts';
import type { Order } from '../shop/order.ts';

/** One thing that happened to an order, in a sentence; `by` is who wanted it, when somebody of the staff did. */
export type Happening = Readonly<{ at: Instant; text: string; by?: string }>;

/** What there is to tell of an order. */
export type Told = Readonly<{
  order: Order;
  transactions: readonly PaymentTransaction[];
  /** What is written down about the order. */
  entries: readonly AuditEntry[];
  notifications: readonly InboxEntry[];
}>;

/** What happened to an order, the first thing first. Of a transaction it is told when it was wanted and how it stands. */
export function timelineOf({ order, transactions, entries, notifications }: Told): readonly Happening[] {
  const wantedBy = new Map(
    entries.flatMap((entry) => transactionIn(entry).map((id) => [id, inName(entry.by)] as const)),
  );
  const happenings = [
    { at: order.placedAt, text: `The order was placed, for ${inWords(order.total)}.` },
    ...transactions.flatMap((transaction) => happeningsOf(transaction, wantedBy.get(transaction.id))),
    ...notifications.map((entry) => ({
      at: entry.receivedAt,
      text: `The provider told: ${entry.type}. ${progressInWords(entry.progress)}.`,
    })),
  ];
  return happenings.toSorted((one, other) => one.at - other.at);
}

function transactionIn({ action, changes }: AuditEntry): readonly string[] {
  if (action !== 'payment_asked') return [];
  return changes.flatMap(({ field, after }) => (field === 'transaction' && after !== undefined ? [after] : []));
}

function inName(by: Actor): string | undefined {
  return by.kind === 'staff' ? `${by.name} (${by.role})` : undefined;
}

function happeningsOf(transaction: PaymentTransaction, by: string | undefined): readonly Happening[] {
  const { origin, createdAt, updatedAt } = transaction;
  const became = becameInWords(transaction);
  const wanted =
    origin.by === 'provider'
      ? []
      : [{ at: createdAt, text: wantedInWords(transaction), ...(by === undefined ? {} : { by }) }];
  const text = origin.by === 'provider' && became !== undefined ? `Done at the provider: ${became}` : became;
  return text === undefined ? wanted : [...wanted, { at: updatedAt, text }];
}
