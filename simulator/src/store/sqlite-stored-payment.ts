import { instant } from '../engine/ids.ts';
import type { Payment } from '../engine/payment.ts';
import { decode } from './codec.ts';
import { integer, type Row, text } from './sqlite-rows.ts';
import type { Details, Ownership, StoredPayment } from './store.ts';

/** A payment as a row of the table of payments holds it. */
export function storedPayment(row: Row): StoredPayment {
  const due = row.next_due_at;
  return {
    ...decode<Ownership>(text(row, 'owner')),
    version: integer(row, 'version'),
    payment: decode<Payment>(text(row, 'state')),
    details: decode<Details>(text(row, 'details')),
    nextDueAt: typeof due === 'number' ? instant(due) : undefined,
  };
}
